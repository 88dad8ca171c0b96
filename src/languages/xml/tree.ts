import {
  decodeText,
  type XmlAttribute,
  type XmlElement,
  type XmlNode,
} from '../../../grammars/xml/index.js';
import type { Point } from '../../source/source.js';
import type { XmlDocument } from './document.js';

export interface Position {
  readonly start: Point;
  readonly end: Point;
}

/** Where the parts of an attribute stand; `value` without its quotes. */
export interface AttributePosition {
  readonly position: Position;
  readonly name: Position;
  readonly value?: Position;
}

/** A node as xast has it (https://github.com/syntax-tree/xast), but for its children. */
export interface XastNode {
  readonly type: string;
  readonly name?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly value?: string;
  readonly reason?: string;
  readonly position: Position;
  readonly data?: {
    readonly attributes: Readonly<Record<string, AttributePosition>>;
    readonly selfClosing?: true;
  };
}

/** What a node says to people: decoded, references resolved. `isSecret` tells of attributes whose values are masked. */
export function fieldsOf(
  document: XmlDocument,
  node: XmlNode,
  isSecret: (attribute: XmlAttribute) => boolean = () => false,
): XastNode {
  const { source } = document;
  const position = positionOf(document, node.start, node.end);
  const text = (start: number, end: number): string => source.decode(start, end);
  switch (node.type) {
    case 'element':
      return { ...elementFields(document, node, isSecret), position };
    case 'text': {
      const decode = (bytes: string): string => source.encoding.decode(bytes);
      return {
        type: 'text',
        value: decodeText(source.view, node.start, node.end, decode),
        position,
      };
    }
    case 'instruction':
      return {
        type: 'instruction',
        name: node.target,
        value: text(node.contentStart, node.contentEnd),
        position,
      };
    case 'declaration': {
      const inside = text(node.start, node.end).replace(/^<\?xml[ \t\r\n]*/, '');
      return { type: 'instruction', name: 'xml', value: inside.replace(/\?>$/, ''), position };
    }
    case 'malformed':
      return {
        type: 'malformed',
        reason: node.reason,
        value: text(node.start, node.end),
        position,
      };
    default:
      return { type: node.type, value: text(node.contentStart, node.contentEnd), position };
  }
}

function elementFields(
  document: XmlDocument,
  element: XmlElement,
  isSecret: (attribute: XmlAttribute) => boolean,
): Omit<XastNode, 'position'> {
  const attributes: Record<string, string> = {};
  const positions: Record<string, AttributePosition> = {};
  for (const attribute of element.attributes) {
    const { name, start, end, valueStart, valueEnd, equals } = attribute;
    // XML forbids a second one of the name; the first is the one that counts.
    if (Object.hasOwn(attributes, name)) continue;
    define(attributes, name, isSecret(attribute) ? '********' : document.valueOf(attribute));
    define(positions, name, {
      position: positionOf(document, start, end),
      name: positionOf(document, start, start + name.length),
      ...(equals !== -1 && { value: positionOf(document, valueStart, valueEnd) }),
    });
  }
  return {
    type: 'element',
    name: document.source.encoding.decode(element.name),
    attributes,
    data: { attributes: positions, ...(element.selfClosing && { selfClosing: true }) },
  };
}

/** An attribute may be called `__proto__`. */
function define<T>(record: Record<string, T>, name: string, value: T): void {
  Object.defineProperty(record, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function positionOf({ source }: XmlDocument, start: number, end: number): Position {
  return { start: source.pointAt(start), end: source.pointAt(end) };
}
