import type { Lexer } from 'chevrotain';
import type { VmxNode, VmxRoot } from './ast.js';
import { VmxParser } from './parser.js';
import { createVmxLexer } from './tokens.js';

export type * from './ast.js';
export { unescapeValue } from './escapes.js';
export { joinedPairs } from './malformed.js';
export { byName, foldCase, nameOf } from './names.js';

const BYTE_ORDER_MARK = '\xEF\xBB\xBF';

/** Lines are independent of each other, so a large file need not have all of its tokens in memory at once. */
const CHUNK = 64 * 1024;

let lexer: Lexer | undefined;
let parser: VmxParser | undefined;

/** Reads a view (one character a byte). Every text parses; nothing is thrown. */
export function parseVmx(view: string): VmxRoot {
  lexer ??= createVmxLexer();
  parser ??= new VmxParser();
  const bomLength = view.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  const children: VmxNode[] = [];
  let start = bomLength;
  while (start < view.length) {
    const end = endOfLineAfter(view, start + CHUNK);
    const chunk = start === 0 && end === view.length ? view : view.slice(start, end);
    parser.parse(lexer.tokenize(chunk).tokens, start, children);
    start = end;
  }
  return { type: 'root', bomLength, children };
}

function endOfLineAfter(view: string, offset: number): number {
  if (offset >= view.length) return view.length;
  const endOfLine = /\r\n?|\n/g;
  endOfLine.lastIndex = offset;
  return endOfLine.test(view) ? endOfLine.lastIndex : view.length;
}
