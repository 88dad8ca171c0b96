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

export const FIRST_OF_NAME = 0;
export const LATER_IN_NAME = 1;
/** Goes on with a word that is no name because of it. */
const SPOILS_NAME = 2;
const BLANK = 3;
const DELIMITER = 4;

/** What a character is to a tag, by its code. */
export const CLASSES = Uint8Array.from({ length: 256 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_:\x80-\xff]/.test(character)) return FIRST_OF_NAME;
  if (/[-.0-9]/.test(character)) return LATER_IN_NAME;
  if (/[ \t\r\n]/.test(character)) return BLANK;
  return /[=/<>"']/.test(character) ? DELIMITER : SPOILS_NAME;
});

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
  while (CLASSES[view.charCodeAt(index)] === BLANK) index++;
  return index;
}

/** Where the characters of names end. */
export function endOfName(view: string, offset: number): number {
  let index = offset;
  while (CLASSES[view.charCodeAt(index)]! <= LATER_IN_NAME) index++;
  return index;
}

/** Where a word ends that may be no name: at a blank, `=`, `/`, `<`, `>`, a quote, or the end. */
export function endOfWord(view: string, offset: number): number {
  let index = offset;
  while (CLASSES[view.charCodeAt(index)]! <= SPOILS_NAME) index++;
  return index;
}

/** Whether `endOfWord` would stop at `offset`. */
export function endsWord(view: string, offset: number): boolean {
  return !(CLASSES[view.charCodeAt(offset)]! <= SPOILS_NAME);
}
