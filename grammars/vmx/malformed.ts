import type { MalformedReason, VmxMalformed } from './ast.js';

interface Token {
  readonly startOffset: number;
  readonly image: string;
}

/** What of a line could be read before it stopped being a pair. */
interface Parts {
  /** What stands before the first blank of a line that is not of the form `key =`. */
  readonly key: Token | undefined;
  /** A key with its `=` and the blanks around it. */
  readonly assignment: Token | undefined;
  readonly value: Token | undefined;
  readonly junk: Token | undefined;
}

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
  let offset = start;
  while (offset < end && text[offset] !== '#') {
    JOINED_PAIR.lastIndex = offset;
    const pair = JOINED_PAIR.exec(text)?.[1];
    if (pair === undefined || JOINED_PAIR.lastIndex > end) return [];
    pairs.push(pair);
    offset = JOINED_PAIR.lastIndex;
  }
  return pairs.length > 1 ? pairs : [];
}

/** The node of a line that is no pair, with the reason that a person would give. */
export function malformedLine(
  text: string,
  base: number,
  start: number,
  end: number,
  next: number,
  parts: Parts,
): VmxMalformed {
  const junkStart = parts.junk === undefined ? start : base + parts.junk.startOffset;
  const node = (reason: MalformedReason, problemStart = junkStart): VmxMalformed => ({
    type: 'malformed',
    start,
    end,
    next,
    reason,
    problemStart,
  });
  const { key, assignment, value } = parts;
  const junk = parts.junk?.image ?? '';
  if (junk.includes('\0')) return node('nul-byte', junkStart + junk.indexOf('\0'));
  const first = key ?? assignment;
  if (first === undefined) return node('missing-key');
  const firstStart = base + first.startOffset;
  if (first.image.startsWith('//') || first.image.startsWith(';')) {
    return node('foreign-comment', firstStart);
  }
  if (assignment === undefined) {
    if (isSectionHeader(text, firstStart, end)) return node('section-header', firstStart);
    if (junk.includes(':') && /^[ \t]*:=?/.test(junk)) return node('foreign-assignment');
    if (hasEquals(junk)) return node('blank-in-key');
    const lastCharacter = firstStart + first.image.length - 1;
    if (text[lastCharacter] === ':') return node('foreign-assignment', lastCharacter);
    return node('missing-equals', firstStart);
  }
  if (value === undefined) return node('unterminated-quote');
  if (value.image === '=') return node('double-equals', base + value.startOffset);
  if (junk.includes('=') && joinedPairs(text, start, end).length > 0) return node('two-pairs');
  return node('junk-after-value');
}

/** In what is not a comment. */
function hasEquals(text: string): boolean {
  const equals = text.indexOf('=');
  if (equals === -1) return false;
  const hash = text.indexOf('#');
  return hash === -1 || equals < hash;
}

function isSectionHeader(text: string, start: number, end: number): boolean {
  return text[start] === '[' && /^\[[^\]]*\][ \t]*$/.test(text.slice(start, end));
}
