import type { XmlAttribute, XmlElement, XmlNode, XmlRoot } from './ast.js';

/** The elements right within one, in the order of the text. Names count with their prefix and their case. */
export function childElements(parent: XmlRoot | XmlElement, name?: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (const node of parent.children) {
    if (node.type === 'element' && (name === undefined || node.name === name)) found.push(node);
  }
  return found;
}

/** The first one of the name; readers of XML refuse a second. */
export function attributeOf(element: XmlElement, name: string): XmlAttribute | undefined {
  for (const attribute of element.attributes) if (attribute.name === name) return attribute;
  return undefined;
}

/** `Machine` of `vbox:Machine`. */
export function localNameOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export interface XmlRange {
  readonly start: number;
  readonly end: number;
}

/** Of the name of an element in its start tag, or of an attribute's name. */
export function nameRange(named: XmlElement | XmlAttribute): XmlRange {
  const start = 'type' in named ? named.start + 1 : named.start;
  return { start, end: start + named.name.length };
}

/** Of the name in an end tag; undefined where there is none. */
export function endNameRange({ closeStart, name }: XmlElement): XmlRange | undefined {
  if (closeStart === -1) return undefined;
  return { start: closeStart + 2, end: closeStart + 2 + name.length };
}

/** Of an attribute's value without quotes. */
export function valueRange({ valueStart, valueEnd }: XmlAttribute): XmlRange {
  return { start: valueStart, end: valueEnd };
}

/** Where the line starts that holds the character at `offset`. */
export function lineStart(view: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isEndOfLine(view.charCodeAt(start - 1))) start--;
  return start;
}

/** The blanks between the start of the line and a node; undefined where something else stands there. */
export function indentationOf(view: string, node: { readonly start: number }): string | undefined {
  let start = node.start;
  while (start > 0 && isIndent(view.charCodeAt(start - 1))) start--;
  const isFirst = start === 0 || isEndOfLine(view.charCodeAt(start - 1));
  return isFirst ? view.slice(start, node.start) : undefined;
}

/** The innermost node that holds the character at `offset`, or that ends there where none holds it. */
export function nodeAt(root: XmlRoot, offset: number): XmlNode | undefined {
  let found: XmlNode | undefined;
  let siblings = root.children;
  for (;;) {
    const node = siblings[lastUpTo(siblings, offset)];
    if (node === undefined) return found;
    found = node;
    const isInside =
      node.type === 'element' &&
      offset >= node.openEnd &&
      offset < (node.closeStart === -1 ? node.end : node.closeStart);
    if (!isInside) return found;
    siblings = node.children;
  }
}

/** The place of the last node that starts at `offset` or before. */
function lastUpTo(nodes: readonly XmlNode[], offset: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function isIndent(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function isEndOfLine(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}
