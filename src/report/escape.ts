/**
 * What steers a terminal or cannot be seen: controls, ANSI, bidirectional controls, line and paragraph
 * separators, zero-width characters, byte order marks, variation selectors and tags, lone surrogates.
 */
const UNSEEN = String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]`;

/** To make one takes most of a millisecond, and few texts need them. */
let unseen: RegExp | undefined;
let unseenButNewline: RegExp | undefined;

const PRINTABLE_ASCII = /^[ -~]*$/;
const NOT_IN_ASCII_JSON = /[^\n -~]/;

/** Whether each character is one column wide and harmless. */
export function isPrintableAscii(text: string): boolean {
  return PRINTABLE_ASCII.test(text);
}

/** The text in one line, safe to print: what is unseen becomes `\x1b`, `\u202e` or `\u{e0041}`. */
export function escapeControls(text: string): string {
  if (isPrintableAscii(text)) return text;
  unseen ??= new RegExp(UNSEEN, 'gu');
  return text.replace(unseen, escapeCharacter);
}

/** The same JSON value, safe to print; `json` comes from `JSON.stringify`. */
export function escapeJson(json: string): string {
  if (!NOT_IN_ASCII_JSON.test(json)) return json;
  unseenButNewline ??= new RegExp(`(?!\\n)${UNSEEN}`, 'gu');
  return json.replace(unseenButNewline, escapeUnits);
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
