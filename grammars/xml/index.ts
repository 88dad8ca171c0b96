import type { Lexer } from 'chevrotain';
import type { XmlRoot } from './ast.js';
import { TreeBuilder } from './builder.js';
import { XmlParser } from './parser.js';
import { Reading } from './reading.js';
import { createXmlLexer, Rest, tokenize } from './tokens.js';

export type * from './ast.js';
export {
  appendTo,
  insertAfter,
  insertAttribute,
  insertBefore,
  remove,
  removeAttribute,
  setAttribute,
  setValue,
  type XmlEdit,
} from './edits.js';
export { DEEPEST, MOST_NODES } from './limits.js';
export { MOST_PROBLEMS } from './problems.js';
export {
  attributeOf,
  childElements,
  endNameRange,
  indentationOf,
  lineStart,
  localNameOf,
  nameRange,
  nodeAt,
  valueRange,
  type XmlRange,
} from './query.js';
export {
  attributeText,
  decodeText,
  decodeValue,
  encodeValue,
  resolveReferences,
  type Decode,
} from './references.js';
export { printXml, walk, type Visitor } from './walk.js';

export type * from './xast.js';
export { toXast } from './xast.js';

const BYTE_ORDER_MARK = '\xEF\xBB\xBF';

/** A large file need not have all of its tokens in memory at once. */
const PIECE = 256 * 1024;

let lexer: Lexer | undefined;
let parser: XmlParser | undefined;

/** Reads a view (one character a byte, UTF-8 or any other superset of ASCII). Every text parses; nothing is thrown. */
export function parseXml(view: string): XmlRoot {
  lexer ??= createXmlLexer();
  parser ??= new XmlParser();
  const bomLength = view.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  const reading = new Reading(view, bomLength);
  const builder = new TreeBuilder(reading);
  let base = bomLength;
  while (base < view.length) {
    const tokens = tokenize(lexer, { reading, base, limit: base + PIECE });
    const rest = tokens.at(-1)?.tokenType === Rest ? tokens.pop() : undefined;
    parser.parse(tokens, base, builder);
    base = rest === undefined ? view.length : base + rest.startOffset;
    if (builder.hasTooMany && base < view.length) {
      builder.leaveUnread(base, view.length);
      break;
    }
  }
  builder.finish();
  return reading.root;
}
