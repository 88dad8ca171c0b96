import type { DiscoveredFile } from '../files/discover.js';

/** What a worker is for. No command line can have a NUL in it. */
export const WORKER_ARGUMENT = '\0worker';

/** Files are taken so many at a time: enough that nobody waits, few enough that all end together. */
export const AT_ONCE = 16;

/** A list of files that threads take from until it is empty. */
export class SharedFiles {
  readonly #next: Int32Array;

  constructor(
    readonly files: readonly DiscoveredFile[],
    readonly memory = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
  ) {
    this.#next = new Int32Array(memory);
  }

  /** How many of the files were taken so far, by all threads. */
  get taken(): number {
    return Math.min(Atomics.load(this.#next, 0), this.files.length);
  }

  /** The indexes of the files that this thread is to look at. */
  *take(): Generator<number, void> {
    for (;;) {
      const start = Atomics.add(this.#next, 0, AT_ONCE);
      if (start >= this.files.length) return;
      const end = Math.min(start + AT_ONCE, this.files.length);
      for (let index = start; index < end; index++) yield index;
    }
  }
}
