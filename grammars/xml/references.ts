import { codeAt, HASH, startsName } from './characters.js';
import type { Problems } from './problems.js';

const REFERENCE = /&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|([A-Za-z_:\x80-\uffff][-.\w:\x80-\uffff]*));/y;
const REFERENCES = new RegExp(REFERENCE.source, 'g');

/** The five that XML has without a declaration. */
const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Adds what is wrong with the `&` at `offset` of a text or value that ends at `end`. */
export function problemOfReference(
  view: string,
  offset: number,
  end: number,
  problems: Problems,
): void {
  const next = codeAt(view, offset + 1);
  if (offset + 1 >= end || (next !== HASH && !startsName(next))) {
    problems.add('bare-ampersand', offset, offset + 1);
    return;
  }
  REFERENCE.lastIndex = offset;
  const match = REFERENCE.exec(view);
  if (match === null || REFERENCE.lastIndex > end) {
    if (next === HASH) problems.add('bad-character-reference', offset, offset + 2);
    else problems.add('bare-ampersand', offset, offset + 1);
    return;
  }
  const [reference, , , name] = match;
  const found = offset + reference.length;
  if (name === undefined) {
    if (characterOf(match) === undefined) problems.add('bad-character-reference', offset, found);
  } else if (!PREDEFINED.has(name)) {
    problems.add('undefined-entity', offset, found, name);
  }
}

/** The character of a match of `REFERENCE`; undefined where XML has none such. */
function characterOf(match: RegExpExecArray | readonly (string | undefined)[]): string | undefined {
  const [, hex, decimal, name] = match;
  if (name !== undefined) return PREDEFINED.get(name);
  const code = hex === undefined ? parseInt(decimal!, 10) : parseInt(hex, 16);
  return isCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** XML 1.0, production 2 (Char). */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return (
    code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
  );
}

/** With character references and the five entities of XML resolved, once; others stay as they are written. */
export function resolveReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    REFERENCES,
    (reference: string, ...groups: (string | undefined)[]) =>
      characterOf([reference, ...groups.slice(0, 3)]) ?? reference,
  );
}

/** Bytes, a character each, as people read them. */
export type Decode = (bytes: string) => string;

const asUtf8: Decode = (bytes) =>
  /[\x80-\xff]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;

/** Ends of line as readers of XML get them: LF. */
export function textOfLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** A text of the view as readers of XML get it: ends of line as LF, references resolved. */
export function decodeText(view: string, start: number, end: number, decode = asUtf8): string {
  return resolveReferences(textOfLines(decode(view.slice(start, end))));
}

/** What a value says that is written so: each blank or end of line is a space, references are resolved. */
export function attributeText(written: string): string {
  return resolveReferences(written.replace(/\r\n|[\r\n\t]/g, ' '));
}

/** An attribute's value as readers of XML get it. */
export function decodeValue(
  view: string,
  { valueStart, valueEnd }: { readonly valueStart: number; readonly valueEnd: number },
  decode = asUtf8,
): string {
  return attributeText(decode(view.slice(valueStart, valueEnd)));
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

/**
 * A value as VirtualBox writes it between double quotes: through libxml2 without an encoding, so that everything
 * but ASCII is a reference with upper-case hexadecimal digits (files of VirtualBox 4.3 to 7.2).
 * What XML cannot hold (control characters, lone surrogates) is left out.
 */
export function encodeValue(value: string): string {
  return value.replace(/[&<>"]|[^ -~]/gu, (character) => {
    const escape = ESCAPES.get(character);
    if (escape !== undefined) return escape;
    const code = character.codePointAt(0)!;
    if (code === 0x7f) return character;
    if (!isCharacter(code)) return '';
    return code < 0x20 ? `&#${code};` : `&#x${code.toString(16).toUpperCase()};`;
  });
}
