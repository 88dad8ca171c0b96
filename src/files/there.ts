import { lstatSync } from 'node:fs';

/** Whether a path names something, be it a link to nothing. What cannot be asked is not there. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
