/**
 * What steers a terminal or cannot be seen: controls, ANSI, bidirectional controls, line and paragraph
 * separators, zero-width characters, byte order marks, variation selectors and tags, lone surrogates.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const UNSEEN_BUT_NEWLINE =
  /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const PRINTABLE_ASCII = /^[ -~]*$/;
const NOT_IN_ASCII_JSON = /[^\n -~]/;

/** Whether each character is one column wide and harmless. */
export function isPrintableAscii(text: string): boolean {
  return PRINTABLE_ASCII.test(text);
}

/** The text in one line, safe to print: what is unseen becomes `\x1b`, `\u202e` or `\u{e0041}`. */
export function escapeControls(text: string): string {
  return isPrintableAscii(text) ? text : text.replace(UNSEEN, escapeCharacter);
}

/** The same JSON value, safe to print; `json` comes from `JSON.stringify`. */
export function escapeJson(json: string): string {
  return NOT_IN_ASCII_JSON.test(json) ? json.replace(UNSEEN_BUT_NEWLINE, escapeUnits) : json;
}

function escapeCharacter(character: string): string {
  const hex = character.codePointAt(0)!.toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

function escapeUnits(character: string): string {
  let escaped = '';
  for (let index = 0; index < character.length; index++) {
    escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}
