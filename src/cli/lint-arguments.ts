import type { NestedIntent } from '../lint/rule.js';
import { readStack, StackError } from '../stack/read-stack.js';
import type { Stack } from '../stack/stack.js';
import { COMMANDS, LINT_OPTIONS } from './options.js';
import { UsageError } from './usage-error.js';

/** What decides which rules and which intent hold for a file, besides configurations. */
export interface EffectiveArguments {
  readonly nested: NestedIntent | undefined;
  /** What was said about the host and about what runs inside. */
  readonly stack: Partial<Stack>;
  /** `ID=SEVERITY` */
  readonly rules: readonly string[];
  readonly presets: readonly string[];
  /** The only configuration to read. */
  readonly config: string | undefined;
  /** Whether to read configurations. */
  readonly useConfig: boolean;
  readonly plugins: readonly string[];
}

export interface LintArguments extends EffectiveArguments {
  readonly paths: readonly string[];
  readonly fix: boolean;
  readonly unsafe: boolean;
  readonly diff: boolean;
  readonly backup: boolean;
  readonly assume: boolean;
  /** Where the script goes that makes fixes with the commands of Hyper-V. */
  readonly fixScript: string | undefined;
  /** Whether containers of Hyper-V may be written. */
  readonly vmcxInPlace: boolean;
  readonly stdin: boolean;
  readonly stdinFilename: string | undefined;
  readonly format: readonly string[];
  readonly quiet: boolean;
  /** Infinity: any number. */
  readonly maxWarnings: number;
  readonly exitZero: boolean;
  readonly color: 'auto' | 'always' | 'never';
  /** Bytes. */
  readonly maxSize: number;
  /** Whether answers are kept, and where. */
  readonly cache: boolean;
  readonly cacheLocation: string;
  /** How many threads; undefined: as many as are worth it. */
  readonly jobs: number | undefined;
  readonly force: boolean;
  /** Whether to say where the time went. */
  readonly timing: boolean;
}

/**
 * The arguments of a command line that is nothing but paths, as the commonest one is: loading yargs takes a
 * tenth of the time of a run. Undefined for any other command line.
 */
export function plainPaths(argv: readonly string[]): LintArguments | undefined {
  const [first = ''] = argv;
  if (COMMANDS.includes(first)) return undefined;
  if (argv.some((word) => word === '' || word.startsWith('-'))) return undefined;
  const defaults = Object.entries(LINT_OPTIONS).flatMap(([name, option]) =>
    'default' in option ? [[name, option.default]] : [],
  );
  return lintArguments({
    ...(Object.fromEntries(defaults) as Record<string, unknown>),
    paths: argv,
  });
}

/** The arguments of `lint` as yargs has parsed them. @throws {UsageError} where they contradict each other */
export function lintArguments(parsed: Record<string, unknown>): LintArguments {
  const isSet = (name: string): boolean => single(parsed[name]) === true;
  const maxWarnings = single(parsed['max-warnings']);
  const jobs = single(parsed['jobs']);
  const result: LintArguments = {
    paths: ((parsed['paths'] as string[] | undefined) ?? []).map(String),
    fix: isSet('fix'),
    unsafe: isSet('unsafe'),
    diff: isSet('diff'),
    backup: isSet('backup'),
    assume: !isSet('no-assume'),
    fixScript: single(parsed['fix-script']) as string | undefined,
    vmcxInPlace: isSet('vmcx-in-place'),
    ...effectiveArguments(parsed),
    stdin: isSet('stdin'),
    stdinFilename: single(parsed['stdin-filename']) as string | undefined,
    format: all(parsed['format']),
    quiet: isSet('quiet'),
    maxWarnings: maxWarnings === undefined ? Infinity : count('max-warnings', maxWarnings),
    exitZero: isSet('exit-zero'),
    color: single(parsed['color']) as LintArguments['color'],
    maxSize: count('max-size', single(parsed['max-size'])),
    force: isSet('force'),
    timing: isSet('timing'),
    cache: isSet('cache'),
    cacheLocation: single(parsed['cache-location']) as string,
    jobs: jobs === undefined ? undefined : Math.max(1, count('jobs', jobs)),
  };
  refuseContradictions(result);
  return result;
}

/** @throws {UsageError} where they contradict each other */
export function effectiveArguments(parsed: Record<string, unknown>): EffectiveArguments {
  const config = single(parsed['config']) as string | undefined;
  const useConfig = single(parsed['no-config']) !== true;
  if (config === '') throw new UsageError('--config lacks the name of the file');
  if (config !== undefined && !useConfig) {
    throw new UsageError('--config names a configuration and --no-config reads none: give one');
  }
  return {
    nested: single(parsed['nested']) as NestedIntent | undefined,
    stack: stackArguments(parsed),
    rules: all(parsed['rule']),
    presets: all(parsed['preset']),
    config,
    useConfig,
    plugins: all(parsed['plugin']),
  };
}

/** What the options of a stack say. @throws {UsageError} for a name that is not known */
export function stackArguments(parsed: Record<string, unknown>): Partial<Stack> {
  const text = (option: string): string | undefined => single(parsed[option]) as string | undefined;
  try {
    return readStack({
      host: text('host'),
      hostOs: text('host-os'),
      hyperv: text('hyperv'),
      cpu: text('cpu'),
      guest: text('guest'),
      under: text('under'),
    });
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    const option = error.part === 'hostOs' ? 'host-os' : error.part;
    throw new UsageError(`--${option}: ${error.message}`);
  }
}

function refuseContradictions(given: LintArguments): void {
  const refuse = (condition: boolean, message: string): void => {
    if (condition) throw new UsageError(message);
  };
  refuse(given.fix && given.diff, '--fix writes and --diff writes nothing: give one of them');
  refuse(given.unsafe && !given.fix && !given.diff, '--unsafe needs --fix or --diff');
  refuse(given.backup && !given.fix, '--backup needs --fix');
  refuseHypervContradictions(given);
  refuseStdinContradictions(given);
}

function refuseHypervContradictions(given: LintArguments): void {
  const { fixScript, vmcxInPlace } = given;
  if (vmcxInPlace && given.diff) {
    throw new UsageError(
      '--vmcx-in-place changes bytes, which --diff cannot show: give one of them',
    );
  }
  if (vmcxInPlace && !(given.fix && given.unsafe)) {
    throw new UsageError('--vmcx-in-place needs --fix --unsafe');
  }
  if (vmcxInPlace && given.stdin) {
    throw new UsageError('--vmcx-in-place has no file to keep with --stdin');
  }
  if (fixScript === undefined) return;
  if (!/[^/\\]\.ps1$/i.test(fixScript)) {
    throw new UsageError(
      `--fix-script takes the name of a file that ends in .ps1, not "${fixScript}"`,
    );
  }
  if (given.stdin && given.stdinFilename === undefined) {
    throw new UsageError('--fix-script has to know where the file is: give --stdin-filename');
  }
}

/** What contradicts itself in any command that reads paths or standard input. @throws {UsageError} */
export function refuseStdinContradictions(
  given: Pick<LintArguments, 'paths' | 'stdin' | 'stdinFilename' | 'backup'>,
): void {
  if (given.paths.includes('')) throw new UsageError('one of the paths is empty');
  if (given.stdin && given.paths.length > 0) {
    throw new UsageError('--stdin reads the text from standard input: give no paths');
  }
  if (given.stdin && given.backup) {
    throw new UsageError('--backup has no file to keep with --stdin');
  }
  if (given.stdinFilename !== undefined && !given.stdin) {
    throw new UsageError('--stdin-filename needs --stdin');
  }
}

/** The last of an option that was given more than once. */
export function single(value: unknown): unknown {
  return Array.isArray(value) ? value.at(-1) : value;
}

/** Every value of an option that may be given more than once. */
export function all(value: unknown): string[] {
  return ((value as unknown[] | undefined) ?? []).map(String);
}

export function count(option: string, value: unknown): number {
  const text = String(value);
  if (!/^\d+$/.test(text)) {
    throw new UsageError(`--${option} takes a whole number, not "${text}"`);
  }
  return Number(text);
}
