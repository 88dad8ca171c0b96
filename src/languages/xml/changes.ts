import {
  appendTo,
  decodeValue,
  encodeValue,
  indentationOf,
  insertAfter as behind,
  insertAttribute,
  insertBefore as before,
  parseXml,
  remove,
  removeAttribute as without,
  setValue,
  type XmlAttribute,
  type XmlDeclaration,
  type XmlEdit,
  type XmlElement,
} from '../../../grammars/xml/index.js';
import { applyEdits } from '../../source/edits.js';
import type { Change } from '../change.js';
import type { Span } from '../document.js';
import type { XmlDocument } from './document.js';
import { endSignature, piecesOf, signatureOf, startSignature, type XmlPiece } from './pieces.js';

/** An element that is to be added; its attributes are written in this order. */
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
  const edit = setValue(attribute, encodeValue(value));
  return becomes(document, element, edit, (other) => (other === attribute ? value : undefined));
}

/** Gives an element one more attribute, behind those that it has. */
export function addAttribute(
  document: XmlDocument,
  element: XmlElement,
  name: string,
  value: string,
): Change {
  const edit = insertAttribute(element, name, encodeValue(value));
  return becomes(document, element, edit, () => undefined, [[name, value]]);
}

/** Takes an attribute away, with the blanks before it. */
export function removeAttribute(
  document: XmlDocument,
  element: XmlElement,
  attribute: XmlAttribute,
): Change {
  const edit = without(document.source.view, attribute);
  return becomes(document, element, edit, (other) => (other === attribute ? null : undefined));
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
  edit: XmlEdit,
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
  return {
    edits: [edit],
    nodes: [{ index: document.indexOf(element), remove: 1, insert: [says] }],
  };
}

/** Gives an element without elements in it another text. Undefined: it has no end tag. */
export function setContent(
  document: XmlDocument,
  element: XmlElement,
  text: string,
): Change | undefined {
  if (element.closeStart === -1) return undefined;
  const edit = { start: element.openEnd, end: element.closeStart, text: encodeValue(text) };
  const first = document.indexOf(element);
  return replacement(document, first, document.indexOfEnd(element), edit);
}

/** Has the XML declaration name another encoding, in the quotes that it has. */
export function setDeclaredEncoding(
  document: XmlDocument,
  declaration: XmlDeclaration,
  attribute: XmlAttribute,
  encoding: string,
): Change {
  const index = document.indexOf(declaration);
  return replacement(document, index, index, setValue(attribute, encoding));
}

/** Adds an element before another one, on a line of its own where that has one. */
export function insertBefore(document: XmlDocument, anchor: XmlElement, added: NewElement): Change {
  const { view } = document.source;
  const edit = before(view, anchor, markup(document, added, indentationOf(view, anchor)));
  return insertion(edit, document.indexOf(anchor));
}

/** Adds an element behind another one, on a line of its own where that has one. */
export function insertAfter(document: XmlDocument, anchor: XmlElement, added: NewElement): Change {
  const { view } = document.source;
  const edit = behind(view, anchor, markup(document, added, indentationOf(view, anchor)));
  return insertion(edit, document.indexOfEnd(anchor) + 1);
}

function insertion(edit: XmlEdit, index: number): Change {
  return { edits: [edit], nodes: [{ index, remove: 0, insert: signaturesIn(edit.text) }] };
}

/** Adds an element as the last child of another one. Undefined: that has no end tag. */
export function appendChild(
  document: XmlDocument,
  parent: XmlElement,
  added: NewElement,
): Change | undefined {
  const last = parent.children.findLast((child) => child.type === 'element');
  if (last !== undefined) return insertAfter(document, last, added);
  const { view } = document.source;
  const indentation = indentationOf(view, parent);
  const inner = indentation === undefined ? undefined : indentation + STEP;
  const edit = appendTo(view, parent, markup(document, added, inner));
  const first = document.indexOf(parent);
  return edit && replacement(document, first, document.indexOfEnd(parent), edit);
}

/** Adds an element as the first child of another one. Undefined: that has no end tag. */
export function prependChild(
  document: XmlDocument,
  parent: XmlElement,
  added: NewElement,
): Change | undefined {
  const first = parent.children.find((child) => child.type === 'element');
  return first === undefined
    ? appendChild(document, parent, added)
    : insertBefore(document, first, added);
}

/** Takes an element away, with its line where it has one of its own. */
export function removeElement(document: XmlDocument, element: XmlElement): Change {
  return removal(document, element, document.indexOfEnd(element));
}

/** Takes away a comment, say, with its line where it has one of its own. */
export function removePiece(document: XmlDocument, { node }: XmlPiece): Change {
  return removal(document, node, document.indexOf(node));
}

/** What stands before and behind it becomes one text. */
function removal(document: XmlDocument, node: XmlPiece['node'], last: number): Change {
  const first = document.indexOf(node);
  const isText = (index: number): boolean => document.nodes[index]?.type === 'text';
  const edit = remove(document.source.view, node);
  return replacement(
    document,
    isText(first - 1) ? first - 1 : first,
    isText(last + 1) ? last + 1 : last,
    edit,
  );
}

/** Gives a comment other words between its marks. */
export function replaceComment(
  document: XmlDocument,
  { node }: XmlPiece,
  text: Span,
  says: string,
): Change {
  const index = document.indexOf(node);
  return replacement(document, index, index, { ...text, text: says });
}

/** An edit within some pieces: they become what is read where they stand alone. */
function replacement(document: XmlDocument, first: number, last: number, edit: XmlEdit): Change {
  const { start } = document.nodes[first]!;
  const { end } = document.nodes[last]!;
  const inside = { start: edit.start - start, end: edit.end - start, text: edit.text };
  const next = applyEdits(document.source.view.slice(start, end), [inside]);
  return {
    edits: [edit],
    nodes: [{ index: first, remove: last - first + 1, insert: signaturesIn(next) }],
  };
}

/** What the pieces of a part of a file say. */
function signaturesIn(text: string): string[] {
  return piecesOf(parseXml(text)).map((piece) => signatureOf(text, piece));
}

/** How much deeper VirtualBox indents what is within an element. */
const STEP = '  ';

/** `indentation`: of the line that it gets; undefined: it gets none, and neither do its children. */
function markup(
  document: XmlDocument,
  { name, attributes = {}, children = [] }: NewElement,
  indentation: string | undefined,
): string {
  const listed = Object.entries(attributes).map(
    ([attribute, value]) => ` ${attribute}="${encodeValue(value)}"`,
  );
  const start = `<${name}${listed.join('')}`;
  if (children.length === 0) return `${start}/>`;
  const inner = indentation === undefined ? undefined : indentation + STEP;
  const { endOfLine } = document;
  const content = children.map(
    (child) => (inner === undefined ? '' : endOfLine + inner) + markup(document, child, inner),
  );
  const before = indentation === undefined ? '' : endOfLine + indentation;
  return `${start}>${content.join('')}${before}</${name}>`;
}
