import type { Position, Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextRange } from '../editor/opened.js';

/** What `character` of a position counts. */
export type PositionEncoding = 'utf-8' | 'utf-16';

/** Places in a text, as the client counts them. */
export class Positions {
  constructor(
    private readonly document: TextDocument,
    private readonly encoding: PositionEncoding,
  ) {}

  /** Of an offset in UTF-16 units. */
  positionAt(offset: number): Position {
    const position = this.document.positionAt(offset);
    if (this.encoding === 'utf-16') return position;
    const before = this.lineOf(position.line).slice(0, position.character);
    return { line: position.line, character: Buffer.byteLength(before) };
  }

  rangeOf({ start, end }: TextRange): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  offsetAt(position: Position): number {
    return this.document.offsetAt(this.inUnits(position));
  }

  offsetsOf({ start, end }: Range): TextRange {
    return { start: this.offsetAt(start), end: this.offsetAt(end) };
  }

  /** A range in UTF-16 units, as this library counts. */
  rangeInUnits({ start, end }: Range): Range {
    return { start: this.inUnits(start), end: this.inUnits(end) };
  }

  private inUnits({ line, character }: Position): Position {
    if (this.encoding === 'utf-16') return { line, character };
    return { line, character: unitsOf(this.lineOf(line), character) };
  }

  private lineOf(line: number): string {
    return this.document.getText({
      start: { line, character: 0 },
      end: { line: line + 1, character: 0 },
    });
  }
}

/** How many UTF-16 units the first bytes of a text in UTF-8 are. */
function unitsOf(text: string, bytes: number): number {
  let units = 0;
  for (let left = bytes; left > 0 && units < text.length;) {
    const point = text.codePointAt(units)!;
    left -= point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (left < 0) break;
    units += point < 0x10000 ? 1 : 2;
  }
  return units;
}
