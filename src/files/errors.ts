import { lstatSync } from 'node:fs';

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder: a part of the path is a file, not a folder',
  EACCES: 'permission denied; check the owner and mode of it and of the folders above it',
  EPERM:
    'the system does not permit it; check its owner, its attributes and the folder, and whether another program holds it',
  EISDIR: 'it is a folder, not a file',
  ELOOP: 'too many symbolic links: it, or a folder above it, links back to itself',
  ENAMETOOLONG: 'the path, or a name in it, is longer than the file system allows',
  EBUSY: 'another program holds it; close that program and try again',
  EMFILE: 'too many files are open; raise the limit (`ulimit -n`)',
  ENFILE: 'too many files are open on this machine; close some programs and try again',
  EROFS: 'the file system is mounted read-only',
  ENOSPC: 'no space is left on the file system; free some and try again',
  EDQUOT: 'the disk quota is used up; free some space and try again',
  EFBIG: 'it would be larger than the limit for files here; raise the limit (`ulimit -f`)',
  EIO: 'the disk reported an error; check the disk and the connection to it',
  ESTALE: 'it is gone from the network share; mount the share again',
  ERR_INVALID_ARG_VALUE: 'a path cannot contain a NUL character',
};

export function codeOf(error: unknown): string | undefined {
  const code = partOf(error, 'code');
  return typeof code === 'string' ? code : undefined;
}

/** What the system said, in words that name the way out; without the path, which reports show anyway. */
export function inPlainWords(error: unknown): string {
  const words = WORDS[codeOf(error) ?? ''];
  if (words !== undefined) return words;
  const message = partOf(error, 'message');
  return typeof message === 'string' ? message : String(error);
}

/** `instanceof Error` fails for errors of another realm, such as those of node:fs under a test runner. */
function partOf(error: unknown, name: 'code' | 'message'): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}

export const NOT_UTF8 = 'its name is not valid UTF-8, so it cannot be opened; rename it';

/** The same for a path that could not be opened: a link to nothing is no missing file. */
export function whyNotFound(path: string, error: unknown): string {
  if (codeOf(error) !== 'ENOENT') return inPlainWords(error);
  if (isLink(path)) return 'broken link: the file it points to does not exist';
  // Node.js puts this character in place of bytes that are no UTF-8.
  return path.includes('\uFFFD') ? `no such file or folder, or ${NOT_UTF8}` : inPlainWords(error);
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}
