import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import { whyNotFound } from './errors.js';
import { whyNotAFile } from './kinds.js';

/** Which file was read and in what state, so that a writer can tell whether it is still that. */
export interface FileStamp {
  readonly dev: number;
  readonly ino: number;
  readonly size: number;
  /** Milliseconds, to the microsecond or so; whether the content is the same is compared besides. */
  readonly mtimeMs: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly nlink: number;
}

export type ReadResult =
  | { readonly kind: 'read'; readonly bytes: Buffer; readonly stamp: FileStamp }
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'failed'; readonly message: string };

// What opens may be swapped for a FIFO after it was looked at. Windows has no O_NONBLOCK: undefined counts as 0.
const WITHOUT_WAITING = constants.O_RDONLY | constants.O_NONBLOCK;
const LARGEST_READ = 1 << 30;

/** The bytes are the caller's own: nothing else refers to them. `knownFile`: it was just seen to be a file. */
export function readFile(absolute: string, maxSize: number, knownFile = false): ReadResult {
  let descriptor: number | undefined;
  try {
    // Opening a FIFO, even without waiting, would wake whoever waits to write into it.
    const refusal = knownFile ? undefined : whyNotReadable(statSync(absolute));
    if (refusal !== undefined) return { kind: 'failed', message: refusal };
    descriptor = openSync(absolute, WITHOUT_WAITING);
    return readOpen(descriptor, maxSize);
  } catch (error) {
    return { kind: 'failed', message: whyNotFound(absolute, error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Memory and a look at its state cost as much as to read a small file. */
const SMALL = 64 * 1024;
let reused: Buffer | undefined;

/**
 * The bytes of what was just seen to be a file, in memory that the next call uses again. Undefined where it is not
 * small, or `readFile` has to look closer for some other reason.
 */
export function readSmall(absolute: string, maxSize: number): Buffer | undefined {
  reused ??= Buffer.allocUnsafeSlow(SMALL);
  let descriptor: number | undefined;
  try {
    descriptor = openSync(absolute, WITHOUT_WAITING);
    const count = readSync(descriptor, reused, 0, SMALL, null);
    const isWhole = count > 0 && count < SMALL && count <= maxSize;
    return isWhole ? reused.subarray(0, count) : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

export function stampOf({ dev, ino, size, mtimeMs, mode, uid, gid, nlink }: Stats): FileStamp {
  return { dev, ino, size, mtimeMs, mode, uid, gid, nlink };
}

function whyNotReadable(stats: Parameters<typeof whyNotAFile>[0]): string | undefined {
  return stats.isDirectory() ? 'it is a folder, not a file' : whyNotAFile(stats);
}

function readOpen(descriptor: number, maxSize: number): ReadResult {
  const stats = fstatSync(descriptor);
  const refusal = whyNotReadable(stats);
  if (refusal !== undefined) return { kind: 'failed', message: refusal };
  const stamp = stampOf(stats);
  if (stamp.size > maxSize) return { kind: 'too-large', size: stamp.size };
  return { kind: 'read', bytes: readBytes(descriptor, stamp.size), stamp };
}

/** Up to `size` bytes: what is appended meanwhile is left out, what is cut off is not made up. */
function readBytes(descriptor: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(size);
  let filled = 0;
  while (filled < size) {
    const count = readSync(descriptor, bytes, filled, Math.min(size - filled, LARGEST_READ), null);
    if (count === 0) break;
    filled += count;
  }
  return filled === size ? bytes : bytes.subarray(0, filled);
}
