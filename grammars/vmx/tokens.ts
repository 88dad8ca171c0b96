import { createToken, Lexer, type TokenType } from 'chevrotain';

/**
 * The words of VMware's line grammar (open-vm-tools, lib/dict/dictll.c). What a character means depends on
 * where in the line it stands, so each part of a line is a mode of the lexer; every mode has a token for
 * anything else, so every text has tokens and they cover it without a gap.
 */

/**
 * A token that starts with a complement set (`[^…]`) turns off Chevrotain's choice of tokens by their first
 * character for its whole mode, unless it names the characters that it can start with. Views hold
 * U+0000..U+00FF only.
 */
function anyCharacterBut(excluded: string): string[] {
  const characters: string[] = [];
  for (let code = 0; code < 256; code++) {
    const character = String.fromCharCode(code);
    if (!excluded.includes(character)) characters.push(character);
  }
  return characters;
}

const AFTER_KEY = 'afterKey';
const AFTER_EQUALS = 'afterEquals';
const AFTER_VALUE = 'afterValue';

/** A line ends at LF, CR LF or a lone CR (lib/misc/vmstdio.c, StdIO_ReadNextLine). */
const END_OF_LINE = { pattern: /\r\n?|\n/, line_breaks: true, start_chars_hint: ['\r', '\n'] };

export const EndOfLine = createToken({ name: 'EndOfLine', ...END_OF_LINE });

/** The same end of line behind a key: the next line starts anew. */
export const EndOfPair = createToken({
  name: 'EndOfPair',
  ...END_OF_LINE,
  pop_mode: true,
});

export const Blanks = createToken({ name: 'Blanks', pattern: /[ \t]+/ });

export const Comment = createToken({
  name: 'Comment',
  pattern: /#[^\r\n]*/,
  start_chars_hint: ['#'],
});

/** A key, its `=`, and the blanks around that. As one token, since a pair cannot do without any of it. */
export const Assignment = createToken({
  name: 'Assignment',
  pattern: /[^\0 \t#=\r\n]+[ \t]*=[ \t]*/,
  start_chars_hint: anyCharacterBut('\0 \t#=\r\n'),
  push_mode: AFTER_EQUALS,
});

/** What would be a key, without an `=` behind it. */
export const Key = createToken({
  name: 'Key',
  pattern: /[^\0 \t#=\r\n]+/,
  start_chars_hint: anyCharacterBut('\0 \t#=\r\n'),
  push_mode: AFTER_KEY,
});

export const Quoted = createToken({
  name: 'Quoted',
  pattern: /"[^"\0\r\n]*"/,
  start_chars_hint: ['"'],
  pop_mode: true,
  push_mode: AFTER_VALUE,
});

/** A value in quotes with the end of its line: how nearly every line ends. */
export const QuotedToEnd = createToken({
  name: 'QuotedToEnd',
  pattern: /"[^"\0\r\n]*"[ \t]*(?:\r\n?|\n)/,
  line_breaks: true,
  start_chars_hint: ['"'],
  pop_mode: true,
});

export const Unquoted = createToken({
  name: 'Unquoted',
  pattern: /[^\0 \t#"\r\n][^\0 \t#\r\n]*/,
  start_chars_hint: anyCharacterBut('\0 \t#"\r\n'),
  pop_mode: true,
  push_mode: AFTER_VALUE,
});

/** The rest of a line that is not a pair, from where it stops being one. */
export const Junk = createToken({
  name: 'Junk',
  pattern: /[^\r\n]+/,
  start_chars_hint: anyCharacterBut('\r\n'),
});

/**
 * Where a line is complete already, a NUL and what follows it: VMware's reader works on C strings and does
 * not see it.
 */
export const Unseen = createToken({
  name: 'Unseen',
  pattern: /\0[^\r\n]*/,
  start_chars_hint: ['\0'],
});

const MODES: Record<string, TokenType[]> = {
  lineStart: [Assignment, EndOfLine, Blanks, Comment, Key, Unseen, Junk],
  [AFTER_KEY]: [EndOfPair, Junk],
  [AFTER_EQUALS]: [QuotedToEnd, Quoted, Unquoted, EndOfPair, Comment, Unseen, Junk],
  [AFTER_VALUE]: [EndOfPair, Blanks, Comment, Unseen, Junk],
};

export const TOKENS: TokenType[] = [...new Set(Object.values(MODES).flat())];

/** `checked` validates the definitions and insists on the fast paths; a test does so, start-up does not. */
export function createVmxLexer(checked = false): Lexer {
  return new Lexer(
    { modes: MODES, defaultMode: 'lineStart' },
    { positionTracking: 'onlyOffset', ensureOptimizations: checked, skipValidations: !checked },
  );
}
