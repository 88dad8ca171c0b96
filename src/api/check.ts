import { resolve } from 'node:path';
import { types } from 'node:util';
import { FolderStates } from '../files/in-use.js';
import type { FileReport } from '../report/json-model.js';
import { fileJson } from '../report/json.js';
import {
  checkBytes,
  checkSource,
  NO_PATH,
  tooLarge,
  type CheckOptions,
} from '../run/check-file.js';
import { Source } from '../source/source.js';
import { definite } from './definite.js';
import type { TextOptions } from './model.js';
import { languageOf } from './options.js';
import { OptionError, refuseOther, shown } from './option-error.js';

export const TEXT_OPTIONS: readonly (keyof TextOptions)[] = ['path', 'cwd', 'language'];

export interface Checked {
  readonly report: FileReport;
  /** What fixes made of it, where there were any. */
  readonly fixed: Source | undefined;
}

/**
 * A string is judged as a text in UTF-8; its offsets are UTF-16 units.
 * @throws {OptionError} for what is neither a string nor bytes
 */
export function checkContent(
  content: string | Uint8Array,
  { path, cwd, language }: TextOptions,
  options: CheckOptions,
): Checked {
  refuseOther('string', { path, cwd });
  const place = {
    path: path ?? NO_PATH,
    absolute: path === undefined ? undefined : resolve(cwd ?? '', path),
    language: languageOf(language),
  };
  let fixed: Source | undefined;
  const write = (source: Source): void => void (fixed = source);
  const folders = new FolderStates();
  let report;
  if (typeof content === 'string') {
    const size = Buffer.byteLength(content);
    report =
      size > options.maxSize
        ? tooLarge(place.path, size, options.maxSize)
        : checkSource(place, Source.fromText(content), options, folders, write);
  } else if (types.isUint8Array(content)) {
    report = checkBytes(place, content, options, folders, write);
  } else {
    throw new OptionError(`the text is ${shown(content)}, expected a string or a Uint8Array`);
  }
  return { report: definite(fileJson(report)), fixed };
}
