import { writeSync } from 'node:fs';
import { inPlainWords } from '../files/errors.js';

const sleep = new Int32Array(new SharedArrayBuffer(4));

/** Standard output or standard error took no more. The message says why. */
export class OutputError extends Error {
  constructor(descriptor: number, cause: unknown) {
    const name = descriptor === 1 ? 'output' : 'error';
    super(`standard ${name} could not be written: ${inPlainWords(cause)}`, { cause });
  }
}

/**
 * Writes all of it before it returns, also into a pipe that nobody reads at the moment. A reader that is
 * gone (`| head`) is no error.
 */
function writeAll(descriptor: number, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw new OutputError(descriptor, error);
      Atomics.wait(sleep, 0, 0, 5);
    }
  }
}

let isLineShown = false;

/**
 * Shows a line at the end of the terminal on standard error, in place of the one before, until something else is
 * written, also to standard output: both may go to the same terminal. An empty one only wipes.
 */
export function showLine(line: string): void {
  if (line === '' && !isLineShown) return;
  isLineShown = line !== '';
  writeAll(2, `\r${line}\x1b[K`);
}

/** The report, and nothing else. */
export function toStdout(content: string | Uint8Array): void {
  showLine('');
  writeAll(1, content);
}

/** Warnings, what went wrong. */
export function toStderr(content: string): void {
  showLine('');
  writeAll(2, content);
}
