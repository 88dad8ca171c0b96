import { isWhole, type Key, nameOf, WIDTHS } from './keys.js';
import type { StoredObject } from './objects.js';
import type { Problems } from './problems.js';
import { hex } from './source.js';

/** Values that lie outside of the key tables. Each belongs to one key: else a small file could say much. */
export class FileObjects {
  private readonly byStart = new Map<number, StoredObject>();
  private readonly taken = new Set<StoredObject>();

  constructor(
    objects: readonly StoredObject[],
    private readonly problems: Problems,
  ) {
    for (const object of objects) this.byStart.set(object.start, object);
  }

  /** Gives a key the value of `size` bytes at `start`. */
  read(key: Key, start: number, size: number): void {
    const object = this.byStart.get(start);
    if (object === undefined) {
      this.wrong(key, `at ${hex(start)}, where no object table has a file object`);
    } else if (start + size > object.end) {
      this.wrong(
        key,
        `at ${hex(start)} with ${size} bytes, but there are only ${object.end - start}`,
      );
    } else if (size < (WIDTHS[key.type] ?? 0)) {
      this.wrong(
        key,
        `at ${hex(start)} with ${size} bytes, but such a value has ${WIDTHS[key.type]}`,
      );
    } else if (this.taken.has(object)) {
      const message = `the value of ${nameOf(key)} is at ${hex(start)}, where another key has its value`;
      this.problems.add('overlap', key.start, key.end, message);
    } else {
      this.taken.add(object);
      key.valueStart = start;
      key.valueEnd = start + size;
      key.isReadable = isWhole(key, this.problems);
    }
  }

  private wrong(key: Key, where: string): void {
    this.problems.add('file-object', key.start, key.end, `the value of ${nameOf(key)} is ${where}`);
  }
}
