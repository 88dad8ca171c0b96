import { unescapeValue, type MalformedReason, type VmxNode } from '../../../grammars/vmx/index.js';
import type { Point } from '../../source/source.js';
import type { VmxDocument } from './document.js';
import { keyRange, valueRange } from './ranges.js';
import { isSecretName } from './secrets.js';

export interface Position {
  readonly start: Point;
  readonly end: Point;
}

/** What a line of a `.vmx` says to people: decoded, escapes undone. */
export type LineFields = EntryFields | CommentFields | BlankFields | MalformedFields;

export interface EntryFields {
  readonly type: 'entry';
  readonly key: string;
  readonly value: string;
  /** The value must not be shown to anybody. */
  readonly secret?: true;
  readonly quoted: boolean;
  /** With its `#`. */
  readonly comment?: string;
}

export interface CommentFields {
  readonly type: 'comment';
  /** With its `#`. */
  readonly text: string;
}

export interface BlankFields {
  readonly type: 'blank';
}

export interface MalformedFields {
  readonly type: 'malformed';
  readonly reason: MalformedReason;
  readonly text: string;
}

/** Where it stands, and its parts: of values with their quotes, of problems to the end of the line. */
export interface LinePositions {
  readonly problemPosition?: Position;
  readonly position: Position;
  readonly keyPosition?: Position;
  readonly valuePosition?: Position;
}

type TextOf = (start: number, end: number) => string;

/** `textOf` gives the decoded text between two offsets of the view, for whoever has to mask some of it. */
export function fieldsOf(
  document: VmxDocument,
  node: VmxNode,
  textOf: TextOf = (start, end) => document.source.decode(start, end),
): LineFields {
  switch (node.type) {
    case 'entry':
      return {
        type: 'entry',
        key: document.keyOf(node),
        value: document.source.encoding.decode(unescapeValue(node.value)),
        ...(isSecretName(node.name) ? { secret: true } : {}),
        quoted: node.quoted,
        ...(node.commentStart === -1 ? {} : { comment: textOf(node.commentStart, node.end) }),
      };
    case 'comment':
      return { type: 'comment', text: textOf(node.commentStart, node.end) };
    case 'blank':
      return { type: 'blank' };
    case 'malformed':
      return { type: 'malformed', reason: node.reason, text: textOf(node.start, node.end) };
  }
}

export function positionsOf({ source }: VmxDocument, node: VmxNode): LinePositions {
  const at = (start: number, end: number): Position => ({
    start: source.pointAt(start),
    end: source.pointAt(end),
  });
  const position = at(node.start, node.end);
  switch (node.type) {
    case 'entry': {
      const key = keyRange(node);
      const value = valueRange(node);
      const keyPosition = at(key.start, key.end);
      return { position, keyPosition, valuePosition: at(value.start, value.end) };
    }
    case 'malformed':
      return { problemPosition: at(node.problemStart, node.end), position };
    default:
      return { position };
  }
}
