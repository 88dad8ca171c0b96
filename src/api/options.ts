import { RECOMMENDED } from '../../rules/index.js';
import { LANGUAGES, type Language, type LanguageId } from '../languages/index.js';
import { NESTED_INTENTS, type Intent } from '../lint/rule.js';
import { DEFAULT_MAX_SIZE } from '../files/max-size.js';
import type { CheckOptions } from '../run/check-file.js';
import { readStack, StackError } from '../stack/read-stack.js';
import { rulesToApply } from './guard.js';
import type { FixOptions, JudgeOptions } from './model.js';
import { OptionError, refuseOther, shown } from './option-error.js';

const JUDGE_OPTIONS: readonly (keyof JudgeOptions)[] = [
  ...(['nested', 'host', 'hostOs', 'hyperv', 'cpu', 'guest', 'under', 'rules'] as const),
  'maxSize',
];
export const FIX_OPTIONS: readonly (keyof FixOptions)[] = ['unsafe', 'assume', 'force'];

/**
 * How to check a text, or all the files of a run. This is where a configuration file will come in: what it says
 * are the defaults of the options.
 *
 * @param others names that the caller takes besides
 * @throws {OptionError}
 */
export function checkOptions(
  given: JudgeOptions & FixOptions,
  mode: 'lint' | 'fix',
  others: readonly string[],
): CheckOptions {
  refuseUnknown(given, [...JUDGE_OPTIONS, ...(mode === 'fix' ? FIX_OPTIONS : []), ...others]);
  const { rules = RECOMMENDED, maxSize = DEFAULT_MAX_SIZE } = given;
  if (typeof maxSize !== 'number' || !(maxSize >= 0)) {
    throw new OptionError(`maxSize is ${shown(maxSize)}, expected a number of bytes`);
  }
  return {
    rules: rulesToApply(rules),
    intent: intentOf(given),
    mode,
    unsafe: flag(given, 'unsafe', false),
    assume: flag(given, 'assume', true),
    force: flag(given, 'force', false),
    backup: false,
    maxSize,
    excerpts: false,
  };
}

/** @throws {OptionError} for a language that does not exist */
export function languageOf(id: LanguageId | undefined): Language | undefined {
  if (id === undefined) return undefined;
  const asked: string = id;
  const language = LANGUAGES.find((known) => known.id === asked);
  if (language !== undefined) return language;
  const ids = LANGUAGES.map((known) => known.id).join(', ');
  throw new OptionError(`unknown language ${shown(id)}, expected one of ${ids}`);
}

function intentOf(given: JudgeOptions): Intent {
  const { nested, host, hostOs, hyperv, cpu, guest, under } = given;
  if (nested !== undefined && !NESTED_INTENTS.includes(nested)) {
    const known = NESTED_INTENTS.join(', ');
    throw new OptionError(`unknown nested ${shown(nested)}, expected one of ${known}`);
  }
  const texts = { host, hostOs, hyperv, cpu, guest, under };
  refuseOther('string', texts);
  try {
    return {
      nested: nested ?? 'require',
      stated: nested !== undefined || guest !== undefined,
      byCommandLine: nested !== undefined,
      given: readStack(texts),
    };
  } catch (error) {
    if (error instanceof StackError) throw new OptionError(`${error.part}: ${error.message}`);
    throw error;
  }
}

function refuseUnknown(given: object, names: readonly string[]): void {
  if (typeof given !== 'object' || (given as unknown) === null) {
    throw new OptionError(`the options are ${shown(given)}, expected an object`);
  }
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new OptionError(`unknown option ${shown(unknown)}, expected one of ${names.join(', ')}`);
}

function flag(given: FixOptions, name: keyof FixOptions, byDefault: boolean): boolean {
  const value = given[name] ?? byDefault;
  if (typeof value === 'boolean') return value;
  throw new OptionError(`${name} is ${shown(value)}, expected true or false`);
}
