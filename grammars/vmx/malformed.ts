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

type Problem = Pick<VmxMalformed, 'reason' | 'problemStart'>;

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
  line: { start: number; end: number; next: number },
  parts: Parts,
): VmxMalformed {
  const { reason, problemStart } = problem(text, base, line.start, line.end, parts);
  return { type: 'malformed', ...line, reason, problemStart };
}

function problem(text: string, base: number, start: number, end: number, parts: Parts): Problem {
  const { key, assignment, value, junk } = parts;
  const rest = junk?.image ?? '';
  const restStart = junk === undefined ? start : base + junk.startOffset;
  const at = (reason: MalformedReason, problemStart: number): Problem => ({ reason, problemStart });

  const nul = rest.indexOf('\0');
  if (nul !== -1) return at('nul-byte', restStart + nul);
  if (assignment === undefined) {
    if (key === undefined) return at('missing-key', restStart);
    const keyStart = base + key.startOffset;
    if (/^(?:\/\/|;)/.test(key.image)) return at('foreign-comment', keyStart);
    if (isSectionHeader(text.slice(keyStart, end))) return at('section-header', keyStart);
    if (/^[ \t]*:=?/.test(rest)) return at('foreign-assignment', restStart);
    if (/^[^#]*=/.test(rest)) return at('blank-in-key', restStart);
    if (key.image.endsWith(':')) return at('foreign-assignment', keyStart + key.image.length - 1);
    return at('missing-equals', keyStart);
  }
  const assignmentStart = base + assignment.startOffset;
  if (/^(?:\/\/|;)/.test(assignment.image)) return at('foreign-comment', assignmentStart);
  if (value === undefined) return at('unterminated-quote', restStart);
  if (value.image === '=') return at('double-equals', base + value.startOffset);
  if (joinedPairs(text, start, end).length > 0) return at('two-pairs', restStart);
  return at('junk-after-value', restStart);
}

function isSectionHeader(content: string): boolean {
  return /^\[[^\]]*\][ \t]*$/.test(content);
}
