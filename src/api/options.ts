import { RECOMMENDED } from '../../rules/index.js';
import { allLanguages, type Language, type LanguageId } from '../languages/index.js';
import { NESTED_INTENTS, type Intent } from '../lint/rule.js';
import { DEFAULT_MAX_SIZE } from '../files/max-size.js';
import type { CheckOptions } from '../run/check-file.js';
import type { CommonOptions } from '../run/own-options.js';
import { readStack, StackError } from '../stack/read-stack.js';
import type { Stack } from '../stack/stack.js';
import { isConfigured } from './configured.js';
import { rulesToApply } from './guard.js';
import type { FileConfig, FixOptions, JudgeOptions } from './model.js';
import { OptionError, refuseOther, shown } from './option-error.js';

const INTENT_OPTIONS = ['nested', 'host', 'hostOs', 'hyperv', 'cpu', 'guest', 'under'] as const;
const JUDGE_OPTIONS: readonly (keyof JudgeOptions)[] = [...INTENT_OPTIONS, 'rules', 'maxSize'];
export const FIX_OPTIONS: readonly (keyof FixOptions)[] = ['unsafe', 'assume', 'force'];

/**
 * How to check a text.
 * @param others names that the caller takes besides
 * @throws {OptionError}
 */
export function checkOptions(
  given: JudgeOptions & FixOptions & { readonly config?: FileConfig | undefined },
  mode: 'lint' | 'fix',
  others: readonly string[],
): CheckOptions {
  const common = commonOptions(given, mode, ['config', ...others]);
  const { config } = given;
  if (config === undefined) {
    return { rules: RECOMMENDED, intent: intentOf(given), ...common };
  }
  if (!isConfigured(config)) {
    throw new OptionError(`config is ${shown(config)}, expected what configFor gives`);
  }
  const besides = INTENT_OPTIONS.find((name) => given[name] !== undefined);
  if (besides !== undefined) {
    throw new OptionError(`${besides} is given beside config: give it to configFor`);
  }
  return { rules: config.rules, intent: config.intent, ...common };
}

/** What holds for all files of a run, whatever configurations say of them. @throws {OptionError} */
export function commonOptions(
  given: JudgeOptions & FixOptions,
  mode: 'lint' | 'fix',
  others: readonly string[],
): CommonOptions {
  refuseUnknown(given, [...JUDGE_OPTIONS, ...(mode === 'fix' ? FIX_OPTIONS : []), ...others]);
  const { rules, maxSize = DEFAULT_MAX_SIZE } = given;
  if (typeof maxSize !== 'number' || !(maxSize >= 0)) {
    throw new OptionError(`maxSize is ${shown(maxSize)}, expected a number of bytes`);
  }
  return {
    ...(rules !== undefined && { rules: rulesToApply(rules) }),
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
  const language = allLanguages().find((known) => known.id === asked);
  if (language !== undefined) return language;
  const ids = allLanguages()
    .map((known) => known.id)
    .join(', ');
  throw new OptionError(`unknown language ${shown(id)}, expected one of ${ids}`);
}

/** What the options say the VMs are for. @throws {OptionError} for a name that is not known */
export function intentOf(given: JudgeOptions): Intent & { readonly given: Partial<Stack> } {
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

export function refuseUnknown(given: object, names: readonly string[]): void {
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
