import { createScanner, parseTree, type Node, type ParseError } from 'jsonc-parser';
import {
  DEEPEST,
  duplicateKeys,
  type ConfigEntry,
  type ConfigNode,
  type Mistake,
  type Parsed,
} from './tree.js';

/** JSON with comments and trailing commas. A text without any value says nothing, which is allowed. */
export function parseJsonc(text: string): Parsed {
  const deep = tooDeep(text);
  if (deep !== undefined) return { mistakes: [deep] };
  const errors: ParseError[] = [];
  const options = { allowTrailingComma: true, allowEmptyContent: true };
  const tree = parseTree(text, errors, options);
  if (errors.length > 0) return { mistakes: firstOfEachLine(text, errors) };
  if (tree === undefined) {
    return { root: { type: 'object', entries: [], start: 0, end: text.length } };
  }
  const mistakes: Mistake[] = [];
  const root = convert(text, tree, mistakes);
  return mistakes.length > 0 ? { mistakes } : { root };
}

// Of the enum `SyntaxKind`, which does not exist at run time: braces and brackets.
const OPENING: ReadonlySet<number> = new Set([1, 3]);
const CLOSING: ReadonlySet<number> = new Set([2, 4]);
const END_OF_FILE = 17;

/** The parser calls itself for each level, so what it could not bear must not reach it. */
function tooDeep(text: string): Mistake | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== END_OF_FILE; token = scanner.scan()) {
    if (OPENING.has(token)) depth++;
    if (CLOSING.has(token)) depth = Math.max(0, depth - 1);
    if (depth <= DEEPEST) continue;
    const start = scanner.getTokenOffset();
    const message = `Unexpected level ${depth} of nesting, expected ${DEEPEST} at most`;
    return { start, end: start + 1, message };
  }
  return undefined;
}

function convert(text: string, node: Node, mistakes: Mistake[]): ConfigNode {
  const place = { start: node.offset, end: node.offset + node.length };
  switch (node.type) {
    case 'object': {
      const entries = (node.children ?? []).flatMap(({ children = [] }): ConfigEntry[] => {
        const [key, value] = children;
        if (key === undefined || value === undefined) return [];
        const keyPlace = { keyStart: key.offset, keyEnd: key.offset + key.length };
        return [{ key: String(key.value), ...keyPlace, value: convert(text, value, mistakes) }];
      });
      mistakes.push(...duplicateKeys(entries));
      return { type: 'object', entries, ...place };
    }
    case 'array': {
      const items = (node.children ?? []).map((child) => convert(text, child, mistakes));
      return { type: 'array', items, ...place };
    }
    case 'number': {
      const raw = text.slice(place.start, place.end);
      return { type: 'number', value: Number(node.value), raw, ...place };
    }
    case 'boolean':
      return { type: 'boolean', value: node.value === true, ...place };
    case 'string':
      return { type: 'string', value: String(node.value), ...place };
    default:
      return { type: 'null', ...place };
  }
}

/** What the parser expected, by the number of the error (`ParseErrorCode`, an enum that does not exist at run time). */
const EXPECTED: Readonly<Record<number, string>> = {
  1: 'true, false, null, a number, or a text in double quotes',
  2: 'a number as JSON has them',
  3: 'a key in double quotes',
  4: 'a value',
  5: 'a colon behind the key',
  6: 'a comma between two values',
  7: '"}" at the end of the object',
  8: '"]" at the end of the list',
  9: 'nothing behind the end of the configuration',
  10: 'no comment here',
  11: '"*/" at the end of the comment',
  12: 'a double quote at the end of the text',
  13: 'a digit',
  14: 'four hexadecimal digits behind \\u',
  15: 'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u',
  16: 'no control character in a text: write it as \\u and four digits',
};

/** An error makes others behind it; the first in a line is the one to mend. */
function firstOfEachLine(text: string, errors: readonly ParseError[]): Mistake[] {
  const mistakes: Mistake[] = [];
  let from = -1;
  for (const { error, offset, length } of errors) {
    if (from >= 0 && !/[\r\n]/.test(text.slice(from, offset))) continue;
    from = offset;
    const start = Math.min(offset, text.length);
    const end = Math.min(text.length, offset + length);
    const expected = EXPECTED[error] ?? 'JSON';
    mistakes.push({
      start,
      end,
      message: `Unexpected ${found(text, start, end)}, expected ${expected}`,
    });
  }
  return mistakes;
}

function found(text: string, start: number, end: number): string {
  if (start >= text.length) return 'end of the file';
  const [line = ''] = text.slice(start, Math.max(end, start + 1)).split(/[\r\n]/);
  const shown = line.length > 30 ? `${line.slice(0, 29)}…` : line;
  return shown.trim() === '' ? 'end of the line' : `\`${shown}\``;
}
