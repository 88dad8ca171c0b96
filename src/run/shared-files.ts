import type { DiscoveredFile } from '../files/discover.js';
import { shownPath } from '../files/paths.js';

/** What a worker is for. No command line can have a NUL in it. */
export const WORKER_ARGUMENT = '\0worker';

/** Files are taken so many at a time: enough that nobody waits, few enough that all end together. */
export const AT_ONCE = 16;

/** What threads share of a list of files: memory, of which none has a copy. */
export interface SharedMemory {
  /** The index of the first file that nobody has taken. */
  readonly next: SharedArrayBuffer;
  /** The absolute paths, one behind the other, in UTF-16. */
  readonly paths: SharedArrayBuffer;
  /** Where each of them ends, as 32 bits, and 1 for each file that is `plain`, as 8. */
  readonly ends: SharedArrayBuffer;
  readonly plain: SharedArrayBuffer;
  /** The files that are named, or ignored, by index. */
  readonly others: ReadonlyMap<number, DiscoveredFile>;
}

/** A list of files that threads take from until it is empty. */
export class SharedFiles {
  readonly #next: Int32Array;

  constructor(
    readonly length: number,
    readonly at: (index: number) => DiscoveredFile,
    private readonly next = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
  ) {
    this.#next = new Int32Array(next);
  }

  static of(files: readonly DiscoveredFile[]): SharedFiles {
    return new SharedFiles(files.length, (index) => files[index]!);
  }

  /** The same list in another thread. */
  static in({ next, paths, ends, plain, others }: SharedMemory, cwd: string): SharedFiles {
    const text = Buffer.from(paths);
    const end = new Uint32Array(ends);
    const isPlain = new Uint8Array(plain);
    return new SharedFiles(
      end.length,
      (index) => {
        const other = others.get(index);
        if (other !== undefined) return other;
        const absolute = text.toString('utf16le', index === 0 ? 0 : end[index - 1], end[index]);
        const path = shownPath(absolute, cwd);
        return { path, absolute, named: false, ignored: false, plain: isPlain[index] === 1 };
      },
      next,
    );
  }

  /** For other threads: objects would be copied, and live in the memory of each. */
  get memory(): SharedMemory {
    const { length } = this;
    const ends = new SharedArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT);
    const plain = new SharedArrayBuffer(length);
    const others = new Map<number, DiscoveredFile>();
    const [end, isPlain] = [new Uint32Array(ends), new Uint8Array(plain)];
    let size = 0;
    for (let index = 0; index < length; index++) {
      const file = this.at(index);
      if (file.named || file.ignored) others.set(index, file);
      end[index] = size += 2 * file.absolute.length;
      isPlain[index] = Number(file.plain);
    }
    const paths = new SharedArrayBuffer(size);
    const text = Buffer.from(paths);
    for (let index = 0, start = 0; index < length; index++) {
      start += text.write(this.at(index).absolute, start, 'utf16le');
    }
    return { next: this.next, paths, ends, plain, others };
  }

  /** How many of the files were taken so far, by all threads. */
  get taken(): number {
    return Math.min(Atomics.load(this.#next, 0), this.length);
  }

  /** The indexes of the files that this thread is to look at. */
  *take(): Generator<number, void> {
    for (;;) {
      const start = Atomics.add(this.#next, 0, AT_ONCE);
      if (start >= this.length) return;
      const end = Math.min(start + AT_ONCE, this.length);
      for (let index = start; index < end; index++) yield index;
    }
  }
}
