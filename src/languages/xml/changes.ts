import {
  decodeValue,
  encodeValue,
  parseXml,
  type XmlAttribute,
  type XmlElement,
} from '../../../grammars/xml/index.js';
import type { Change } from '../change.js';
import type { Span } from '../document.js';
import type { XmlDocument } from './document.js';
import { endSignature, piecesOf, signatureOf, startSignature, type XmlPiece } from './pieces.js';

/** An element that is to be added; with a value, attributes are written in this order. */
export interface NewElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly NewElement[];
}

/** Gives an attribute another value, in the quotes that it has. */
export function setAttribute(
  document: XmlDocument,
  element: XmlElement,
  attribute: XmlAttribute,
  value: string,
): Change {
  const written = encodeValue(value).replaceAll("'", '&apos;');
  const edit =
    attribute.quote === ''
      ? { start: attribute.valueStart, end: attribute.valueEnd, text: `"${written}"` }
      : { start: attribute.valueStart, end: attribute.valueEnd, text: written };
  return becomes(document, element, [edit], (other) => (other === attribute ? value : undefined));
}

/** Gives an element one more attribute, behind those that it has. */
export function addAttribute(
  document: XmlDocument,
  element: XmlElement,
  name: string,
  value: string,
): Change {
  const last = element.attributes.at(-1);
  const at = last?.end ?? element.start + 1 + element.name.length;
  const edit = { start: at, end: at, text: ` ${name}="${encodeValue(value)}"` };
  return becomes(document, element, [edit], () => undefined, [[name, value]]);
}

/** Takes an attribute away, with the blanks before it. */
export function removeAttribute(
  document: XmlDocument,
  element: XmlElement,
  attribute: XmlAttribute,
): Change {
  const blanks = /[ \t\r\n]*$/.exec(document.source.view.slice(element.start, attribute.start))![0];
  const edit = { start: attribute.start - blanks.length, end: attribute.end, text: '' };
  return becomes(document, element, [edit], (other) => (other === attribute ? null : undefined));
}

/** Calls an attribute otherwise. Its value stays as it is. */
export function renameAttribute(
  document: XmlDocument,
  element: XmlElement,
  attribute: XmlAttribute,
  name: string,
): Change {
  const { view } = document.source;
  const { start } = attribute;
  const edit = { start, end: start + attribute.name.length, text: name };
  const attributes = element.attributes.map(
    (other) => [other === attribute ? name : other.name, decodeValue(view, other)] as const,
  );
  const says = startSignature(element.name, attributes, element.selfClosing);
  return {
    edits: [edit],
    nodes: [{ index: document.indexOf(element), remove: 1, insert: [says] }],
  };
}

/** Calls an element otherwise, in both of its tags; a prefix stays. */
export function renameElement(document: XmlDocument, element: XmlElement, name: string): Change {
  const { view } = document.source;
  const colon = element.name.indexOf(':') + 1;
  const whole = element.name.slice(0, colon) + name;
  const attributes = element.attributes.map(
    (attribute) => [attribute.name, decodeValue(view, attribute)] as const,
  );
  const first = element.start + 1 + colon;
  const edits = [{ start: first, end: element.start + 1 + element.name.length, text: name }];
  const says = startSignature(whole, attributes, element.selfClosing);
  const nodes = [{ index: document.indexOf(element), remove: 1, insert: [says] }];
  if (element.closeStart !== -1) {
    const close = element.closeStart + 2;
    edits.push({ start: close + colon, end: close + element.name.length, text: name });
    nodes.push({ index: document.indexOfEnd(element), remove: 1, insert: [endSignature(whole)] });
  }
  return { edits, nodes };
}

function becomes(
  document: XmlDocument,
  element: XmlElement,
  edits: Change['edits'],
  /** The new value of an attribute; null: it goes; undefined: it stays. */
  change: (attribute: XmlAttribute) => string | null | undefined,
  added: readonly (readonly [name: string, value: string])[] = [],
): Change {
  const attributes: (readonly [string, string])[] = [];
  for (const attribute of element.attributes) {
    const value = change(attribute);
    if (value === null) continue;
    attributes.push([attribute.name, value ?? decodeValue(document.source.view, attribute)]);
  }
  const says = startSignature(element.name, [...attributes, ...added], element.selfClosing);
  return { edits, nodes: [{ index: document.indexOf(element), remove: 1, insert: [says] }] };
}

/** Adds an element before another one, on a line of its own where that has one. */
export function insertBefore(document: XmlDocument, anchor: XmlElement, added: NewElement): Change {
  const indent = indentOf(document, anchor);
  const text = markup(added, indent) + indent;
  const index = document.indexOf(anchor);
  return insertion(anchor.start, text, index);
}

/** Adds an element behind another one, on a line of its own where that has one. */
export function insertAfter(document: XmlDocument, anchor: XmlElement, added: NewElement): Change {
  const indent = indentOf(document, anchor);
  const text = indent + markup(added, indent);
  return insertion(anchor.end, text, document.indexOfEnd(anchor) + 1);
}

/** Adds an element as the last child of another one. */
export function appendChild(document: XmlDocument, parent: XmlElement, added: NewElement): Change {
  const last = parent.children.filter((child) => child.type === 'element').at(-1);
  if (last !== undefined) return insertAfter(document, last, added);
  const own = indentOf(document, parent);
  const indent = own === '' ? '' : `${own}${UNIT}`;
  const inside = indent + markup(added, indent);
  if (!parent.selfClosing) {
    const before = document.source.view.slice(parent.openEnd, parent.closeStart);
    const text = /[\r\n]/.test(before) ? inside : inside + own;
    return insertion(parent.openEnd, text, document.indexOf(parent) + 1);
  }
  const { start, end } = parent;
  const slash = end - '/>'.length;
  const blanks = /[ \t\r\n]*$/.exec(document.source.view.slice(start, slash))![0].length;
  const text = `>${inside}${own}</${parent.name}>`;
  const whole = document.source.view.slice(start, slash - blanks) + text;
  return {
    edits: [{ start: slash - blanks, end, text }],
    nodes: [{ index: document.indexOf(parent), remove: 1, insert: signaturesIn(whole) }],
  };
}

/** Adds an element as the first child of another one. */
export function prependChild(document: XmlDocument, parent: XmlElement, added: NewElement): Change {
  const first = parent.children.find((child) => child.type === 'element');
  return first === undefined
    ? appendChild(document, parent, added)
    : insertBefore(document, first, added);
}

/** Takes an element away, with its line where it has one of its own. */
export function removeElement(document: XmlDocument, element: XmlElement): Change {
  const first = document.indexOf(element);
  const last = document.indexOfEnd(element);
  return removal(document, first, last);
}

/** Takes away a comment, say, with its line where it has one of its own. */
export function removePiece(document: XmlDocument, { node }: XmlPiece): Change {
  const index = document.indexOf(node);
  return removal(document, index, index);
}

/** Two texts become one where what stands between them goes: so the one before it goes along, if it is blank. */
function removal(document: XmlDocument, first: number, last: number): Change {
  const { nodes } = document;
  const { view } = document.source;
  const before = nodes[first - 1];
  const { end } = nodes[last]!;
  const isBlank =
    before?.type === 'text' && /^[ \t\r\n]*$/.test(view.slice(before.start, before.end));
  if (before !== undefined && isBlank) {
    return {
      edits: [{ start: before.start, end, text: '' }],
      nodes: [{ index: first - 1, remove: last - first + 2, insert: [] }],
    };
  }
  const { start } = nodes[first]!;
  const behind = nodes[last + 1];
  if (before?.type !== 'text' || behind?.type !== 'text') {
    return {
      edits: [{ start, end, text: '' }],
      nodes: [{ index: first, remove: last - first + 1, insert: [] }],
    };
  }
  const joined = view.slice(before.start, before.end) + view.slice(behind.start, behind.end);
  return {
    edits: [{ start, end, text: '' }],
    nodes: [{ index: first - 1, remove: last - first + 3, insert: signaturesIn(joined) }],
  };
}

/** Gives a comment other words between its marks. */
export function replaceComment(
  document: XmlDocument,
  { node, start, end }: XmlPiece,
  text: Span,
  says: string,
): Change {
  const { view } = document.source;
  const whole = view.slice(start, text.start) + says + view.slice(text.end, end);
  return {
    edits: [{ ...text, text: says }],
    nodes: [{ index: document.indexOf(node), remove: 1, insert: signaturesIn(whole) }],
  };
}

function insertion(at: number, text: string, index: number): Change {
  return {
    edits: [{ start: at, end: at, text }],
    nodes: [{ index, remove: 0, insert: signaturesIn(text) }],
  };
}

/** What the pieces of a part of a file say. */
function signaturesIn(text: string): string[] {
  return piecesOf(parseXml(text)).map((piece) => signatureOf(text, piece));
}

/** As VirtualBox indents. */
const UNIT = '  ';

/** The end of line and the blanks that stand before a node; empty where it does not begin its line. */
function indentOf(document: XmlDocument, node: Span): string {
  const { view } = document.source;
  const line = document.source.lines.startOf(document.source.lines.lineAt(node.start));
  const blanks = view.slice(line, node.start);
  if (line === 0 || !/^[ \t]*$/.test(blanks)) return '';
  const endOfLine = view.startsWith('\r\n', line - 2) ? '\r\n' : view.charAt(line - 1);
  return endOfLine + blanks;
}

function markup({ name, attributes = {}, children = [] }: NewElement, indent: string): string {
  const listed = Object.entries(attributes).map(
    ([attribute, value]) => ` ${attribute}="${encodeValue(value)}"`,
  );
  const start = `<${name}${listed.join('')}`;
  if (children.length === 0) return `${start}/>`;
  const inner = indent === '' ? '' : `${indent}${UNIT}`;
  const content = children.map((child) => inner + markup(child, inner));
  return `${start}>${content.join('')}${indent}</${name}>`;
}
