import type { XmlAttribute, XmlElement } from '../../../grammars/xml/index.js';
import { findElement, type AttributeDescription, type KnownElement } from './catalogue/index.js';
import type { VboxDocument } from './document.js';
import { attributeOf, localName } from './reading.js';
import { compareSettings, parseSettingsVersion, type SettingsVersion } from './version.js';

/** An element of a machine's settings, and what the catalogue says of it there. */
export interface Placed {
  readonly element: XmlElement;
  readonly name: string;
  /** The element around it; undefined: that is `VirtualBox`. */
  readonly parent: Placed | undefined;
  /** Undefined: VirtualBox has nothing of the name there, and looks at nothing within. */
  readonly known: KnownElement | undefined;
  /** VirtualBox looks here in files of this version. */
  readonly isRead: boolean;
  /** It belongs to a snapshot, not to the current state. */
  readonly inSnapshot: boolean;
}

const placed = new WeakMap<VboxDocument, readonly Placed[]>();

/** The elements below `VirtualBox`, in the order of the file; without what stands in elements that are not known. */
export function placedElements(document: VboxDocument): readonly Placed[] {
  let found = placed.get(document);
  if (found === undefined) placed.set(document, (found = place(document)));
  return found;
}

/** An attribute of an element that VirtualBox reads, and what the catalogue says of it. */
export interface PlacedAttribute {
  readonly placed: Placed;
  readonly description: AttributeDescription;
  readonly attribute: XmlAttribute;
  /** Decoded. */
  readonly value: string;
}

/** Decoded when it is asked for: of some types nobody does. */
class ValuedAttribute implements PlacedAttribute {
  #value: string | undefined;

  constructor(
    private readonly document: VboxDocument,
    readonly placed: Placed,
    readonly description: AttributeDescription,
    readonly attribute: XmlAttribute,
  ) {}

  get value(): string {
    return (this.#value ??= this.document.valueOf(this.attribute));
  }
}

type AttributeType = AttributeDescription['type'];
type ByType = ReadonlyMap<AttributeType, readonly PlacedAttribute[]>;

const byType = new WeakMap<VboxDocument, ByType>();

/** Those of a type, in the order of the file, also in snapshots; without placeholders. */
export function attributesOfType(
  document: VboxDocument,
  type: AttributeType,
): readonly PlacedAttribute[] {
  let all = byType.get(document);
  if (all === undefined) byType.set(document, (all = placedAttributes(document)));
  return all.get(type) ?? [];
}

/** Each attribute is looked up once, however many types somebody asks for. */
function placedAttributes(document: VboxDocument): ByType {
  const found = new Map<AttributeType, PlacedAttribute[]>();
  for (const placed of placedElements(document)) {
    if (placed.known === undefined || !placed.isRead) continue;
    const { attributes } = placed.known.description;
    for (const attribute of placed.element.attributes) {
      const name = localName(attribute);
      const description = attributes.find((known) => known.name === name);
      // Of several of a name the first counts.
      if (description === undefined || attributeOf(placed.element, name) !== attribute) continue;
      if (document.isPlaceholder(attribute)) continue;
      const one = new ValuedAttribute(document, placed, description, attribute);
      const others = found.get(description.type);
      if (others === undefined) found.set(description.type, [one]);
      else others.push(one);
    }
  }
  return found;
}

function place(document: VboxDocument): Placed[] {
  const found: Placed[] = [];
  const { settings, version } = document;
  if (settings === undefined) return found;
  const open: { readonly parent: Placed | undefined; at: number; readonly of: XmlElement }[] = [
    { parent: undefined, at: 0, of: settings },
  ];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const child = top.of.children[top.at++];
    if (child === undefined) {
      open.pop();
      continue;
    }
    if (child.type !== 'element') continue;
    const one = placedIn(top.parent, child, version);
    found.push(one);
    if (one.known !== undefined) open.push({ parent: one, at: 0, of: child });
  }
  return found;
}

function placedIn(
  parent: Placed | undefined,
  element: XmlElement,
  version: SettingsVersion | undefined,
): Placed {
  const name = localName(element);
  const known = findElement(parent?.known?.path ?? '', name);
  return {
    element,
    name,
    parent,
    known,
    isRead: parent?.isRead !== false && known !== undefined && isReadIn(known, version),
    inSnapshot: parent?.inSnapshot === true || known?.path === 'Machine/Snapshot',
  };
}

function isReadIn({ place }: KnownElement, version: SettingsVersion | undefined): boolean {
  return isBetween(version, place.from, place.to);
}

/** Whether VirtualBox refuses a file of this version where the attribute is absent, or says nothing that it reads. */
export function isRequired(
  { required = false }: AttributeDescription,
  version: SettingsVersion | undefined,
): boolean {
  if (typeof required === 'boolean') return required;
  return isBetween(version, required.since, required.until);
}

/** Whether a version is from one to another, both included; a version that cannot be read is. */
export function isBetween(
  version: SettingsVersion | undefined,
  from: string | undefined,
  to: string | undefined,
): boolean {
  if (version === undefined) return true;
  const isFrom = from === undefined || compareSettings(version, parse(from)) >= 0;
  return isFrom && (to === undefined || compareSettings(version, parse(to)) <= 0);
}

const parsed = new Map<string, SettingsVersion>();

/** Versions of the catalogue, which are short of what `parseSettingsVersion` asks of files. */
function parse(version: string): SettingsVersion {
  let known = parsed.get(version);
  if (known === undefined) parsed.set(version, (known = parseSettingsVersion(`${version}-x`)!));
  return known;
}

/** The path below `VirtualBox` by which people find an element, `Hardware/CPU`: without the machine. */
export function shownPath(path: string): string {
  return path.replace(/^Machine\//, '');
}

/** Attributes that are XML's own. */
export function isOfXml({ name }: XmlAttribute): boolean {
  return /^(?:xmlns|xml|xsi)(?::|$)/.test(name);
}
