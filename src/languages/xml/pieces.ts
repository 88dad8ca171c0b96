import {
  decodeText,
  decodeValue,
  walk,
  type XmlElement,
  type XmlNode,
  type XmlRoot,
} from '../../../grammars/xml/index.js';
import type { BaseNode } from '../document.js';

/**
 * A tag, or what stands between two: the pieces of a text in their order are the text behind the byte order mark.
 * An element with content has two, an empty-element tag has one.
 */
export interface XmlPiece extends BaseNode {
  readonly type: XmlNode['type'] | 'end-tag';
  readonly node: XmlNode;
}

/** All pieces of a tree, in the order of the text. */
export function piecesOf(root: XmlRoot): XmlPiece[] {
  const pieces: XmlPiece[] = [];
  walk(root, {
    enter: (node) => {
      const end = node.type === 'element' ? node.openEnd : node.end;
      pieces.push({ type: node.type, node, start: node.start, end });
    },
    leave: (node) => {
      if (node.closeStart === -1) return;
      pieces.push({ type: 'end-tag', node, start: node.closeStart, end: node.end });
    },
  });
  return pieces;
}

/** What a piece says, whatever its spelling: two lists of these are equal exactly where two files say the same. */
export function signatureOf(view: string, { type, node, start, end }: XmlPiece): string {
  if (type === 'end-tag') return endSignature((node as XmlElement).name);
  switch (node.type) {
    case 'element': {
      const attributes = node.attributes.map(
        (attribute) => [attribute.name, decodeValue(view, attribute)] as const,
      );
      return startSignature(node.name, attributes, node.selfClosing);
    }
    case 'text':
      return textSignature(decodeText(view, start, end));
    default:
      return `${type} ${view.slice(start, end)}`;
  }
}

export type AttributeValues = readonly (readonly [name: string, value: string])[];

/** Of a start tag, or of an empty-element tag. */
export function startSignature(
  name: string,
  attributes: AttributeValues,
  selfClosing: boolean,
): string {
  return `${selfClosing ? 'empty' : 'start'} ${name} ${JSON.stringify(attributes)}`;
}

export function endSignature(name: string): string {
  return `end ${name}`;
}

export function textSignature(text: string): string {
  return `text ${JSON.stringify(text)}`;
}
