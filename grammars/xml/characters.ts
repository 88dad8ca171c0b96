export const SPACE = 0x20;
export const HASH = 0x23;
export const EXCLAMATION = 0x21;
export const QUOTE = 0x22;
export const APOSTROPHE = 0x27;
export const LF = 0x0a;
export const SLASH = 0x2f;
export const LESS = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
/** What stands behind the last character, as `codeAt` has it: no code of a character. */
export const END = 0x100;

export const FIRST_OF_NAME = 0;
export const LATER_IN_NAME = 1;
/** Goes on with a word that is no name because of it. */
const SPOILS_NAME = 2;
const BLANK = 3;
const DELIMITER = 4;

/** What a character is to a tag, by its code; the end ends names as delimiters do. */
export const CLASSES = Uint8Array.from({ length: 257 }, (_, code) => {
  if (code === END) return DELIMITER;
  const character = String.fromCharCode(code);
  if (/[A-Za-z_:\x80-\xff]/.test(character)) return FIRST_OF_NAME;
  if (/[-.0-9]/.test(character)) return LATER_IN_NAME;
  if (/[ \t\r\n]/.test(character)) return BLANK;
  return /[=/<>"']/.test(character) ? DELIMITER : SPOILS_NAME;
});

/**
 * The code of the character at `offset`, or `END`. A `charCodeAt` that was once asked for what is behind the end is
 * a call for ever after: one text that is cut off in a tag would make reading all others half as fast.
 */
export function codeAt(view: string, offset: number): number {
  return offset < view.length ? view.charCodeAt(offset) : END;
}

/** White space of XML; a no-break space, for one, is none. Of a character code; so are the others. */
export function isBlank(code: number): boolean {
  return CLASSES[code] === BLANK;
}

export function startsName(code: number): boolean {
  return CLASSES[code] === FIRST_OF_NAME;
}

/** The offset of the first character from `offset` on that is no blank, or the end. */
export function skipBlanks(view: string, offset: number): number {
  let index = offset;
  while (CLASSES[codeAt(view, index)] === BLANK) index++;
  return index;
}

/** Where the characters of names end. */
export function endOfName(view: string, offset: number): number {
  let index = offset;
  while (CLASSES[codeAt(view, index)]! <= LATER_IN_NAME) index++;
  return index;
}

/** Where a word ends that may be no name: at a blank, `=`, `/`, `<`, `>`, a quote, or the end. */
export function endOfWord(view: string, offset: number): number {
  let index = offset;
  while (CLASSES[codeAt(view, index)]! <= SPOILS_NAME) index++;
  return index;
}

/** Whether `endOfWord` would stop at `offset`. */
export function endsWord(view: string, offset: number): boolean {
  return !(CLASSES[codeAt(view, offset)]! <= SPOILS_NAME);
}
