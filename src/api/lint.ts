import type { FileReport, Finding, Report } from '../report/json-model.js';
import { reportJson } from '../report/json.js';
import { checkOperands } from '../run/check-operands.js';
import { checkContent, TEXT_OPTIONS } from './check.js';
import { definite } from './definite.js';
import { CONFIG_OPTIONS, openConfiguration, told } from './config.js';
import type { ConfigOptions, FixOptions, JudgeOptions, TextOptions } from './model.js';
import { OptionError, refuseOther, shown } from './option-error.js';
import { checkOptions, commonOptions } from './options.js';

export interface LintTextOptions extends JudgeOptions, TextOptions {}

/**
 * What `vmlint --format json --stdin` reports of a text: an element of the report's `files`. Of bytes, offsets
 * count bytes; of a string, UTF-16 units.
 *
 * @throws {OptionError} for an option that does not exist or a value that it cannot have
 * @throws {RuleError} where a rule throws that does not come with vmlint
 */
export function lintText(text: string | Uint8Array, options: LintTextOptions = {}): FileReport {
  return checkContent(text, options, checkOptions(options, 'lint', TEXT_OPTIONS)).report;
}

export interface FixTextOptions extends LintTextOptions, FixOptions {}

export interface FixResult<Text extends string | Uint8Array> {
  /** The fixed text: a string for a string, bytes for bytes. Where there is nothing to fix, what was given. */
  readonly output: Text;
  /** The findings whose fixes were applied; places and edits are those of the text as it was. */
  readonly fixed: readonly Finding[];
  /** The findings that remain, in `output`. */
  readonly remaining: readonly Finding[];
  /** All that was reported. `status` tells whether the file must not be written, and `explanation` why. */
  readonly report: FileReport;
}

/**
 * What `vmlint --fix --stdin` makes of a text. Nothing is written. Bytes that no fix names stay as they are.
 *
 * @throws {OptionError} for an option that does not exist or a value that it cannot have
 * @throws {RuleError} where a rule throws that does not come with vmlint
 */
export function fixText(text: string, options?: FixTextOptions): FixResult<string>;
export function fixText(text: Uint8Array, options?: FixTextOptions): FixResult<Uint8Array>;
export function fixText(
  text: string | Uint8Array,
  options?: FixTextOptions,
): FixResult<string | Uint8Array>;
export function fixText(
  text: string | Uint8Array,
  options: FixTextOptions = {},
): FixResult<string | Uint8Array> {
  const checked = checkContent(text, options, checkOptions(options, 'fix', TEXT_OPTIONS));
  const { report, fixed: source } = checked;
  let output = text;
  if (source !== undefined) {
    if (typeof text === 'string') output = source.text;
    else output = Buffer.isBuffer(text) ? source.bytes : Uint8Array.from(source.bytes);
  }
  return { output, fixed: report.fixed, remaining: report.findings, report };
}

export interface LintFilesOptions extends JudgeOptions, ConfigOptions {
  /** Called with what was left out while walking folders, as broken links, and with exceptions that have ended. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/**
 * What `vmlint --format json` reports of files, folders and globs, with the same configurations and the same files
 * left out. What cannot be read is a file of status `failed`, as is one for which a rule throws.
 *
 * @throws {OptionError} for an option that does not exist or a value that it cannot have
 * @throws {ConfigurationError} where a configuration cannot be used
 */
export async function lintFiles(
  paths: string | readonly string[],
  options: LintFilesOptions = {},
): Promise<Report> {
  const started = performance.now();
  const operands = stringsOf(paths);
  const common = commonOptions(options, 'lint', [...CONFIG_OPTIONS, 'onWarning']);
  const { onWarning } = options;
  refuseOther('function', { onWarning });
  const { cwd, configuration } = await openConfiguration(options);
  const warn = (message: string): void => onWarning?.(message);
  const files = await told(cwd, () =>
    checkOperands(operands, common, { cwd, configuration, warn }),
  );
  const durationMs = performance.now() - started;
  return definite(reportJson({ files, durationMs, diffOnly: false }));
}

function stringsOf(paths: unknown): string[] {
  const list: unknown[] = Array.isArray(paths) ? paths : [paths];
  return list.map((path) => {
    if (typeof path === 'string') return path;
    throw new OptionError(`a path is ${shown(path)}, expected a string`);
  });
}
