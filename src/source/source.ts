import { isAscii, isUtf8 } from 'node:buffer';
import { applyEdits, byPosition, type Edit } from './edits.js';
import { UTF8, WINDOWS_1252, type TextEncoding } from './encodings.js';
import { LineIndex } from './line-index.js';

/**
 * A place for people and editors. `line` and `column` count from 1, columns in UTF-16 units of the decoded
 * line (a byte order mark has none); `offset` counts from 0 in the unit of what was read: bytes of a file,
 * UTF-16 units of a string.
 */
export interface Point {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** What was read, and so what `Point.offset` counts. */
export type SourceForm = BytesForm | 'text';

export type BytesForm = 'bytes' | 'utf-16le' | 'utf-16be';

const UTF8_BOM = '\xEF\xBB\xBF';

/**
 * What was read, as one view for grammars: a string with one character (U+0000..U+00FF) a byte. The bytes
 * are the file's own; for text and for UTF-16 files they are the UTF-8 of the text. Edits are made on views
 * and so never encode what they do not touch.
 */
export class Source {
  /** How the bytes from 0x80 up are to be read. A language that can say so in the file sets it. */
  encoding: TextEncoding;
  #lines: LineIndex | undefined;
  #unitsBefore: Uint32Array | undefined;
  #exactText: string | undefined;

  private constructor(
    readonly form: SourceForm,
    readonly view: string,
    /** What the view does not hold: a text, or the bytes of UTF-16. */
    private readonly original: Uint8Array | string | undefined,
    /** Nothing from 0x80 up: then characters of the view, bytes, and UTF-16 units are the same. */
    readonly isAscii: boolean,
  ) {
    this.encoding = UTF8;
  }

  /** Keeps nothing of `bytes` itself. `form`: where the language knows better what they are. */
  static fromBytes(bytes: Uint8Array, form?: BytesForm): Source {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const found = form ?? utf16Form(buffer) ?? 'bytes';
    if (found !== 'bytes') return Source.fromUtf8(found, decodeUtf16(buffer, found), bytes.slice());
    const source = new Source('bytes', buffer.toString('latin1'), undefined, isAscii(buffer));
    if (!source.isAscii && !isUtf8(buffer)) source.encoding = WINDOWS_1252;
    return source;
  }

  static fromText(text: string): Source {
    return Source.fromUtf8('text', text, text);
  }

  /** The source of the form that `slice` of all of it gives `exact` for. */
  static fromExact(form: SourceForm, exact: string): Source {
    if (form === 'text') return Source.fromText(exact);
    if (form === 'bytes') return Source.fromBytes(Buffer.from(exact, 'latin1'), 'bytes');
    const bytes = Buffer.from(exact, 'utf16le');
    return Source.fromBytes(form === 'utf-16le' ? bytes : bytes.swap16(), form);
  }

  private static fromUtf8(form: SourceForm, text: string, original: Uint8Array | string): Source {
    const utf8 = Buffer.from(text, 'utf8');
    return new Source(form, utf8.toString('latin1'), original, isAscii(utf8));
  }

  /** The bytes of the file; of a text, its UTF-8. */
  get bytes(): Uint8Array {
    if (this.original === undefined) return Buffer.from(this.view, 'latin1');
    return typeof this.original === 'string' ? Buffer.from(this.original, 'utf8') : this.original;
  }

  /** `bytes`, a character each: the view, but for UTF-16. */
  get byteView(): string {
    const isView = this.form === 'bytes' || this.form === 'text';
    return isView ? this.view : Buffer.from(this.bytes).toString('latin1');
  }

  /** The text that was given, or the file's text decoded (for display). */
  get text(): string {
    return typeof this.original === 'string' ? this.original : this.decode(0, this.view.length);
  }

  get bomLength(): number {
    return this.view.startsWith(UTF8_BOM) ? UTF8_BOM.length : 0;
  }

  get lines(): LineIndex {
    return (this.#lines ??= LineIndex.of(this.view, this.bomLength));
  }

  /** Where a grammar has found the lines already. */
  set lines(lines: LineIndex) {
    this.#lines = lines;
  }

  /** A part of the view as people read it. What the encoding does not allow is U+FFFD. */
  decode(start: number, end: number): string {
    return this.encoding.decode(this.view.slice(start, end));
  }

  pointAt(viewOffset: number): Point {
    const line = this.lines.lineAt(viewOffset);
    const start = this.lines.startOf(line);
    const before = Math.max(0, viewOffset - start);
    const units = this.isAscii ? before : this.decode(start, start + before).length;
    return { line: line + 1, column: units + 1, offset: this.offsetOf(viewOffset) };
  }

  /** A view offset in the unit of what was read. */
  offsetOf(viewOffset: number): number {
    if (this.form === 'bytes') return viewOffset;
    const units = this.unitsBefore(viewOffset);
    return this.form === 'text' ? units : units * 2;
  }

  /** The same source with the edits made, in the same form. Untouched bytes, or UTF-16 units, are kept as they are. */
  edit(edits: readonly Edit[]): Source {
    const sorted = [...edits].sort(byPosition);
    if (this.form === 'bytes') return Source.fromExact('bytes', applyEdits(this.view, sorted));
    const edited = applyEdits(
      this.exactText,
      sorted.map((edit) => ({
        start: this.unitsBefore(edit.start),
        end: this.unitsBefore(edit.end),
        text: UTF8.decode(edit.text),
      })),
    );
    return Source.fromExact(this.form, edited);
  }

  /** A part of the view as it was read, without any loss: of bytes a character each, else the text itself. */
  slice(start: number, end: number): string {
    if (this.form === 'bytes') return this.view.slice(start, end);
    return this.exactText.slice(this.unitsBefore(start), this.unitsBefore(end));
  }

  /** View offset of the first half of a character in UTF-16 whose other half is missing; -1: there is none. */
  get firstLoneSurrogate(): number {
    const at = this.isAscii ? -1 : this.exactText.search(/\p{Surrogate}/u);
    return at === -1 ? -1 : Buffer.byteLength(this.exactText.slice(0, at));
  }

  /** The text without any loss: a lone surrogate of it is not in its UTF-8. */
  private get exactText(): string {
    this.#exactText ??=
      typeof this.original === 'string'
        ? this.original
        : decodeUtf16(this.bytes, this.form === 'utf-16be' ? 'utf-16be' : 'utf-16le');
    return this.#exactText;
  }

  /** UTF-16 units of the text before a place in its UTF-8. */
  private unitsBefore(viewOffset: number): number {
    if (this.isAscii) return viewOffset;
    this.#unitsBefore ??= countUnits(this.view);
    return this.#unitsBefore[Math.min(viewOffset, this.view.length)]!;
  }
}

function countUnits(utf8: string): Uint32Array {
  const units = new Uint32Array(utf8.length + 1);
  let count = 0;
  for (let index = 0; index < utf8.length; index++) {
    units[index] = count;
    const byte = utf8.charCodeAt(index);
    if (byte < 0x80 || byte >= 0xc0) count += byte >= 0xf0 ? 2 : 1;
  }
  units[utf8.length] = count;
  return units;
}

const SAMPLE = 1024;

/** Of fewer bytes, NULs in every second one say nothing. */
const SMALLEST_SAMPLE = 16;

/** UTF-16 by its byte order mark or, without one, by NULs in nearly every second byte of the start. */
function utf16Form(buffer: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'utf-16le';
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return 'utf-16be';
  if (buffer[0] !== 0 && buffer[1] !== 0) return undefined;
  const nuls = [0, 0];
  const length = Math.min(buffer.length, SAMPLE) & ~1;
  if (length < SMALLEST_SAMPLE) return undefined;
  for (let index = 0; index < length; index++) if (buffer[index] === 0) nuls[index & 1]!++;
  const [even, odd] = nuls as [number, number];
  if (odd > length * 0.4 && even < length * 0.1) return 'utf-16le';
  if (even > length * 0.4 && odd < length * 0.1) return 'utf-16be';
  return undefined;
}

/** Keeps a byte order mark, as U+FEFF. The odd byte of a cut-off file is dropped. */
function decodeUtf16(bytes: Uint8Array, form: 'utf-16le' | 'utf-16be'): string {
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  return (form === 'utf-16le' ? even : even.swap16()).toString('utf16le');
}
