import { resolve } from 'node:path';
import { types } from 'node:util';
import { FolderStates } from '../files/in-use.js';
import type { FileReport } from '../report/json-model.js';
import { fileJson } from '../report/json.js';
import type { FileReport as Reported } from '../report/report.js';
import { checkSource, NO_PATH, type CheckOptions } from '../run/check-file.js';
import { ignored, tooLarge } from '../run/unchecked.js';
import { Source } from '../source/source.js';
import { sourceOf } from '../languages/index.js';
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
 * @throws {RuleError} where a rule throws that does not come with vmlint
 */
export function checkContent(
  content: string | Uint8Array,
  { path, cwd, language, config }: TextOptions,
  options: CheckOptions,
): Checked {
  refuseOther('string', { path, cwd });
  if (typeof content !== 'string' && !types.isUint8Array(content)) {
    throw new OptionError(`the text is ${shown(content)}, expected a string or a Uint8Array`);
  }
  const place = {
    path: path ?? NO_PATH,
    absolute: path === undefined ? undefined : resolve(cwd ?? '', path),
    language: languageOf(language),
  };
  let fixed: Source | undefined;
  const report = (): Reported => {
    if (config?.ignoredBy !== undefined) return ignored(place.path, config.ignoredBy);
    const size = typeof content === 'string' ? Buffer.byteLength(content) : content.length;
    if (size > options.maxSize) return tooLarge(place.path, size, options.maxSize);
    const source =
      typeof content === 'string'
        ? Source.fromText(content)
        : sourceOf(path ?? '', content, language);
    return checkSource(place, source, options, new FolderStates(), (now) => void (fixed = now));
  };
  return { report: definite(fileJson(report())), fixed };
}
