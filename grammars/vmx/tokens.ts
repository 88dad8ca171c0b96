import { createToken, Lexer, type TokenType } from 'chevrotain';

/**
 * VMware reads a `.vmx` line by line, and each line by itself (open-vm-tools, lib/dict/dictll.c), so a token
 * is a line with its end: LF, CR LF or a lone CR (lib/misc/vmstdio.c, StdIO_ReadNextLine), or none at the end
 * of the text. Any text is a sequence of these, without a gap.
 */

/**
 * A token that can start with a complement set (`[^…]`) turns off Chevrotain's choice of tokens by their
 * first character, unless it names the characters that it can start with. Views hold U+0000..U+00FF only.
 */
function anyCharacterBut(excluded: string): string[] {
  const characters: string[] = [];
  for (let code = 0; code < 256; code++) {
    const character = String.fromCharCode(code);
    if (!excluded.includes(character)) characters.push(character);
  }
  return characters;
}

/** What all of them are to the parser. */
export const Line = createToken({ name: 'Line', pattern: Lexer.NA });

/** A key and its `=`, then anything: `pair.ts` says what it makes. */
export const PairLine = createToken({
  name: 'PairLine',
  pattern: /[ \t]*[^\0 \t#=\r\n]+[ \t]*=[^\r\n]*(?:\r\n?|\n)?/,
  line_breaks: true,
  categories: Line,
  start_chars_hint: anyCharacterBut('\0#=\r\n'),
});

export const CommentLine = createToken({
  name: 'CommentLine',
  pattern: /[ \t]*#[^\r\n]*(?:\r\n?|\n)?/,
  line_breaks: true,
  categories: Line,
  start_chars_hint: [' ', '\t', '#'],
});

/** Blanks, and a NUL with what follows it: VMware's reader works on C strings and does not see that. */
export const BlankLine = createToken({
  name: 'BlankLine',
  pattern: /[ \t]*(?:\0[^\r\n]*(?:\r\n?|\n)?|\r\n?|\n)|[ \t]+(?![^\r\n])/,
  line_breaks: true,
  categories: Line,
  start_chars_hint: [' ', '\t', '\0', '\r', '\n'],
});

/** Text that is none of the others. */
export const OtherLine = createToken({
  name: 'OtherLine',
  pattern: /[^\r\n]+(?:\r\n?|\n)?/,
  line_breaks: true,
  categories: Line,
  start_chars_hint: anyCharacterBut('\r\n'),
});

export const TOKENS: TokenType[] = [Line, PairLine, BlankLine, CommentLine, OtherLine];

/** `checked` validates the definitions and insists on the fast paths; a test does so, start-up does not. */
export function createVmxLexer(checked = false): Lexer {
  return new Lexer(TOKENS, {
    positionTracking: 'onlyOffset',
    ensureOptimizations: checked,
    skipValidations: !checked,
  });
}
