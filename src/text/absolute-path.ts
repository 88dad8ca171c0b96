/** From the root of a disk of Windows, of a share, of anything else. */
const ABSOLUTE = /^(?:[A-Za-z]:[\\/]|\\\\|\/)/;

/** Whether a path is right on one host only, whatever system that has. */
export function isAbsolutePath(path: string): boolean {
  return ABSOLUTE.test(path);
}
