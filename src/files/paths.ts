import { sep } from 'node:path';

/** A path as people are shown it: from `cwd` where it is below, with forward slashes on every system. */
export function shownPath(absolute: string, cwd: string): string {
  if (absolute === cwd) return '.';
  return withSlashes(isBelow(absolute, cwd) ? absolute.slice(withEnd(cwd).length) : absolute);
}

export function isBelow(absolute: string, folder: string): boolean {
  return absolute.startsWith(withEnd(folder));
}

function withEnd(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}

export function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** Code-unit order, the same on every machine. */
export function byCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
