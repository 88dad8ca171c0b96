import type { XmlElement } from '../../grammars/xml/index.js';
import type { VboxDocument } from '../languages/index.js';
import {
  elements,
  findElement,
  type AttributeDescription,
  type KnownElement,
} from '../languages/vbox/catalogue/index.js';
import { isBetween } from '../languages/vbox/placed.js';
import { localName } from '../languages/vbox/reading.js';
import { closing, LONGEST_TAG, openTagAt } from './complete-xml.js';
import type { Completion } from './completion.js';
import { describeAttribute, describeElement } from './describe.js';

/** The elements, attributes or values that can stand at a view offset. */
export function completeVbox(document: VboxDocument, at: number): Completion[] {
  const { view } = document.source;
  const tag = openTagAt(document, at);
  if (tag === undefined) return [];
  const { said, around } = tag;
  if (said.startsWith('/')) return closing(tag, at);
  const path = pathOf(around);
  if (path === undefined) return [];
  const name = /^[^\s/]*/.exec(said)![0];
  if (name.length === said.length) return names(document, path, said, at);
  const known = findElement(path, name.slice(name.indexOf(':') + 1));
  return known === undefined ? [] : inTag(known, said.slice(name.length), view, at);
}

/** Below `VirtualBox`, as the catalogue has it; undefined: VirtualBox knows nothing there. */
function pathOf([root, ...others]: readonly XmlElement[]): string | undefined {
  if (root === undefined) return undefined;
  let path = '';
  for (const element of others) {
    const known = findElement(path, localName(element));
    if (known === undefined) return undefined;
    path = known.path;
  }
  return path;
}

function names(document: VboxDocument, path: string, typed: string, at: number): Completion[] {
  const rest = /^[\w.:-]*/.exec(document.source.view.slice(at, at + 100))![0];
  const seen = new Set<string>();
  return elements().flatMap(({ name }): Completion[] => {
    if (seen.has(name)) return [];
    seen.add(name);
    const known = findElement(path, name);
    if (known === undefined) return [];
    const { description, place } = known;
    if (!isBetween(document.version, place.from, place.to)) return [];
    const required = description.attributes.filter((attribute) => attribute.required === true);
    const filled = required
      .map((attribute, index) => ` ${attribute.name}="$${index + 1}"`)
      .join('');
    return [
      {
        label: name,
        kind: 'element',
        text: name,
        ...(filled === '' || rest !== '' ? {} : { snippet: name + filled }),
        range: { start: at - typed.length, end: at + rest.length },
        documentation: () => describeElement(description),
      },
    ];
  });
}

/** `said`: what stands between the name of the element and the place. */
function inTag(
  { description }: KnownElement,
  said: string,
  view: string,
  at: number,
): Completion[] {
  const outside = said.replace(/=\s*(?:"[^"]*"|'[^']*')/g, '');
  const value = /([\w.:-]+)\s*=\s*(["'])([^"']*)$/.exec(said);
  if (/["']/.test(outside)) {
    const name = value?.[1];
    const attribute = description.attributes.find((one) => one.name === name);
    if (attribute === undefined) return [];
    return choices(attribute, value![2]!, value![3]!, view, at);
  }
  const typed = /[\w.:-]*$/.exec(said)![0];
  if (!/\s$/.test(said.slice(0, said.length - typed.length))) return [];
  const end = view.slice(at, at + LONGEST_TAG);
  const rest = /^[\w.:-]*/.exec(end)![0];
  const hasValue = end.slice(rest.length).trimStart().startsWith('=');
  const present = [
    ...said.matchAll(/([\w.:-]+)\s*=/g),
    ...tagBehind(end).matchAll(/([\w.:-]+)\s*=/g),
  ];
  const taken = new Set(present.map(([, name]) => name));
  return description.attributes.flatMap((attribute): Completion[] => {
    const { name } = attribute;
    if (taken.has(name) && name !== typed + rest) return [];
    return [
      {
        label: name,
        kind: 'attribute',
        detail: attribute.type,
        text: hasValue ? name : `${name}=""`,
        ...(hasValue ? {} : { snippet: `${name}="${usual(attribute)}"` }),
        range: { start: at - typed.length, end: at + rest.length },
        documentation: () => describeAttribute(description, attribute),
      },
    ];
  });
}

function tagBehind(text: string): string {
  return text.slice(0, /[<>]/.exec(text)?.index ?? text.length);
}

function usual({ type }: AttributeDescription): string {
  return type === 'boolean' ? '${1|true,false|}' : '$1';
}

function choices(
  attribute: AttributeDescription,
  quote: string,
  typed: string,
  view: string,
  at: number,
): Completion[] {
  const values = attribute.type === 'boolean' ? ['true', 'false'] : (attribute.values ?? []);
  const rest = /^[^"'<>\r\n]*/.exec(view.slice(at, at + 1000))![0];
  const isClosed = view.charAt(at + rest.length) === quote;
  return values.map((value) => ({
    label: value,
    kind: 'value' as const,
    ...(value === attribute.default ? { detail: 'the default' } : {}),
    text: isClosed ? value : value + quote,
    range: { start: at - typed.length, end: at + (isClosed ? rest.length : 0) },
  }));
}
