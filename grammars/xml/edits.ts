import type { XmlAttribute, XmlElement, XmlNode } from './ast.js';
import { attributeOf, indentationOf } from './query.js';

/** One replaced range of a view, as `src/source/edits.ts` has it. `text` has one character a byte. */
export interface XmlEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The attribute with another value. `encoded` is as it stands between double quotes (`encodeValue`). The quotes
 * stay; a value that has none, or is not closed, gets its quotes.
 */
export function setValue(attribute: XmlAttribute, encoded: string): XmlEdit {
  const { quote, valueStart, valueEnd, end, equals } = attribute;
  const isClosed = quote !== '' && end === valueEnd + 1;
  if (isClosed) {
    return { start: valueStart, end: valueEnd, text: fitting(encoded, quote) };
  }
  const text = `${quote || '"'}${fitting(encoded, quote)}${quote || '"'}`;
  if (quote !== '') return { start: valueStart - 1, end, text };
  return { start: valueStart, end, text: equals === -1 ? `=${text}` : text };
}

function fitting(encoded: string, quote: string): string {
  return quote === "'" ? encoded.replaceAll("'", '&apos;') : encoded;
}

/** A new attribute behind `after`, or behind the last one. `encoded`: see `setValue`. */
export function insertAttribute(
  element: XmlElement,
  name: string,
  encoded: string,
  after: XmlAttribute | undefined = element.attributes.at(-1),
): XmlEdit {
  const at = after?.end ?? element.start + 1 + element.name.length;
  return { start: at, end: at, text: ` ${name}="${encoded}"` };
}

/** Sets the value of an attribute, whether it is there or not. */
export function setAttribute(element: XmlElement, name: string, encoded: string): XmlEdit {
  const attribute = attributeOf(element, name);
  return attribute === undefined
    ? insertAttribute(element, name, encoded)
    : setValue(attribute, encoded);
}

/** The attribute taken out, with the blanks before it. */
export function removeAttribute(view: string, attribute: XmlAttribute): XmlEdit {
  let start = attribute.start;
  while (/\s/.test(view.charAt(start - 1))) start--;
  return { start, end: attribute.end, text: '' };
}

/** `xml` before a node: on a line of its own, indented like the node, where the node is first on its line. */
export function insertBefore(view: string, node: XmlNode, xml: string): XmlEdit {
  const indentation = indentationOf(view, node);
  const separator = indentation === undefined ? '' : endOfLineAt(view, node.start) + indentation;
  return { start: node.start, end: node.start, text: xml + separator };
}

/** `xml` behind a node: on a line of its own, indented like the node, where the node is first on its line. */
export function insertAfter(view: string, node: XmlNode, xml: string): XmlEdit {
  const indentation = indentationOf(view, node);
  const separator = indentation === undefined ? '' : endOfLineAt(view, node.start) + indentation;
  return { start: node.end, end: node.end, text: separator + xml };
}

/** How much deeper VirtualBox indents what is within an element. */
const STEP = '  ';

/**
 * `xml` as the last thing in an element: behind its last child, or between tags that it gets for it. Within an
 * element without an end tag nothing can be put: undefined.
 */
export function appendTo(view: string, element: XmlElement, xml: string): XmlEdit | undefined {
  const { children, selfClosing, openEnd, closeStart, end, name } = element;
  const last = children.findLast((node) => node.type === 'element');
  if (last !== undefined) return insertAfter(view, last, xml);
  if (!selfClosing && closeStart === -1) return undefined;
  const indentation = indentationOf(view, element);
  const endOfLine = indentation === undefined ? '' : endOfLineAt(view, element.start);
  const before = indentation === undefined ? '' : endOfLine + indentation + stepOf(view, element);
  const behind = endOfLine + (indentation ?? '');
  if (selfClosing) {
    return { start: end - 2, end, text: `>${before}${xml}${behind}</${name}>` };
  }
  const onlyBlanks = children.every(
    (node) => node.type === 'text' && /^\s*$/.test(view.slice(node.start, node.end)),
  );
  if (onlyBlanks) return { start: openEnd, end: closeStart, text: before + xml + behind };
  return { start: closeStart, end: closeStart, text: xml };
}

/** How much deeper an element is indented than the one it is in. */
function stepOf(view: string, element: XmlElement): string {
  const own = indentationOf(view, element) ?? '';
  const { parent } = element;
  if (parent.type === 'root') return STEP;
  const outer = indentationOf(view, parent);
  if (outer === undefined || !own.startsWith(outer) || own === outer) return STEP;
  return own.slice(outer.length);
}

/** A node taken out; with its line where nothing else stands on it. */
export function remove(view: string, node: XmlNode): XmlEdit {
  const indentation = indentationOf(view, node);
  const behind = /[ \t]*(?:\r\n|[\r\n])/y;
  behind.lastIndex = node.end;
  if (indentation === undefined || !behind.test(view)) {
    return { start: node.start, end: node.end, text: '' };
  }
  return { start: node.start - indentation.length, end: behind.lastIndex, text: '' };
}

/** The end of the line before the one that holds `offset`, else of that line, else LF. */
function endOfLineAt(view: string, offset: number): string {
  for (let index = offset - 1; index >= 0; index--) {
    if (view[index] === '\n') return view[index - 1] === '\r' ? '\r\n' : '\n';
    if (view[index] === '\r') return '\r';
  }
  return /\r\n?|\n/.exec(view.slice(offset))?.[0] ?? '\n';
}
