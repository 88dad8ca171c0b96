import type { Problems } from './problems.js';
import { hex, type Source } from './source.js';
import { PAGE, type Space } from './space.js';

const FIRST_TABLE = 2 * PAGE;
const SIGNATURE = 0x01110001;
const HEADER = 8;
const SLOT = 18;

const EMPTY = 0;
const OBJECT_TABLE = 1;
export const KEY_TABLE = 2;
export const FILE_OBJECT = 3;
const FREE = 4;
/** Headers, the log and change tracking are known to have numbers too, up to this one. */
const LAST_TYPE = 7;

const NAMES = ['empty', 'object table', 'key table', 'file object', 'free space'];

export interface StoredObject {
  readonly type: number;
  readonly start: number;
  /** What the file has of it, and what nothing else has. */
  readonly end: number;
  readonly size: number;
}

interface Slot {
  readonly type: number;
  readonly at: number;
  readonly start: number;
  readonly size: number;
  readonly isChecked: boolean;
}

interface Table {
  readonly start: number;
  /** How far its slots can reach. */
  readonly size: number;
  /** All of its size is its own: a checksum says so. */
  readonly isChecked: boolean;
}

/** Reads the object tables, and takes the place of every object that they list: key tables and file objects are given. */
export class ObjectReader {
  private readonly slots: Slot[] = [];
  private readonly seen = new Set<number>();
  private next: Table[] = [];

  constructor(
    private readonly source: Source,
    private readonly space: Space,
    private readonly problems: Problems,
  ) {}

  /** The first one lies always at the same place and has the size that objects are aligned to. */
  readFirstTable(alignment: number): void {
    if (FIRST_TABLE + HEADER > this.source.length) {
      this.truncated(FIRST_TABLE, HEADER, 'the object table');
      return;
    }
    this.readTable({ start: FIRST_TABLE, size: alignment, isChecked: false });
  }

  readChainedTables(): void {
    for (let tables = this.next; tables.length > 0; tables = this.next) {
      this.next = [];
      for (const table of tables) this.readTable(table);
    }
  }

  /** Slots with a right checksum come first, so that a damaged one takes no place from them; free space comes last. */
  objects(): StoredObject[] {
    const objects: StoredObject[] = [];
    for (const rank of [0, 1, 2, 3]) {
      for (const slot of this.slots) {
        if (rankOf(slot) !== rank) continue;
        const end = this.claim(slot);
        if (end === slot.start) continue;
        if (isRead(slot)) objects.push({ ...slot, end });
        else this.space.add(slot.type === FREE ? 'free' : 'other', slot.start, end);
      }
    }
    return objects;
  }

  private readTable({ start, size, isChecked }: Table): void {
    const { source, space, problems } = this;
    this.seen.add(start);
    const signature = source.u32(start);
    if (signature !== SIGNATURE) {
      const message = `the object table at ${hex(start)} starts with ${hex(signature)}, not with ${hex(SIGNATURE)}`;
      problems.add('object-table-signature', start, start + 4, message);
      return;
    }
    const count = source.u32(start + 4);
    const room = Math.max(0, Math.floor((size - HEADER) / SLOT));
    if (count > room) {
      const message = `the object table at ${hex(start)} has ${count} entries, but only room for ${room}`;
      problems.add('out-of-bounds', start + 4, start + HEADER, message);
    }
    const wanted = HEADER + SLOT * Math.min(count, room);
    const own = isChecked ? Math.max(size, wanted) : Math.ceil(wanted / PAGE) * PAGE;
    const taken = space.claim(start, own);
    if (taken.isOverlapping) this.overlapping(start, own, 'object table');
    else if (start + own > source.length) this.truncated(start, own, 'the object table');
    space.add('object-table', start, taken.end);
    for (let at = start + HEADER; at + SLOT <= Math.min(start + wanted, taken.end); at += SLOT) {
      this.readSlot(at, at + SLOT === start + HEADER + SLOT * count);
    }
  }

  private readSlot(at: number, isLast: boolean): void {
    const { source, problems } = this;
    const stored = source.u32(at + 1);
    const actual = source.checksumWithout(at + 1, at, at + SLOT);
    const isChecked = stored === actual;
    if (!isChecked) {
      const place = { start: at, end: at + SLOT, stored, actual };
      problems.checksum('object-checksum', place, `the object table's entry at ${hex(at)}`);
    }
    const type = source.u8(at);
    if (type === EMPTY) return;
    if (type > LAST_TYPE) {
      const message = `the object table's entry at ${hex(at)} has the unknown type ${type}`;
      problems.add('object-type', at, at + SLOT, message);
      return;
    }
    if ((type === OBJECT_TABLE) !== isLast) {
      const what = NAMES[type] ?? `object of type ${type}`;
      const message = isLast
        ? `the last entry of an object table is for a further object table, but this one is: ${what}`
        : 'a further object table is in an entry that is not the last one of its table';
      problems.add('object-type', at, at + SLOT, message);
    }
    this.keep({ type, at, start: source.place(at + 5), size: source.u32(at + 13), isChecked });
  }

  private keep(slot: Slot): void {
    const { type, at, start, size, isChecked } = slot;
    const isNeeded = type === OBJECT_TABLE || isRead(slot);
    if (start % PAGE !== 0 || size % PAGE !== 0 || size === 0) {
      const message = `the object at ${hex(start)} with ${size} bytes is not in whole pages of ${PAGE} bytes`;
      this.problems.add('alignment', at, at + SLOT, message);
      if (start % PAGE !== 0 || size === 0) return;
    }
    if (start >= this.source.length) {
      if (isNeeded) this.truncated(start, size, nameOf(slot));
      return;
    }
    if (type !== OBJECT_TABLE) this.slots.push(slot);
    else if (this.seen.has(start)) {
      const message = `the object table at ${hex(start)} is reached a second time`;
      this.problems.add('loop', at, at + SLOT, message);
    } else {
      this.seen.add(start);
      if (start + HEADER <= this.source.length) this.next.push({ start, size, isChecked });
      else this.truncated(start, size, nameOf(slot));
    }
  }

  private claim(slot: Slot): number {
    const { start, size } = slot;
    const { end, isOverlapping } = this.space.claim(start, size);
    if (isOverlapping) this.overlapping(start, size, NAMES[slot.type] ?? 'object');
    else if (start + size > this.source.length && isRead(slot))
      this.truncated(start, size, nameOf(slot));
    return end;
  }

  private overlapping(start: number, size: number, what: string): void {
    const message = `the ${what} at ${hex(start)} with ${size} bytes overlaps something else`;
    this.problems.add('overlap', start, start + size, message);
  }

  private truncated(start: number, size: number, what: string): void {
    const { length } = this.source;
    const message = `the file ends at ${hex(length)}, but ${what} goes on to ${hex(start + size)}`;
    this.problems.add('truncated', length, length, message);
  }
}

function isRead({ type }: Slot): boolean {
  return type === KEY_TABLE || type === FILE_OBJECT;
}

function rankOf(slot: Slot): number {
  return (slot.isChecked ? 0 : 2) + (isRead(slot) ? 0 : 1);
}

function nameOf({ type, start }: Slot): string {
  return `the ${NAMES[type]} at ${hex(start)}`;
}
