import type { Key } from './keys.js';
import type { StoredObject } from './objects.js';
import type { Problems } from './problems.js';
import { hex, type Source } from './source.js';
import type { Space } from './space.js';

const SIGNATURE = 2;
const HEADER = 10;

export interface KeyTable {
  /** How entries name the table that their parent is in. */
  readonly index: number;
  readonly sequence: number;
  readonly start: number;
  readonly entriesStart: number;
  readonly end: number;
  /** Bytes that the table should have behind `end`, but the file does not, or something else has them. */
  readonly missing: number;
  /** In the order of the file. */
  readonly keys: Key[];
}

/** The key tables in the order of the file, their headers read, their entries not; of an index only the newest. */
export function readTables(
  objects: readonly StoredObject[],
  source: Source,
  space: Space,
  problems: Problems,
): Map<number, KeyTable> {
  const tables = new Map<number, KeyTable>();
  for (const object of [...objects].sort((a, b) => a.start - b.start)) {
    const table = readTable(object, source, problems);
    if (table === undefined) continue;
    const other = tables.get(table.index);
    if (other !== undefined) {
      const message = `the key tables at ${hex(other.start)} and ${hex(table.start)} have the same index ${table.index}; the one with the higher sequence is read`;
      problems.add('key-table-index', table.start, table.entriesStart, message);
    }
    if (other === undefined || table.sequence > other.sequence) {
      // Deleted first, so that the map stays in the order of the file.
      tables.delete(table.index);
      tables.set(table.index, table);
    }
  }
  for (const { start, entriesStart } of tables.values())
    space.add('key-table', start, entriesStart);
  return tables;
}

function readTable(
  { start, end, size }: StoredObject,
  source: Source,
  problems: Problems,
): KeyTable | undefined {
  const entriesStart = start + HEADER;
  if (entriesStart > end) return undefined;
  const signature = source.u16(start);
  if (signature !== SIGNATURE) {
    const message = `the key table at ${hex(start)} starts with ${hex(signature)}, not with ${hex(SIGNATURE)}`;
    problems.add('key-table-signature', start, entriesStart, message);
    return undefined;
  }
  const stored = source.u32(start + 6);
  const actual = source.checksumWithout(start + 6, start, entriesStart);
  if (stored !== actual) {
    const place = { start, end: entriesStart, stored, actual };
    problems.checksum('key-table-checksum', place, `the key table at ${hex(start)}`);
  }
  const index = source.u16(start + 2);
  if (index === 0) {
    const message = `the key table at ${hex(start)} has the index 0, which is the root's`;
    problems.add('key-table-index', start + 2, start + 4, message);
  }
  const sequence = source.u16(start + 4);
  return { index, sequence, start, entriesStart, end, missing: start + size - end, keys: [] };
}
