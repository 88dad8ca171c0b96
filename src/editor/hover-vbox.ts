import {
  endNameRange,
  nameRange,
  type XmlAttribute,
  type XmlElement,
} from '../../grammars/xml/index.js';
import type { VboxDocument } from '../languages/index.js';
import {
  attributeNamed,
  findMistakenElement,
  nearestAttribute,
  nearestElement,
  type AttributeDescription,
} from '../languages/vbox/catalogue/index.js';
import { placedElements, type Placed } from '../languages/vbox/placed.js';
import { childrenNamed, localName, readBoolean, readInteger } from '../languages/vbox/reading.js';
import { compareSettings, NEWEST } from '../languages/vbox/version.js';
import { describeAttribute, describeElement } from './describe.js';
import { code, list, plain, sections } from './markdown.js';

/** What is known of a place. */
export interface Known {
  readonly markdown: string;
  /** View offsets. */
  readonly start: number;
  readonly end: number;
}

/** What is known of the element, or the attribute, at a view offset. */
export function hoverVbox(document: VboxDocument, at: number): Known | undefined {
  if (document.nodes.length === 0) return undefined;
  const piece = document.nodeAt(at);
  if (piece.node.type !== 'element') return undefined;
  const element = piece.node;
  const placed = placedElements(document).find((one) => one.element === element);
  if (placed === undefined) return undefined;
  const attribute = element.attributes.find(({ start, end }) => start <= at && at < end);
  if (attribute !== undefined) return aboutAttribute(document, placed, attribute);
  const names = [nameRange(element), endNameRange(element)];
  const name = names.find((range) => range && range.start <= at && at <= range.end);
  return name && { markdown: aboutElement(document, placed), ...name };
}

function aboutElement(document: VboxDocument, placed: Placed): string {
  const { known, name, parent } = placed;
  if (known === undefined) {
    const mistake = findMistakenElement(name);
    const meant = mistake?.instead ?? nearestElement(parent?.known?.path ?? '', name)?.name;
    return sections([
      `**${code(`<${name}>`)}**: VirtualBox does not read it here, and drops it when it next saves the file.`,
      mistake === undefined ? '' : plain(mistake.why),
      meant === undefined ? '' : `What was meant may be ${code(`<${meant}>`)}.`,
    ]);
  }
  return sections([describeElement(known.description), list(whatCounts(document, placed))]);
}

/** Whether VirtualBox goes by an element; why not. */
function whatCounts(document: VboxDocument, placed: Placed): string[] {
  const { known, isRead, inSnapshot, element, name, parent } = placed;
  if (!isRead) {
    const version = document.version?.text;
    const files = version === undefined ? 'this file' : `files of settings version ${version}`;
    return [`VirtualBox does not read it in ${plain(files)}`];
  }
  if (inSnapshot) return ['It belongs to a snapshot, not to the current state of the machine'];
  const counts = known?.description.counts;
  const copies = childrenNamed(parent?.element ?? document.settings, name);
  if (counts === undefined || counts === 'each' || copies.length < 2) return [];
  const effective: XmlElement | undefined = counts === 'first' ? copies[0] : copies.at(-1);
  const which = effective === element ? 'this one' : 'another one';
  return [`It stands here ${copies.length} times: VirtualBox goes by the ${counts}, ${which}`];
}

function aboutAttribute(document: VboxDocument, placed: Placed, attribute: XmlAttribute): Known {
  const { element, known } = placed;
  const range = { start: attribute.start, end: attribute.end };
  const name = localName(attribute);
  const described = known && attributeNamed(known.description, name);
  if (known === undefined || described === undefined) {
    const meant = known && nearestAttribute(known.description, name)?.name;
    const markdown = sections([
      `**${code(`${localName(element)}/@${name}`)}**: vmlint knows no such attribute here.`,
      meant === undefined ? '' : `What was meant may be ${code(meant)}.`,
    ]);
    return { markdown, ...range };
  }
  const facts = [...aboutValue(document, described, attribute), ...whatCounts(document, placed)];
  const markdown = sections([describeAttribute(known.description, described), list(facts)]);
  return { markdown, ...range };
}

function aboutValue(
  document: VboxDocument,
  described: AttributeDescription,
  attribute: XmlAttribute,
): string[] {
  if (described.secret === true) return [];
  if (document.isPlaceholder(attribute)) {
    return ['Effective value: not known before the template is filled in'];
  }
  const value = document.valueOf(attribute);
  const byDefault = described.default === undefined ? '' : `, ${code(described.default)}`;
  const isIgnored =
    (described.type === 'boolean' && readBoolean(value) === undefined) ||
    (described.type === 'integer' && readInteger(value) === undefined);
  if (isIgnored) {
    return [
      `Effective value: the default${byDefault}. VirtualBox cannot read ${code(value)} as ${described.type === 'boolean' ? 'a boolean' : 'a number'}, and ignores it`,
    ];
  }
  // A version that vmlint does not know may have more.
  const isNew = document.version !== undefined && compareSettings(document.version, NEWEST) > 0;
  if (described.type === 'enum' && !isNew && !hasValue(described, value)) {
    return described.tolerant === true
      ? [`Effective value: the default${byDefault}. VirtualBox does not know ${code(value)}`]
      : [`VirtualBox does not know ${code(value)}, and refuses the file`];
  }
  return [`Effective value: ${code(value)}`];
}

function hasValue({ values = [], anyCase }: AttributeDescription, value: string): boolean {
  if (anyCase !== true) return values.includes(value);
  return values.some((known) => known.toLowerCase() === value.toLowerCase());
}
