import type { BigIntStats, Dirent, Stats } from 'node:fs';

/** Why something that is neither a file nor a folder nor a link cannot be read, or undefined. */
export function whyNotAFile(entry: BigIntStats | Dirent | Stats): string | undefined {
  if (entry.isFile() || entry.isDirectory() || entry.isSymbolicLink()) return undefined;
  return `it is ${nameOfKind(entry)}, not a file`;
}

function nameOfKind(entry: BigIntStats | Dirent | Stats): string {
  if (entry.isFIFO()) return 'a FIFO (named pipe)';
  if (entry.isSocket()) return 'a socket';
  return 'a device';
}
