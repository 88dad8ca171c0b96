import type { AttributeDescription, ElementDescription, Place } from './model.js';
import { SETTINGS_READER } from './sources.js';

/** What an entry may say besides its name and its kind. */
type More = Omit<AttributeDescription, 'name' | 'type' | 'values'>;

export function bool(name: string, more: More = {}): AttributeDescription {
  return { name, type: 'boolean', ...more };
}

export function int(name: string, more: More = {}): AttributeDescription {
  return { name, type: 'integer', ...more };
}

export function text(name: string, more: More = {}): AttributeDescription {
  return { name, type: 'text', ...more };
}

export function path(name: string, more: More = {}): AttributeDescription {
  return { name, type: 'path', ...more };
}

export function uuid(name: string, more: More = {}): AttributeDescription {
  return { name, type: 'uuid', ...more };
}

export function time(name: string, more: More = {}): AttributeDescription {
  return { name, type: 'timestamp', ...more };
}

/** `values`: with blanks between them. */
export function choice(name: string, values: string, more: More = {}): AttributeDescription {
  return { name, type: 'enum', values: values.split(' '), ...more };
}

/** The names of several attributes, with blanks between them. */
export function texts(names: string): AttributeDescription[] {
  return names.split(' ').map((name) => text(name));
}

type MoreOfElement = Omit<ElementDescription, 'name' | 'places' | 'attributes' | 'counts'>;

/** A place by the path of the element around it, or with the versions in which it is read there. */
type Where = string | Place;

function element(
  name: string,
  counts: ElementDescription['counts'],
  where: Where | readonly Where[],
  attributes: readonly AttributeDescription[],
  more: MoreOfElement,
): ElementDescription {
  const all = (Array.isArray(where) ? where : [where]) as readonly Where[];
  const places = all.map((one) => (typeof one === 'string' ? { in: one } : one));
  return { name, places, attributes, counts, source: SETTINGS_READER, ...more };
}

/** An element that VirtualBox asks for by name: the first one counts (`findChildElement`). */
export function first(
  name: string,
  where: Where | readonly Where[],
  attributes: readonly AttributeDescription[] = [],
  more: MoreOfElement = {},
): ElementDescription {
  return element(name, 'first', where, attributes, more);
}

/** An element that VirtualBox meets while it goes through all: the last one counts. */
export function last(
  name: string,
  where: Where | readonly Where[],
  attributes: readonly AttributeDescription[] = [],
  more: MoreOfElement = {},
): ElementDescription {
  return element(name, 'last', where, attributes, more);
}

/** An element of a list, or a list: VirtualBox reads them all. */
export function each(
  name: string,
  where: Where | readonly Where[],
  attributes: readonly AttributeDescription[] = [],
  more: MoreOfElement = {},
): ElementDescription {
  return element(name, 'each', where, attributes, more);
}

/** Elements that stand in real files, of which no source says more. */
export function observed(
  name: string,
  where: Where | readonly Where[],
  attributes: readonly AttributeDescription[] = [],
): ElementDescription {
  const { source: _none, ...rest } = element(name, 'each', where, attributes, {});
  return rest;
}
