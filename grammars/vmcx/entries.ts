import { isUtf8 } from 'node:buffer';
import type { VmcxKeyType } from './ast.js';
import type { FileObjects } from './file-objects.js';
import { isWhole, Key, nameOf, WIDTHS } from './keys.js';
import type { Problems } from './problems.js';
import { hex, type Source } from './source.js';
import type { Space } from './space.js';
import type { KeyTable } from './tables.js';

const HEADER = 21;
const CHECKSUM = 12;
const FREE = 1;
const POINTER = 12;
const IN_FILE_OBJECT = 1;

const TYPES: readonly (VmcxKeyType | undefined)[] = [
  ...[undefined, undefined, undefined],
  ...(['integer', 'unsigned', 'double', 'string', 'bytes', 'bool', 'node'] as const),
];

/** Reads the entries of key tables, one after another, until one says no sensible size. */
export class EntryReader {
  constructor(
    private readonly source: Source,
    private readonly space: Space,
    private readonly problems: Problems,
    private readonly fileObjects: FileObjects,
  ) {}

  read(table: KeyTable): void {
    const { source, space, problems } = this;
    let start = table.entriesStart;
    while (start < table.end) {
      const left = table.end - start;
      if (left <= HEADER) {
        if (table.missing > 0) break;
        const message = `${left} bytes are left at the end of a key table, too few for an entry`;
        problems.add('entry-size', start, table.end, message);
        break;
      }
      const size = source.u32(start + 2);
      const end = Math.min(start + size, table.end);
      if (size < HEADER || (size > left && table.missing === 0)) {
        const message = `the entry at ${hex(start)} has ${size} bytes, but must have from ${HEADER} to the ${left} that are left of its table`;
        problems.add('entry-size', start, start + HEADER, message);
      }
      if (size < HEADER) break;
      if (source.u8(start) === FREE) space.add('free', start, end);
      else {
        space.add('entry', start, end);
        table.keys.push(this.readKey(start, end));
      }
      start = end;
    }
  }

  private readKey(start: number, end: number): Key {
    const { source, problems } = this;
    const key = new Key(source, start, end);
    key.type = TYPES[source.u8(start)] ?? 'unknown';
    key.flags = source.u8(start + 1);
    key.crcStart = start + CHECKSUM;
    key.insertionSequence = source.u32(start + 16);
    const nameSize = source.u8(start + HEADER - 1);
    key.nameStart = start + HEADER;
    const valueStart = key.nameStart + nameSize;
    key.nameEnd = key.valueStart = key.valueEnd = Math.min(valueStart, end);
    if (valueStart > end) {
      const message = `the name of the entry at ${hex(start)} has ${nameSize} bytes, which do not fit into the entry`;
      problems.add('entry-size', start, end, message);
      return key;
    }
    this.readName(key, nameSize);
    if (key.type === 'unknown') {
      const message = `the entry at ${hex(start)} has the unknown type ${source.u8(start)}`;
      problems.add('entry-type', start, end, message);
      return key;
    }
    const contentEnd = this.readValue(key, valueStart);
    if (contentEnd > end) {
      const message = `the value of ${nameOf(key)} does not fit into its entry`;
      problems.add('entry-value', valueStart, end, message);
      return key;
    }
    const stored = source.u32(key.crcStart);
    const actual = source.checksumWithout(key.crcStart, start, contentEnd);
    if (stored !== actual) {
      problems.checksum('entry-checksum', { start, end: contentEnd, stored, actual }, nameOf(key));
    }
    return key;
  }

  private readName(key: Key, size: number): void {
    const { source, problems } = this;
    const { nameStart } = key;
    let nameEnd = nameStart + size;
    const isEnded = size > 0 && source.u8(nameEnd - 1) === 0;
    if (isEnded) nameEnd--;
    key.nameEnd = nameEnd;
    const bytes = source.bytes.subarray(nameStart, nameEnd);
    key.name = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    const wrong = wrongWithName(bytes, isEnded);
    if (wrong === undefined) return;
    problems.add(
      'entry-name',
      nameStart,
      nameStart + size,
      `the name of the entry at ${hex(key.start)} ${wrong}`,
    );
  }

  /** @returns where the value ends, or would end: more than the entry has if it does not fit */
  private readValue(key: Key, at: number): number {
    const { source } = this;
    if ((key.flags & IN_FILE_OBJECT) !== 0) {
      const pointerEnd = at + POINTER;
      if (pointerEnd > key.end) return pointerEnd;
      this.fileObjects.read(key, source.place(at + 4), source.u32(at));
      return pointerEnd;
    }
    const width = WIDTHS[key.type];
    if (width === undefined && at + 4 > key.end) return at + 4;
    const valueStart = width === undefined ? at + 4 : at;
    const valueEnd = valueStart + (width ?? source.u32(at));
    if (valueEnd > key.end) return valueEnd;
    key.valueStart = valueStart;
    key.valueEnd = valueEnd;
    key.isReadable = isWhole(key, this.problems);
    return valueEnd;
  }
}

function wrongWithName(bytes: Uint8Array, isEnded: boolean): string | undefined {
  if (!isEnded) return 'does not end with a NUL';
  if (bytes.length === 0) return 'is empty';
  if (bytes.includes(0)) return 'has a NUL before its end';
  return isUtf8(bytes) ? undefined : 'is not UTF-8';
}
