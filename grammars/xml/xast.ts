import type { XmlAttribute, XmlElement, XmlMalformed, XmlNode, XmlRoot } from './ast.js';
import { attributeText, resolveReferences, textOfLines } from './references.js';
import { walk } from './walk.js';

/**
 * The tree as xast (github.com/syntax-tree/xast) has it, for unified and for people: texts decoded, references
 * resolved, the places as points. What xast has no room for is in `data`.
 */
export interface XastRoot {
  type: 'root';
  children: XastNode[];
  position: XastPosition;
}

export type XastNode =
  XastElement | XastText | XastComment | XastCdata | XastInstruction | XastDoctype | XastMalformed;

export interface XastPoint {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** From 0. */
  readonly offset: number;
}

export interface XastPosition {
  start: XastPoint;
  end: XastPoint;
}

export interface XastElement {
  type: 'element';
  name: string;
  /** Of several of a name, the first; one without a value has an empty one. */
  attributes: Record<string, string>;
  children: XastNode[];
  position: XastPosition;
  data: XastElementData;
}

export interface XastElementData {
  selfClosing: boolean;
  /** Of the start tag. */
  openPosition: XastPosition;
  /** Of the end tag; left out where there is none. */
  closePosition?: XastPosition;
  /** All of them, as they stand. */
  attributes: XastAttribute[];
}

export interface XastAttribute {
  name: string;
  value: string;
  position: XastPosition;
  namePosition: XastPosition;
  /** Without quotes; left out where there is no value. */
  valuePosition?: XastPosition;
}

export interface XastText {
  type: 'text';
  value: string;
  position: XastPosition;
}

export interface XastComment {
  type: 'comment';
  value: string;
  position: XastPosition;
}

export interface XastCdata {
  type: 'cdata';
  value: string;
  position: XastPosition;
}

/** The XML declaration is one, too, of the name `xml`. */
export interface XastInstruction {
  type: 'instruction';
  name: string;
  value: string;
  position: XastPosition;
}

export interface XastDoctype {
  type: 'doctype';
  name: string;
  public?: string;
  system?: string;
  position: XastPosition;
  /** Everything between `<!DOCTYPE` and its `>`. */
  data: { value: string };
}

/** What XML does not allow; no node of xast. */
export interface XastMalformed {
  type: 'malformed';
  reason: XmlMalformed['reason'];
  value: string;
  position: XastPosition;
}

/** How the offsets of the view and its characters are to be shown. */
export interface View {
  /** It is asked for places in the order of the text. */
  readonly pointAt: (offset: number) => XastPoint;
  /** The text between two places, decoded; secrets in it may be masked. */
  readonly textOf: (start: number, end: number) => string;
}

export function toXast(root: XmlRoot, view: View): XastRoot {
  const position = positions(view);
  const start = view.pointAt(0);
  const children: XastNode[] = [];
  const open: XastElement[] = [];
  walk(root, {
    enter(node) {
      const siblings = open.at(-1)?.children ?? children;
      if (node.type !== 'element') {
        siblings.push(leafOf(node, view, position));
        return;
      }
      const element = elementOf(node, view, position);
      siblings.push(element);
      open.push(element);
    },
    leave({ closeStart, end }) {
      const element = open.pop()!;
      if (closeStart !== -1) element.data.closePosition = position(closeStart, end);
      element.position.end = view.pointAt(end);
    },
  });
  return { type: 'root', children, position: { start, end: view.pointAt(root.end) } };
}

type PositionOf = (start: number, end: number) => XastPosition;

function positions({ pointAt }: View): PositionOf {
  return (start, end) => {
    const from = pointAt(start);
    return { start: from, end: pointAt(end) };
  };
}

/** Its end and its end tag are not known before its children. */
function elementOf(node: XmlElement, view: View, position: PositionOf): XastElement {
  const start = view.pointAt(node.start);
  const attributes = node.attributes.map((attribute) => attributeOf(attribute, view, position));
  const openEnd = view.pointAt(node.openEnd);
  const name = view.textOf(node.start + 1, node.start + 1 + node.name.length);
  return {
    type: 'element',
    name,
    attributes: firstValues(attributes),
    children: [],
    position: { start, end: openEnd },
    data: {
      selfClosing: node.selfClosing,
      openPosition: { start, end: openEnd },
      attributes,
    },
  };
}

/** In the order of the text. */
function firstValues(attributes: readonly XastAttribute[]): Record<string, string> {
  const values = new Map<string, string>();
  for (const { name, value } of attributes) if (!values.has(name)) values.set(name, value);
  return Object.fromEntries(values);
}

function attributeOf(attribute: XmlAttribute, view: View, position: PositionOf): XastAttribute {
  const { start, end, valueStart, valueEnd, quote } = attribute;
  const nameEnd = start + attribute.name.length;
  const namePosition = position(start, nameEnd);
  const hasValue = quote !== '' || valueEnd > valueStart;
  const valuePosition = hasValue ? position(valueStart, valueEnd) : undefined;
  return {
    name: view.textOf(start, nameEnd),
    value: attributeText(view.textOf(valueStart, valueEnd)),
    position: { start: namePosition.start, end: view.pointAt(end) },
    namePosition,
    ...(valuePosition && { valuePosition }),
  };
}

function leafOf(
  node: Exclude<XmlNode, XmlElement>,
  view: View,
  positionOf: PositionOf,
): Exclude<XastNode, XastElement> {
  const position = positionOf(node.start, node.end);
  const text = (start: number, end: number): string => textOfLines(view.textOf(start, end));
  switch (node.type) {
    case 'text':
      return { type: 'text', value: resolveReferences(text(node.start, node.end)), position };
    case 'comment':
    case 'cdata':
      return { type: node.type, value: text(node.contentStart, node.contentEnd), position };
    case 'declaration': {
      const value = text(node.contentStart, node.contentEnd).trim();
      return { type: 'instruction', name: 'xml', value, position };
    }
    case 'instruction': {
      const nameEnd = node.start + 2 + node.target.length;
      const value = text(node.contentStart, node.contentEnd);
      return { type: 'instruction', name: text(node.start + 2, nameEnd), value, position };
    }
    case 'doctype': {
      const value = text(node.contentStart, node.contentEnd);
      return { type: 'doctype', ...identifiersOf(value), position, data: { value } };
    }
    case 'malformed':
      return {
        type: 'malformed',
        reason: node.reason,
        value: text(node.start, node.end),
        position,
      };
  }
}

const IDENTIFIERS =
  /^\s*([^\s[]*)(?:\s+(?:PUBLIC\s+(?:"([^"]*)"|'([^']*)')|SYSTEM)(?:\s*(?:"([^"]*)"|'([^']*)'))?)?/;

function identifiersOf(value: string): { name: string; public?: string; system?: string } {
  const [, name = '', public1, public2, system1, system2] = IDENTIFIERS.exec(value) ?? [];
  const publicId = public1 ?? public2;
  const system = system1 ?? system2;
  return {
    name,
    ...(publicId !== undefined && { public: publicId }),
    ...(system !== undefined && { system }),
  };
}
