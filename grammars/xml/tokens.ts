import { createToken, Lexer, type CustomPatternMatcherFunc, type TokenType } from 'chevrotain';
import type { XmlElement } from './ast.js';
import { codeAt, EXCLAMATION, QUESTION, SLASH, startsName } from './characters.js';
import type { Reading } from './reading.js';
import { endOfCdata, endOfComment, endOfDoctype, endOfInstruction } from './sections.js';
import { readEndTag, readStartTag } from './tags.js';
import type { Unfinished } from './unfinished.js';

/**
 * A token is a text, or a tag or another piece of markup as a whole. Any text is a sequence of these, without a
 * gap. Where a piece ends is found by functions, not by regular expressions: a quote that is missing decides
 * over the rest of the file, and a regular expression needs the more memory the more attributes a tag has.
 */

/** What the lexer reads now: one piece of a view. */
export interface Piece {
  readonly reading: Reading;
  /** Where the piece starts in the view. */
  readonly base: number;
  /** Markup that starts from here on is left for the next piece. */
  readonly limit: number;
}

/** What all of them are to the parser. */
export const Markup = createToken({ name: 'Markup', pattern: Lexer.NA });

export const Text = createToken({
  name: 'Text',
  pattern: /[^<]+/,
  line_breaks: true,
  categories: Markup,
  // As the complement set names no characters, Chevrotain would not choose by the first one without these.
  start_chars_hint: Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).filter(
    (character) => character !== '<',
  ),
});

type Match = [string] & { payload?: Unfinished<XmlElement> };

/** Where the piece of markup ends whose `<` is at `start`; -1: it is none of this kind. */
type Find = (reading: Reading, start: number, match: Match) => number;

let piece: Piece;

function markup(name: string, find: Find): TokenType {
  const match: Match = [''];
  const pattern: CustomPatternMatcherFunc = (text, offset) => {
    const start = piece.base + offset;
    if (start >= piece.limit) return null;
    const end = find(piece.reading, start, match);
    if (end === -1) return null;
    match[0] = text.slice(offset, end - piece.base);
    return match;
  };
  return createToken({
    name,
    pattern,
    line_breaks: true,
    categories: Markup,
    start_chars_hint: ['<'],
  });
}

function section(name: string, opening: string, endOf: Find): TokenType {
  return markup(name, (reading, start, match) =>
    reading.view.startsWith(opening, start) ? endOf(reading, start, match) : -1,
  );
}

/** `<a …>` or `<a …/>`. Its payload is the element. */
export const StartTag = markup('StartTag', (reading, start, match) => {
  if (!startsName(codeAt(reading.view, start + 1))) return -1;
  match.payload = readStartTag(reading, start);
  return match.payload.openEnd;
});

export const EndTag = markup('EndTag', (reading, start) => {
  const { view } = reading;
  const isEndTag = codeAt(view, start + 1) === SLASH && startsName(codeAt(view, start + 2));
  return isEndTag ? readEndTag(reading, start) : -1;
});

export const Comment = section('Comment', '<!--', endOfComment);

export const Instruction = markup('Instruction', (reading, start) =>
  codeAt(reading.view, start + 1) === QUESTION ? endOfInstruction(reading, start) : -1,
);

export const Cdata = section('Cdata', '<![CDATA[', endOfCdata);

export const Doctype = section('Doctype', '<!DOCTYPE', endOfDoctype);

/** A `<` that starts none of the others, and the text behind, up to a `<` that may be markup. */
export const StrayLess = markup('StrayLess', ({ view }, start) => {
  let next = start;
  do next = indexOrEnd(view, next + 1);
  while (next < view.length && !mayStartMarkup(codeAt(view, next + 1)));
  return next;
});

function indexOrEnd(view: string, from: number): number {
  const index = view.indexOf('<', from);
  return index === -1 ? view.length : index;
}

function mayStartMarkup(next: number): boolean {
  return startsName(next) || next === SLASH || next === EXCLAMATION || next === QUESTION;
}

/** What is left for the next piece; no part of the grammar. */
export const Rest = createToken({
  name: 'Rest',
  pattern: (text: string, offset: number): [string] => [text.slice(offset)],
  line_breaks: true,
  start_chars_hint: ['<'],
});

export const TOKENS: TokenType[] = [
  ...[Markup, Text, StartTag, EndTag, Comment, Instruction, Cdata, Doctype, StrayLess],
  Rest,
];

/** `checked` validates the definitions and insists on the fast paths; a test does so, start-up does not. */
export function createXmlLexer(checked = false): Lexer {
  return new Lexer(TOKENS, {
    positionTracking: 'onlyOffset',
    ensureOptimizations: checked,
    skipValidations: !checked,
  });
}

/** The tokens from `base` on; offset 0 of them is `base` in the view. The last one may be `Rest`. */
export function tokenize(lexer: Lexer, next: Piece) {
  piece = next;
  const { view } = next.reading;
  return lexer.tokenize(next.base === 0 ? view : view.slice(next.base)).tokens;
}
