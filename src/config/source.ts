import { LineIndex } from '../source/line-index.js';
import type { Point } from '../source/source.js';

/** Units on either side of a place that its frame may show. */
const WINDOW = 200;

/** The text of a configuration file, and where in it things stand. */
export class ConfigSource {
  readonly #lines: LineIndex;

  constructor(
    /** Absolute. */
    readonly path: string,
    readonly text: string,
    /** The bytes of the file. */
    private readonly bytes: Uint8Array = Buffer.from(text),
  ) {
    this.#lines = LineIndex.of(text, 0);
  }

  /** `offset` counts UTF-16 units of the text. */
  pointAt(offset: number): Point {
    const line = this.#lines.lineAt(offset);
    return { line: line + 1, column: offset - this.#lines.startOf(line) + 1, offset };
  }

  /** Where in the bytes of the file a place of the text is. It may begin with a byte order mark, which the text lacks. */
  byteAt(offset: number): number {
    const behind = this.text.slice(offset);
    const [first, second] = this.bytes;
    const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
    return this.bytes.length - Buffer.byteLength(behind, isUtf16 ? 'utf16le' : 'utf8');
  }

  /** The line of a place, of a long one a window. */
  excerptAt(start: number, end: number): { text: string; from: number; cut: boolean } {
    const line = this.#lines.lineAt(start);
    const lineStart = this.#lines.startOf(line);
    const lineEnd = this.#lines.endOf(line);
    const first = Math.max(lineStart, start - WINDOW);
    const last = Math.min(lineEnd, Math.max(start, Math.min(end, start + WINDOW)) + WINDOW);
    return { text: this.text.slice(first, last), from: first - lineStart, cut: last < lineEnd };
  }
}

/** A place in a configuration file. */
export interface ConfigPlace {
  readonly source: ConfigSource;
  readonly start: number;
  readonly end: number;
}
