import { accessSync, constants, lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { codeOf, inPlainWords } from './errors.js';
import { readFile, stampOf, type FileStamp } from './read.js';
import { syncFolder, TemporaryFile } from './temporary-file.js';

export type RefusalReason =
  | 'changed-on-disk'
  | 'hard-link'
  | 'read-only-file'
  | 'not-writable'
  | 'cannot-keep-owner'
  | 'no-space'
  | 'failed';

/** A file was left as it is, or the disk did not confirm the new one. The message says why and what to do, without the path. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused';

  constructor(
    readonly reason: RefusalReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface ReadBefore {
  readonly bytes: Uint8Array;
  readonly stamp: FileStamp;
}

export interface WriteOptions {
  /** Keep what was read as `NAME.bak` beside the file, or as `NAME.bak.1` and so on where there is one. */
  readonly backup: boolean;
  /** Read what was written, and fail where it is anything else. */
  readonly readBack?: boolean;
}

/**
 * Gives a file new content in one step: whenever the process is killed, the file is the old or the new one.
 * Throws WriteRefused, with the file untouched (or, if its message says so, written but not confirmed by the
 * disk). A killed process may leave a `.NAME.vmlint-*.tmp` behind.
 *
 * @returns the absolute path of the backup
 */
export function writeAtomically(
  absolute: string,
  bytes: Uint8Array,
  read: ReadBefore,
  options: WriteOptions,
): string | undefined {
  const temporaryFiles: TemporaryFile[] = [];
  let target: string;
  let backupName: string | undefined;
  try {
    target = realpathSync.native(absolute);
    const ownership = requireReplaceable(target, read.stamp);
    const prepare = (path: string, content: Uint8Array): TemporaryFile => {
      const file = new TemporaryFile(path);
      temporaryFiles.push(file);
      if (!file.fill(content, ownership)) throw cannotKeepOwner(ownership);
      return file;
    };
    if (options.backup) backupName = freeBackupName(target);
    const backup = backupName === undefined ? undefined : prepare(backupName, read.bytes);
    const replacement = prepare(target, bytes);
    requireUnchanged(absolute, target, read, ownership);
    if (backup !== undefined) placeBackup(backup);
    try {
      replacement.place();
    } catch (error) {
      // Where a program holds the file, each further run would leave one more copy of it. But over a network, a rename
      // that failed may have been done.
      if (holds(target, read.bytes)) backup?.takeBack();
      throw error;
    }
  } catch (error) {
    throw error instanceof WriteRefused ? error : refusalOf(error);
  } finally {
    for (const file of temporaryFiles) file.discard();
  }
  confirm(dirname(target));
  if (options.readBack === true) requireContent(target, bytes, backupName);
  return backupName;
}

function holds(target: string, bytes: Uint8Array): boolean {
  const now = readFile(target, bytes.length);
  return now.kind === 'read' && now.bytes.equals(bytes);
}

function requireContent(target: string, bytes: Uint8Array, backup: string | undefined): void {
  if (holds(target, bytes)) return;
  const what = 'it was written, but what is read back is not what was written';
  const kept = backup === undefined ? '' : `; what it was is in ${basename(backup)}`;
  throw new WriteRefused('failed', what + kept);
}

/** An older backup may be the only original, so it is never replaced. */
function freeBackupName(target: string): string {
  const name = `${target}.bak`;
  if (!isThere(name)) return name;
  let number = 1;
  while (isThere(`${name}.${number}`)) number++;
  return `${name}.${number}`;
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function placeBackup(backup: TemporaryFile): void {
  try {
    backup.place();
  } catch (error) {
    const what = 'nothing was written, because the backup (NAME.bak) cannot be';
    throw new WriteRefused('failed', `${what}: ${inPlainWords(error)}`, { cause: error });
  }
}

function confirm(folder: string): void {
  try {
    syncFolder(folder);
  } catch (error) {
    const what = 'it was written, but the disk did not confirm it';
    throw new WriteRefused('failed', `${what}: ${inPlainWords(error)}`, { cause: error });
  }
}

function requireReplaceable(target: string, read: FileStamp): FileStamp {
  const now = stampOf(statSync(target));
  if (!isSameState(now, read)) throw changedOnDisk();
  if (now.nlink > 1) throw hardLinked(now.nlink);
  if ((now.mode & 0o222) === 0) throw writeProtected();
  requireWritable(target);
  return now;
}

/** Asked right before the rename: what someone else wrote meanwhile is not ours to drop. */
function requireUnchanged(
  absolute: string,
  target: string,
  read: ReadBefore,
  ownership: FileStamp,
): void {
  if (realpathSync.native(absolute) !== target) throw changedOnDisk();
  const now = readFile(target, read.bytes.length);
  if (now.kind !== 'read' || !isSameState(now.stamp, read.stamp)) throw changedOnDisk();
  if (!now.bytes.equals(read.bytes)) throw changedOnDisk();
  const { mode, uid, gid } = now.stamp;
  if (mode !== ownership.mode || uid !== ownership.uid || gid !== ownership.gid) {
    throw changedOnDisk();
  }
  if (now.stamp.nlink > 1) throw hardLinked(now.stamp.nlink);
}

function isSameState(left: FileStamp, right: FileStamp): boolean {
  return (
    left.dev === right.dev &&
    left.ino === right.ino &&
    left.size === right.size &&
    left.mtimeMs === right.mtimeMs
  );
}

function requireWritable(target: string): void {
  try {
    accessSync(target, constants.W_OK);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw changedOnDisk();
    throw notWritable(error);
  }
}

function changedOnDisk(): WriteRefused {
  const message = 'it changed on disk after it was read, so nothing was written; run vmlint again';
  return new WriteRefused('changed-on-disk', message);
}

function hardLinked(links: number): WriteRefused {
  const found = `it has ${String(links)} names (hard links), which replacing it would part`;
  const wayOut = 'copy it, put the copy in its place, and run vmlint again';
  return new WriteRefused('hard-link', `${found}; ${wayOut}`);
}

function writeProtected(): WriteRefused {
  const wayOut =
    process.platform === 'win32' ? 'clear its read-only attribute' : 'allow it first (`chmod u+w`)';
  return new WriteRefused('read-only-file', `it is write-protected; ${wayOut}`);
}

function notWritable(error: unknown): WriteRefused {
  return new WriteRefused('not-writable', `it cannot be written: ${inPlainWords(error)}`, {
    cause: error,
  });
}

function cannotKeepOwner({ uid, gid }: FileStamp): WriteRefused {
  const kept = `its owner, group and mode (user ${String(uid)}, group ${String(gid)})`;
  const message = `replacing it would not keep ${kept}; run vmlint as its owner or as root`;
  return new WriteRefused('cannot-keep-owner', message);
}

const NO_SPACE: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const NOT_PERMITTED: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'EROFS']);

function refusalOf(error: unknown): WriteRefused {
  const code = codeOf(error);
  if (code === 'ENOENT') return changedOnDisk();
  if (NOT_PERMITTED.has(code)) return notWritable(error);
  const reason = NO_SPACE.has(code) ? 'no-space' : 'failed';
  return new WriteRefused(reason, `nothing was written: ${inPlainWords(error)}`, { cause: error });
}
