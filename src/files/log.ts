import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { LEFT_OUT } from '../stack/log-evidence.js';

/** What a log says of the host stands at its start; what it says of the last run, at its end. */
const END = 256 * 1024;

/** A log, one character a byte, without the middle of a long one; undefined where it cannot be read. */
export function readLogEnds(path: string): string | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return undefined;
    if (stats.size <= 2 * END) return readPart(descriptor, 0, stats.size);
    return `${readPart(descriptor, 0, END)}${LEFT_OUT}${readPart(descriptor, stats.size - END, END)}`;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readPart(descriptor: number, position: number, length: number): string {
  const bytes = Buffer.alloc(length);
  const read = readSync(descriptor, bytes, 0, length, position);
  return bytes.toString('latin1', 0, read);
}
