import type { MalformedReason, VmxMalformed } from './ast.js';
import { endOfLineLength, HASH, isBlank, skipBlanks } from './characters.js';

/**
 * One of several pairs that share a line: a value in quotes, or one that needs none (a boolean, a number,
 * perhaps between bytes beyond ASCII, as smart quotes are) and ends at a blank. A key with a quote in it
 * would be the inside of somebody's value.
 */
const JOINED_PAIR =
  /[ \t]*([^\0 \t#="\r\n]+[ \t]*=[ \t]*(?:"[^"\0\r\n]*"|[\x80-\xff]*(?:true|false|[0-9]+)[\x80-\xff]*(?=[ \t\r\n#]|$)))[ \t]*/iy;

/** The pairs of a line that holds more than one and nothing else but a comment at its end; else none. */
export function joinedPairs(text: string, start: number, end: number): string[] {
  const pairs: string[] = [];
  return visitPairs(text, start, end, (pair) => pairs.push(pair)) > 1 ? pairs : [];
}

/** Calls `visit` for each pair; how many there are, or 0 where there is anything else. */
function visitPairs(
  text: string,
  start: number,
  end: number,
  visit?: (pair: string) => void,
): number {
  let count = 0;
  let offset = start;
  while (offset < end && text[offset] !== '#') {
    JOINED_PAIR.lastIndex = offset;
    const pair = JOINED_PAIR.exec(text)?.[1];
    if (pair === undefined || JOINED_PAIR.lastIndex > end) return 0;
    visit?.(pair);
    offset = JOINED_PAIR.lastIndex;
    count++;
  }
  return count;
}

/** The node of a line that starts with a key and an `=` and goes on as no pair. All offsets count in the line. */
export function malformedPair(
  line: string,
  start: number,
  end: number,
  keyStart: number,
  valueStart: number,
  junkStart: number,
): VmxMalformed {
  const because = (reason: MalformedReason, offset = junkStart): VmxMalformed => ({
    type: 'malformed',
    start,
    end: start + end,
    next: start + line.length,
    reason,
    problemStart: start + offset,
  });
  const nul = line.indexOf('\0', junkStart);
  if (nul !== -1) return because('nul-byte', nul);
  if (isForeignComment(line, keyStart)) return because('foreign-comment', keyStart);
  if (junkStart === valueStart) return because('unterminated-quote');
  if (line[valueStart] === '=' && isBlank(line.charCodeAt(valueStart + 1))) {
    return because('double-equals', valueStart);
  }
  const another = line.indexOf('=', junkStart);
  if (another !== -1 && visitPairs(line, 0, end) > 1) return because('two-pairs');
  return because('junk-after-value');
}

/** The node of a line that does not start as a pair does. `line` has its end, `start` is its place in the view. */
export function otherNode(line: string, start: number): VmxMalformed {
  const end = line.length - endOfLineLength(line);
  const { reason, offset } = whyNoPair(line, end);
  return {
    type: 'malformed',
    start,
    end: start + end,
    next: start + line.length,
    reason,
    problemStart: start + offset,
  };
}

function whyNoPair(line: string, end: number): { reason: MalformedReason; offset: number } {
  const from = skipBlanks(line, 0, end);
  const nul = line.indexOf('\0');
  if (nul !== -1) return { reason: 'nul-byte', offset: nul };
  if (isForeignComment(line, from)) return { reason: 'foreign-comment', offset: from };
  if (line[from] === '=') return { reason: 'missing-key', offset: from };
  if (line[from] === '[' && /^\[[^\]]*\][ \t]*$/.test(line.slice(from, end))) {
    return { reason: 'section-header', offset: from };
  }
  const equals = hasEquals(line);
  const colon = line.indexOf(':');
  if (!equals && colon === -1) return { reason: 'missing-equals', offset: from };
  const word = endOfWord(line, from, end);
  // A key may end with a colon, but then an `=` follows.
  if (colon === skipBlanks(line, word, end)) return { reason: 'foreign-assignment', offset: word };
  if (!equals && colon === word - 1) return { reason: 'foreign-assignment', offset: colon };
  return equals
    ? { reason: 'blank-in-key', offset: word }
    : { reason: 'missing-equals', offset: from };
}

function isForeignComment(line: string, offset: number): boolean {
  return line[offset] === ';' || line.startsWith('//', offset);
}

/** Where the first word of a line ends: at a blank, or at the `#` of a comment. */
function endOfWord(line: string, offset: number, end: number): number {
  let index = offset;
  while (index < end && !isBlank(line.charCodeAt(index)) && line.charCodeAt(index) !== HASH)
    index++;
  return index;
}

/** In what is not a comment. */
function hasEquals(line: string): boolean {
  const equals = line.indexOf('=');
  if (equals === -1) return false;
  const hash = line.indexOf('#');
  return hash === -1 || equals < hash;
}
