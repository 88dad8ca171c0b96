import { NameIndex } from '../../../text/name-index.js';
import { cpuElements, platformElements } from './cpu.js';
import { deviceElements } from './devices.js';
import { globalElements } from './global.js';
import { hardwareElements } from './hardware.js';
import { machineElements } from './machine.js';
import { MISTAKEN_ELEMENTS } from './mistaken.js';
import type { AttributeDescription, ElementDescription, MistakenElement, Place } from './model.js';

export type * from './model.js';
export { MISTAKEN_ELEMENTS } from './mistaken.js';

/** Built when first needed, as all below: a start without `.vbox` files does not pay for them. */
let all: readonly ElementDescription[] | undefined;

/** Every element that vmlint knows, by subject. */
export function elements(): readonly ElementDescription[] {
  return (all ??= [
    ...cpuElements(),
    ...platformElements(),
    ...hardwareElements(),
    ...deviceElements(),
    ...machineElements(),
    ...globalElements(),
  ]);
}

/** An element where it stands. */
export interface KnownElement {
  readonly description: ElementDescription;
  readonly place: Place;
  /** Below `VirtualBox`; what stands within is looked up by this. */
  readonly path: string;
}

let byPath: Map<string, KnownElement> | undefined;
let byName: Map<string, ElementDescription[]> | undefined;
let names: NameIndex<ElementDescription> | undefined;
const childNames = new Map<string, NameIndex<ElementDescription>>();
const attributeNames = new WeakMap<ElementDescription, NameIndex<AttributeDescription>>();

/** These hold what stands elsewhere, too: by the path of the element around, and of the one whose content they share. */
const SHARED: ReadonlyMap<string, { readonly as: string; readonly only?: ReadonlySet<string> }> =
  new Map([
    [
      'Machine/Snapshot',
      {
        as: 'Machine',
        only: new Set([
          ...['Description', 'Hardware', 'Platform', 'StorageControllers', 'HardDiskAttachments'],
          ...['Debugging', 'Autostart', 'VideoCapture', 'Recording'],
        ]),
      },
    ],
    ['Machine/Hardware/Network/Adapter/DisabledModes', { as: 'Machine/Hardware/Network/Adapter' }],
  ]);

/** Elements that hold others of their kind. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['Machine/Snapshot/Snapshots/Snapshot', 'Machine/Snapshot'],
  ['Machine/MediaRegistry/HardDisks/HardDisk/HardDisk', 'Machine/MediaRegistry/HardDisks/HardDisk'],
]);

/** What is known of an element within another one; `path` is that of the outer one, empty for the root. */
export function findElement(path: string, name: string): KnownElement | undefined {
  byPath ??= indexPaths();
  const own = byPath.get(join(path, name));
  if (own !== undefined) return own;
  const shared = SHARED.get(path);
  if (shared === undefined || shared.only?.has(name) === false) return undefined;
  return byPath.get(join(shared.as, name));
}

function indexPaths(): Map<string, KnownElement> {
  const index = new Map<string, KnownElement>();
  for (const description of elements()) {
    for (const place of description.places) {
      const path = join(place.in, description.name);
      index.set(path, { description, place, path: SAME.get(path) ?? path });
    }
  }
  return index;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

/** All elements of a name, in the very case. */
export function elementsNamed(name: string): readonly ElementDescription[] {
  if (byName === undefined) {
    byName = new Map();
    for (const element of elements()) {
      const others = byName.get(element.name);
      if (others === undefined) byName.set(element.name, [element]);
      else others.push(element);
    }
  }
  return byName.get(name) ?? [];
}

/** The one element that a name was probably meant to be: one of those that can stand there, else any. */
export function nearestElement(path: string, name: string): ElementDescription | undefined {
  let children = childNames.get(path);
  if (children === undefined) {
    const known = elements().filter(({ places }) => places.some((place) => place.in === path));
    childNames.set(path, (children = new NameIndex(known, (element) => element.name)));
  }
  return children.nearest(name) ?? nearestOfAll(name);
}

/** The same wherever it may stand. Of several that are called alike, the first. */
export function nearestOfAll(name: string): ElementDescription | undefined {
  if (names === undefined) {
    const once = new Map<string, ElementDescription>();
    for (const element of elements()) {
      const folded = element.name.toLowerCase();
      if (!once.has(folded)) once.set(folded, element);
    }
    names = new NameIndex(once.values(), (element) => element.name);
  }
  return names.nearest(name);
}

export function attributeNamed(
  { attributes }: ElementDescription,
  name: string,
): AttributeDescription | undefined {
  return attributes.find((attribute) => attribute.name === name);
}

/** The one attribute of an element that a name was probably meant to be. */
export function nearestAttribute(
  element: ElementDescription,
  name: string,
): AttributeDescription | undefined {
  let index = attributeNames.get(element);
  if (index === undefined) {
    index = new NameIndex(element.attributes, (attribute) => attribute.name);
    attributeNames.set(element, index);
  }
  return index.nearest(name);
}

/** Why VirtualBox does not read an element that people write; case counts nowhere. */
export function findMistakenElement(name: string): MistakenElement | undefined {
  const folded = name.toLowerCase();
  return MISTAKEN_ELEMENTS.find((entry) => entry.name.toLowerCase() === folded);
}
