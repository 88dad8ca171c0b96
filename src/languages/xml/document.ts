import {
  decodeValue,
  parseXml,
  walk,
  type XmlAttribute,
  type XmlComment,
  type XmlElement,
  type XmlRoot,
} from '../../../grammars/xml/index.js';
import type { Source } from '../../source/source.js';
import { readXmlEncoding, type XmlEncoding } from '../../source/xml-encoding.js';
import type { Change } from '../change.js';
import type { CommentText, Span } from '../document.js';
import { nodeAt } from '../nodes.js';
import { removePiece, replaceComment } from './changes.js';
import { piecesOf, type XmlPiece } from './pieces.js';

/** A file of XML that was read. What its elements mean, each language says. */
export abstract class XmlDocument {
  #pieces: readonly XmlPiece[] | undefined;
  /** Of the pieces from `from` on the first tag is the one `at`: many comments in a row are walked through once. */
  #nextTag = { from: 0, at: -1 };

  readonly root: XmlRoot;
  /** In which encoding it is, and what is wrong with that. */
  readonly encoding: XmlEncoding;

  constructor(readonly source: Source) {
    this.root = parseXml(source.view);
    const { declaration } = this.root;
    const declared = declaration?.attributes.find(({ name }) => name === 'encoding');
    // A declaration is ASCII, whatever it declares.
    this.encoding = readXmlEncoding(source, declared && decodeValue(source.view, declared));
  }

  /** A parser of XML reads it to its end. */
  get isWellFormed(): boolean {
    return this.root.problems.every(({ code }) => code === 'doctype');
  }

  get nodes(): readonly XmlPiece[] {
    return (this.#pieces ??= piecesOf(this.root));
  }

  /** The place in `nodes` of a leaf, or of the start tag of an element. */
  indexOf(node: XmlPiece['node']): number {
    return this.#firstFrom(0, node.start);
  }

  /** The place in `nodes` of the end tag of an element, or of its only tag. */
  indexOfEnd(element: XmlElement): number {
    const index = this.indexOf(element);
    if (element.selfClosing || element.closeStart === -1) return index;
    return this.#firstFrom(index, element.closeStart);
  }

  /** The first piece from a place on that starts at an offset or behind it. */
  #firstFrom(index: number, offset: number): number {
    const { nodes } = this;
    let low = index;
    let high = nodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (nodes[middle]!.start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  nodeAt(offset: number): XmlPiece {
    return nodeAt(this.nodes, offset);
  }

  /** The first end of line, as all others are in files that VirtualBox wrote. */
  get endOfLine(): string {
    return /\r\n?|\n/.exec(this.source.view)?.[0] ?? '\n';
  }

  /** The value of an attribute, decoded and with its references resolved. */
  valueOf(attribute: XmlAttribute): string {
    return decodeValue(this.source.view, attribute, (bytes) => this.source.encoding.decode(bytes));
  }

  *comments(): Generator<CommentText> {
    if (!this.source.view.includes('<!--')) return;
    const comments: XmlComment[] = [];
    walk(this.root, {
      enter: (node) => {
        if (node.type === 'comment') comments.push(node);
      },
    });
    for (const comment of comments) {
      const { type, start: from, end: to, contentStart, contentEnd } = comment;
      const node: XmlPiece = { type, node: comment, start: from, end: to };
      const inside = this.source.view.slice(contentStart, contentEnd);
      const before = /^[ \t\r\n]*/.exec(inside)![0].length;
      const start = contentStart + before;
      const said = inside.slice(before).replace(/[ \t\r\n]+$/, '');
      yield { node, text: { start, end: start + said.length } };
    }
  }

  /** The next tag: comments about one may stand one above the other. */
  nodeBehind({ node }: CommentText): XmlPiece | undefined {
    const from = this.indexOf((node as XmlPiece).node) + 1;
    if (from < this.#nextTag.from || from > this.#nextTag.at) {
      const { nodes } = this;
      let at = from;
      while (nodes[at]?.type === 'comment' || nodes[at]?.type === 'text') at++;
      this.#nextTag = { from, at };
    }
    return this.nodes[this.#nextTag.at];
  }

  removeComment({ node }: CommentText): Change {
    return removePiece(this, node as XmlPiece);
  }

  rewriteComment({ node, text }: CommentText, says: string): Change {
    return replaceComment(this, node as XmlPiece, text, says);
  }

  abstract secrets(): Span[];
}
