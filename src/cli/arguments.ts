import yargs, { type Argv } from 'yargs';
import { NESTED_INTENTS, type NestedIntent } from '../lint/rule.js';
import { UsageError } from './usage-error.js';

export const DEFAULT_MAX_SIZE = 32 * 1024 * 1024;

export interface LintArguments {
  readonly paths: readonly string[];
  readonly fix: boolean;
  readonly unsafe: boolean;
  readonly diff: boolean;
  readonly backup: boolean;
  readonly assume: boolean;
  readonly nested: NestedIntent | undefined;
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
  readonly force: boolean;
}

/** What a command line asks for. `text` is to be printed and that is all (help, version, completion). */
export type Invocation =
  | { readonly command: 'lint'; readonly arguments: LintArguments }
  | { readonly command: 'ast'; readonly path: string; readonly maxSize: number }
  | { readonly command: 'explain'; readonly what: string; readonly color: LintArguments['color'] }
  | {
      readonly command: 'rules';
      readonly format: 'pretty' | 'json';
      readonly language: string | undefined;
    }
  | { readonly command: 'text'; readonly text: string };

const COLORS = ['auto', 'always', 'never'] as const;

/** @throws {UsageError} for anything that the contract does not name. */
export async function parseArguments(
  argv: readonly string[],
  version: string,
): Promise<Invocation> {
  let invocation: Invocation | undefined;
  const program = yargs([...argv])
    .scriptName('vmlint')
    .usage(
      '$0 [lint] [paths..]\n\nLints, fixes and explains configuration files of virtual machines.',
    )
    .parserConfiguration({
      'boolean-negation': false,
      'dot-notation': false,
      'greedy-arrays': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'strip-aliased': true,
    })
    .command(
      ['lint [paths..]', '$0'],
      'Lint files, folders and globs (default: the current folder)',
      lintOptions,
      (parsed) => {
        invocation = { command: 'lint', arguments: lintArguments(parsed) };
      },
    )
    .command(
      'ast <path>',
      'Print the tree of a file as JSON',
      (command) =>
        command
          .positional('path', { type: 'string', demandOption: true })
          .option('max-size', { ...MAX_SIZE }),
      (parsed) => {
        const maxSize = count('max-size', single(parsed['max-size']));
        invocation = { command: 'ast', path: parsed.path, maxSize };
      },
    )
    .command(
      'explain <what..>',
      'Explain a rule, a setting, or an error message of a product',
      (command) =>
        command
          .positional('what', { type: 'string', array: true, demandOption: true })
          .option('color', { ...COLOR }),
      (parsed) => {
        const what = parsed['what'].join(' ');
        invocation = { command: 'explain', what, color: single(parsed['color']) as 'auto' };
      },
    )
    .command(
      'rules',
      'List the rules',
      (command) =>
        command
          .option('format', {
            choices: ['pretty', 'json'] as const,
            default: 'pretty',
            describe: 'How to print the list',
          })
          .option('language', {
            type: 'string',
            requiresArg: true,
            describe: 'Only rules of this language',
          }),
      (parsed) => {
        invocation = {
          command: 'rules',
          format: single(parsed['format']) as 'pretty',
          language: single(parsed['language']) as string | undefined,
        };
      },
    )
    .completion('completion', 'Print a script for shell completion')
    .strict()
    .version(version)
    .help()
    .exitProcess(false)
    .showHelpOnFail(false)
    .fail((message, error) => {
      throw (error as Error | undefined) ?? new UsageError(message);
    });
  let text = '';
  try {
    await program.parse([...argv], {}, (error, _parsed, output) => {
      if (error) throw error;
      text = output;
    });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // yargs reports bad usage with errors of its own.
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
  return invocation ?? { command: 'text', text: `${text}\n` };
}

const MAX_SIZE = {
  type: 'string',
  requiresArg: true,
  default: String(DEFAULT_MAX_SIZE),
  defaultDescription: '32 MiB',
  describe: 'Skip files of more bytes than this',
} as const;

const COLOR = {
  choices: COLORS,
  default: 'auto',
  describe: 'Colours (NO_COLOR and FORCE_COLOR are honoured)',
} as const;

function lintOptions(command: Argv): Argv {
  const flag = (describe: string) => ({ type: 'boolean', default: false, describe }) as const;
  return command
    .positional('paths', { type: 'string', array: true, describe: 'Files, folders and globs' })
    .options({
      fix: flag('Apply safe fixes, list each change, and report what remains'),
      unsafe: flag('With --fix or --diff: also fixes that are not safe'),
      diff: flag('Write nothing; print what --fix would change, and what would remain'),
      backup: flag('With --fix: keep what a file was as NAME.bak'),
      'no-assume': flag('Leave fixes that are right only for an intent that nobody stated'),
      nested: {
        choices: NESTED_INTENTS,
        describe: 'Whether the VMs are to run hypervisors (default: require)',
      },
      stdin: flag('Read one file from standard input'),
      'stdin-filename': {
        type: 'string',
        requiresArg: true,
        describe: 'The path that the text from standard input has',
      },
      'no-config': flag('Read no configuration files'),
      format: {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'Report as pretty, compact or json, =FILE to write it there; repeatable',
      },
      quiet: flag('Show errors only'),
      'max-warnings': {
        type: 'string',
        requiresArg: true,
        describe: 'Fail if there are more warnings than this',
      },
      'exit-zero': flag('Exit with 0 also where findings remain'),
      color: { ...COLOR },
      'max-size': { ...MAX_SIZE },
      force: flag('Fix also where a lock says that the VM is in use'),
    });
}

function lintArguments(parsed: Record<string, unknown>): LintArguments {
  const nested = single(parsed['nested']) as NestedIntent | undefined;
  const flag = (name: string): boolean => single(parsed[name]) === true;
  const maxWarnings = single(parsed['max-warnings']);
  const result: LintArguments = {
    paths: ((parsed['paths'] as string[] | undefined) ?? []).map(String),
    fix: flag('fix'),
    unsafe: flag('unsafe'),
    diff: flag('diff'),
    backup: flag('backup'),
    assume: !flag('no-assume'),
    nested,
    stdin: flag('stdin'),
    stdinFilename: single(parsed['stdin-filename']) as string | undefined,
    format: ((parsed['format'] as string[] | undefined) ?? []).map(String),
    quiet: flag('quiet'),
    maxWarnings: maxWarnings === undefined ? Infinity : count('max-warnings', maxWarnings),
    exitZero: flag('exit-zero'),
    color: single(parsed['color']) as LintArguments['color'],
    maxSize: count('max-size', single(parsed['max-size'])),
    force: flag('force'),
  };
  refuseContradictions(result);
  return result;
}

function refuseContradictions(given: LintArguments): void {
  const refuse = (condition: boolean, message: string): void => {
    if (condition) throw new UsageError(message);
  };
  refuse(given.fix && given.diff, '--fix writes and --diff writes nothing: give one of them');
  refuse(given.unsafe && !given.fix && !given.diff, '--unsafe needs --fix or --diff');
  refuse(given.backup && !given.fix, '--backup needs --fix');
  refuse(
    given.stdin && given.paths.length > 0,
    '--stdin reads the text from standard input: give no paths',
  );
  refuse(given.stdin && given.backup, '--backup has no file to keep with --stdin');
  refuse(given.stdinFilename !== undefined && !given.stdin, '--stdin-filename needs --stdin');
}

/** The last of an option that was given more than once. */
function single(value: unknown): unknown {
  return Array.isArray(value) ? value.at(-1) : value;
}

function count(option: string, value: unknown): number {
  const text = String(value);
  if (!/^\d+$/.test(text)) {
    throw new UsageError(`--${option} takes a whole number, not "${text}"`);
  }
  return Number(text);
}
