import { findEncoding, UTF8, type TextEncoding } from './encodings.js';
import { Source, type BytesForm } from './source.js';

/**
 * The bytes of an XML file as a view. UTF-16 is known by its byte order mark or, without one, by how `<` and
 * blanks, with which every XML file starts, look in it (XML 1.0, appendix F.1); so also in short files, and in
 * those with little ASCII.
 */
export function xmlSource(bytes: Uint8Array): Source {
  return Source.fromBytes(bytes, formOf(bytes));
}

function formOf(bytes: Uint8Array): BytesForm {
  const [first = -1, second = -1, third = -1, fourth = -1] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Two NULs in a row would be UTF-32, or no text.
  if (startsXml(first) && second === 0 && (third !== 0 || fourth > 0)) return 'utf-16le';
  if (first === 0 && startsXml(second) && (third !== 0 || fourth > 0)) return 'utf-16be';
  return 'bytes';
}

function startsXml(byte: number): boolean {
  return byte === 0x3c || byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

export interface XmlEncoding {
  /** How the text is read: what the bytes themselves show comes before what the XML declaration says. */
  readonly encoding: TextEncoding;
  /** Set where the declaration cannot be followed. */
  readonly conflict:
    | undefined
    /** No such encoding, or none that can be decoded here; it is read as UTF-8. */
    | 'unknown'
    /** Its bytes show that the text is in another one: `encoding`. */
    | 'contradicted';
  /** Offset in the view of the first bytes that the encoding does not allow; -1: there are none. */
  readonly firstInvalid: number;
  /** Set where the file must not be written: ends the sentence "This file is not changed, because …". */
  readonly obstacle: string | undefined;
}

/**
 * In which encoding an XML text is, which it also sets. `declared`: `encoding` in its XML declaration. A text that
 * was given as a string has been decoded by somebody else.
 */
export function readXmlEncoding(source: Source, declared: string | undefined): XmlEncoding {
  const found = declared === undefined ? undefined : findEncoding(declared);
  const shown = shownEncoding(source);
  if (shown === undefined && found?.decodable === true && found.asciiSuperset) {
    source.encoding = found;
    const firstInvalid = source.isAscii ? -1 : found.firstInvalid(source.view);
    const obstacle = firstInvalid === -1 ? undefined : invalidIn(found.name);
    return { encoding: found, conflict: undefined, firstInvalid, obstacle };
  }
  source.encoding = UTF8;
  const isWide = shown === 'UTF-16';
  const firstInvalid = source.isAscii
    ? -1
    : isWide
      ? source.firstLoneSurrogate
      : UTF8.firstInvalid(source.view);
  const conflict = source.form === 'text' ? undefined : conflictOf(declared, found, shown);
  const isMeant = source.form !== 'text' && conflict === undefined;
  const obstacle =
    obstacleOf(source, declared, conflict) ??
    (isMeant && firstInvalid !== -1 ? invalidIn(isWide ? 'UTF-16' : UTF8.name) : undefined);
  return { encoding: UTF8, conflict, firstInvalid, obstacle };
}

/** What the bytes are whatever a declaration says; undefined: one of many. */
function shownEncoding(source: Source): 'UTF-8' | 'UTF-16' | undefined {
  if (source.form === 'text') return 'UTF-8';
  if (source.form !== 'bytes') return 'UTF-16';
  return source.bomLength > 0 ? 'UTF-8' : undefined;
}

function conflictOf(
  declared: string | undefined,
  found: TextEncoding | undefined,
  shown: 'UTF-8' | 'UTF-16' | undefined,
): XmlEncoding['conflict'] {
  if (declared === undefined) return undefined;
  if (shown === 'UTF-16') return SIXTEEN_BITS.test(declared) ? undefined : 'contradicted';
  if (found === UTF8) return undefined;
  // A declaration that can be read byte by byte is in no encoding of wider units.
  return shown === 'UTF-8' || WIDE.test(declared) ? 'contradicted' : 'unknown';
}

const SIXTEEN_BITS = /^(?:UTF-?16|ISO-10646-UCS-2|UCS-?2)/i;
const WIDE = /^(?:UTF-?(?:16|32)|ISO-10646-UCS|UCS)/i;

/** An XML parser reads nothing of such a file. */
function invalidIn(name: string): string {
  return `it has bytes that ${name} does not have, so nothing can read it; save it as ${name}, or declare the encoding that it is in`;
}

function obstacleOf(
  source: Source,
  declared: string | undefined,
  conflict: XmlEncoding['conflict'],
): string | undefined {
  if (source.form !== 'bytes' && source.form !== 'text' && source.bytes.length % 2 === 1) {
    return 'it is UTF-16 that has been cut off: it has an odd number of bytes; restore the file from a backup';
  }
  // Of one that is known but not byte by byte, ASCII may mean something else.
  const isSafe = source.isAscii && findEncoding(declared ?? 'UTF-8') === undefined;
  if (conflict === 'unknown' && !isSafe) {
    return `it declares the encoding ${declared}, which cannot be decoded; save it as UTF-8 and declare that`;
  }
  return undefined;
}
