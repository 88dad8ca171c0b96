import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf } from './errors.js';

export interface Ownership {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** Room in a name of 255 bytes, or of 143 on encrypting file systems, for what is put around it. */
const LONGEST_STEM = 96;
const LARGEST_WRITE = 1 << 30;
const PERMISSIONS = 0o7777;

/** A file that is complete, and safe on disk, before it takes the place of another one beside it. */
export class TemporaryFile {
  readonly path: string;
  #exists = false;

  constructor(private readonly target: string) {
    const stem = cutToBytes(basename(target), LONGEST_STEM);
    const random = Math.random().toString(36).slice(2, 10);
    const name = `.${stem}.vmlint-${String(process.pid)}-${random}.tmp`;
    this.path = join(dirname(target), name);
  }

  /**
   * False if the system does not let this process keep owner, group and mode. Without `ownership` the file is
   * for its owner only, unless `mode` says otherwise. Call `discard` in any case.
   */
  fill(bytes: Uint8Array, ownership?: Ownership, mode = 0o600): boolean {
    const descriptor = openSync(this.path, 'wx', mode);
    this.#exists = true;
    try {
      writeFully(descriptor, bytes);
      if (ownership !== undefined && !keepOwnership(descriptor, ownership)) return false;
      fsyncSync(descriptor);
      return true;
    } finally {
      closeSync(descriptor);
    }
  }

  place(): void {
    renameOver(this.path, this.target);
    this.#exists = false;
  }

  /** Removes what was placed, in a place where nothing was. */
  takeBack(): void {
    try {
      rmSync(this.target, { force: true });
    } catch {
      // It stays, which harms nothing.
    }
  }

  /** Removes what was not placed. What hindered the write is the error to tell, not what hinders this. */
  discard(): void {
    if (!this.#exists) return;
    try {
      rmSync(this.path, { force: true });
    } catch {
      // As above.
    }
  }
}

function cutToBytes(name: string, limit: number): string {
  const characters = Array.from(name).slice(0, limit);
  while (Buffer.byteLength(characters.join('')) > limit) characters.pop();
  return characters.join('');
}

function writeFully(descriptor: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    const count = Math.min(bytes.length - written, LARGEST_WRITE);
    written += writeSync(descriptor, bytes, written, count, null);
  }
}

function keepOwnership(descriptor: number, wanted: Ownership): boolean {
  try {
    const given = fstatSync(descriptor);
    // Changing the owner drops set-user and set-group bits, so the mode comes second.
    if (given.uid !== wanted.uid || given.gid !== wanted.gid) {
      fchownSync(descriptor, wanted.uid, wanted.gid);
    }
    if (isSameMode(given.mode, wanted.mode)) return true;
    fchmodSync(descriptor, wanted.mode & PERMISSIONS);
  } catch (error) {
    if (codeOf(error) === 'EPERM') return false;
    throw error;
  }
  // The set-group bit is dropped without an error where the group is not the caller's.
  return isSameMode(fstatSync(descriptor).mode, wanted.mode);
}

function isSameMode(left: number, right: number): boolean {
  return (left & PERMISSIONS) === (right & PERMISSIONS);
}

const HELD_FOR_A_MOMENT: ReadonlySet<string | undefined> = new Set(['EPERM', 'EBUSY', 'EACCES']);
const PAUSES_MS = [10, 20, 40, 80, 160, 320];

/** On Windows virus scanners and indexers hold fresh files for a moment, and renaming fails meanwhile. */
export function renameOver(
  from: string,
  to: string,
  rename: (from: string, to: string) => void = renameSync,
  platform: string = process.platform,
): void {
  for (const pause of platform === 'win32' ? PAUSES_MS : []) {
    try {
      rename(from, to);
      return;
    } catch (error) {
      if (!HELD_FOR_A_MOMENT.has(codeOf(error))) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
  rename(from, to);
}

const CANNOT_SYNC: ReadonlySet<string | undefined> = new Set([
  'EACCES',
  'EBADF',
  'EINVAL',
  'EISDIR',
  'ENOSYS',
  'ENOTSUP',
  'EPERM',
]);

/** Makes renames in a folder last through a power cut, where the platform can. */
export function syncFolder(folder: string): void {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
  } catch (error) {
    if (!CANNOT_SYNC.has(codeOf(error))) throw error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
