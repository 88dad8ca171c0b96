import { isUtf8 } from 'node:buffer';
import { readFile } from '../files/read.js';
import { DEFAULT_MAX_SIZE } from '../files/max-size.js';
import { sourceOf } from '../languages/index.js';
import { encodingName } from '../run/read-only.js';
import type { Opened, TextRange } from './opened.js';

/** Where an editor shows something else than the file has, since it read it in another encoding. */
export interface Misread {
  /** The first place. */
  readonly at: TextRange;
  /** In which the file is. */
  readonly encoding: string;
}

/**
 * Whether the bytes of a file were lost when the editor read it as UTF-8: in their place are U+FFFD, which is what
 * saving the text would write. Undefined also where the file itself has U+FFFD, or is not there yet.
 */
export function misread(
  { text, language }: Opened,
  absolute: string | undefined,
): Misread | undefined {
  const start = text.indexOf('\uFFFD');
  if (start === -1 || absolute === undefined) return undefined;
  const read = readFile(absolute, DEFAULT_MAX_SIZE);
  if (read.kind !== 'read' || isUtf8(read.bytes)) return undefined;
  const source = sourceOf(absolute, read.bytes, language.id);
  return { at: { start, end: start + 1 }, encoding: encodingName(language.parse(source)) };
}
