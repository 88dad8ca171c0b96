import { elements, findElement, nearestOfAll } from './index.js';
import type { AttributeDescription, ElementDescription, Place } from './model.js';

/** An attribute that this many elements have is no name to ask by (`enabled`). */
const MANY = 4;

/**
 * The elements that somebody asks for: by name, by path (`Hardware/CPU`, also with `@count` behind), or by an attribute
 * that few elements have. Case counts nowhere.
 */
export function elementsAskedFor(what: string): readonly ElementDescription[] {
  const parts = what
    .trim()
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '');
  const isAttribute = parts.at(-1)?.startsWith('@') === true;
  const attribute = isAttribute ? parts.pop()!.slice(1) : undefined;
  const name = parts.at(-1) ?? attribute;
  if (name === undefined) return [];
  const around = parts.slice(0, -1).join('/');
  const named = elements().filter(
    (element) => element.name.toLowerCase() === name && standsIn(element, around),
  );
  if (named.length > 0 || parts.length > 1) return named;
  const having = elements().filter(({ attributes }) =>
    attributes.some((one) => one.name.toLowerCase() === name),
  );
  return having.length < MANY ? having : [];
}

function standsIn({ places }: ElementDescription, around: string): boolean {
  return (
    around === '' || places.some((place) => `/${place.in}`.toLowerCase().endsWith(`/${around}`))
  );
}

/** The name of the element that was probably meant. */
export function nearestElementName(what: string): string | undefined {
  return nearestOfAll(what.trim())?.name;
}

/** In which versions of settings VirtualBox reads what stands in a place, with all that is around it. */
export function versionsOf(place: Place): { readonly from?: string; readonly to?: string } {
  let { from, to } = place;
  let path = '';
  for (const name of place.in.split('/')) {
    const around = findElement(path, name)?.place;
    from ??= around?.from;
    to ??= around?.to;
    path = path === '' ? name : `${path}/${name}`;
  }
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** Where an element stands, as people find it: `Hardware/CPU`. */
export function placesShown({ places }: ElementDescription): string[] {
  return places.map((place) => {
    const { from, to } = versionsOf(place);
    const path = place.in === '' ? 'VirtualBox' : place.in.replace(/^Machine\//, '');
    if (from !== undefined) return `${path} (from settings version ${from} on)`;
    return to === undefined ? path : `${path} (up to settings version ${to})`;
  });
}

/** One thing that settings of VirtualBox can say. */
export interface VboxSetting {
  /** `Hardware/CPU/NestedHWVirt/@enabled` in the first of its places; without `@` an element without attributes. */
  readonly pattern: string;
  readonly element: ElementDescription;
  readonly attribute?: AttributeDescription;
}

/** All of them, by subject. */
export function vboxSettings(): VboxSetting[] {
  return elements().flatMap((element) => {
    const around = element.places[0]!.in.replace(/^Machine\//, '');
    const path = around === '' ? element.name : `${around}/${element.name}`;
    if (element.attributes.length === 0) return [{ pattern: path, element }];
    return element.attributes.map((attribute) => ({
      pattern: `${path}/@${attribute.name}`,
      element,
      attribute,
    }));
  });
}
