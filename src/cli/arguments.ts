import { isAbsolute } from 'node:path';
import yargs, { type Argv } from 'yargs';
import { completions } from './completions.js';
import {
  AST_OPTIONS,
  CONFIG_OPTIONS,
  EXPLAIN_OPTIONS,
  INIT_OPTIONS,
  INSPECT_OPTIONS,
  LINT_OPTIONS,
  RULES_OPTIONS,
  SETTINGS_OPTIONS,
  STACK_OPTIONS,
} from './options.js';
import type { ConfigArguments } from './config-command.js';
import type { InitArguments } from './init-command.js';
import {
  all,
  count,
  effectiveArguments,
  lintArguments,
  single,
  type LintArguments,
} from './lint-arguments.js';
import type { ExplainArguments } from './explain-command.js';
import type { RulesArguments } from './rules-command.js';
import type { InspectArguments } from './inspect-command.js';
import type { StackArguments } from './stack-command.js';
import { UsageError } from './usage-error.js';

/** What a command line asks for. `text` is to be printed and that is all (help, version, completion). */
export type Invocation =
  | { readonly command: 'lint'; readonly arguments: LintArguments }
  | { readonly command: 'inspect'; readonly given: InspectArguments }
  | { readonly command: 'ast'; readonly path: string; readonly maxSize: number }
  | { readonly command: 'explain'; readonly given: ExplainArguments }
  | { readonly command: 'rules'; readonly given: RulesArguments }
  | {
      readonly command: 'settings';
      readonly format: 'pretty' | 'json';
      readonly language: string | undefined;
    }
  | { readonly command: 'stack'; readonly given: StackArguments }
  | { readonly command: 'config'; readonly given: ConfigArguments }
  | { readonly command: 'init'; readonly given: InitArguments }
  | { readonly command: 'text'; readonly text: string };

/** @throws {UsageError} for anything that the contract does not name. */
export async function parseArguments(
  given: readonly string[],
  version: string,
): Promise<Invocation> {
  const asked = given.indexOf('--get-yargs-completions');
  if (asked !== -1) return { command: 'text', text: completions(given.slice(asked + 1)) };
  const argv = withoutSpecialOperands(given);
  let invocation: Invocation | undefined;
  const program = yargs(argv)
    .scriptName('vmlint')
    .usage(
      '$0 [lint] [paths..]\n\nLints, fixes and explains configuration files of virtual machines.',
    )
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
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
      'inspect <paths..>',
      'Say in a row what each VM is, and whether hypervisors can run in it',
      (command) =>
        command
          .positional('paths', { type: 'string', array: true, demandOption: true })
          .options({ ...INSPECT_OPTIONS }),
      (parsed) => {
        invocation = {
          command: 'inspect',
          given: {
            ...effectiveArguments(parsed),
            paths: parsed.paths.map(String),
            format: single(parsed['format']) as 'table',
            maxSize: count('max-size', single(parsed['max-size'])),
            color: single(parsed['color']) as 'auto',
          },
        };
      },
    )
    .command(
      'ast <path>',
      'Print the tree of a file as JSON',
      (command) =>
        command
          .positional('path', { type: 'string', demandOption: true })
          .options({ ...AST_OPTIONS }),
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
          .options({ ...EXPLAIN_OPTIONS }),
      (parsed) => {
        invocation = {
          command: 'explain',
          given: {
            what: parsed['what'].join(' '),
            plugins: all(parsed['plugin']),
            color: single(parsed['color']) as 'auto',
          },
        };
      },
    )
    .command(
      'settings',
      'List the settings that are known',
      (command) => command.options({ ...SETTINGS_OPTIONS }),
      (parsed) => {
        invocation = {
          command: 'settings',
          format: single(parsed['format']) as 'pretty',
          language: single(parsed['language']) as string | undefined,
        };
      },
    )
    .command(
      'stack',
      'Say which hypervisor runs in which, and what it takes',
      (command) => command.options({ ...STACK_OPTIONS }),
      (parsed) => {
        const text = (name: string): string | undefined =>
          single(parsed[name]) as string | undefined;
        invocation = {
          command: 'stack',
          given: {
            host: text('host'),
            hostOs: text('host-os'),
            hyperv: text('hyperv'),
            cpu: text('cpu'),
            guest: text('guest'),
            under: text('under'),
            language: text('language'),
            format: text('format') as 'pretty',
          },
        };
      },
    )
    .command(
      'rules',
      'List the rules',
      (command) => command.options({ ...RULES_OPTIONS }),
      (parsed) => {
        invocation = {
          command: 'rules',
          given: {
            format: single(parsed['format']) as 'pretty',
            language: single(parsed['language']) as string | undefined,
            plugins: all(parsed['plugin']),
          },
        };
      },
    )
    .command(
      'config <path>',
      'Print what holds for a file, and where each value comes from',
      (command) =>
        command
          .positional('path', { type: 'string', demandOption: true })
          .options({ ...CONFIG_OPTIONS }),
      (parsed) => {
        invocation = {
          command: 'config',
          given: {
            ...effectiveArguments(parsed),
            path: parsed.path,
            format: single(parsed['format']) as 'pretty',
            color: single(parsed['color']) as 'auto',
          },
        };
      },
    )
    .command(
      'init',
      'Write a configuration that states what the VMs here are for',
      (command) => command.options({ ...INIT_OPTIONS }),
      (parsed) => {
        const { nested, stack } = effectiveArguments(parsed);
        invocation = { command: 'init', given: { nested, stack } };
      },
    )
    .command('completion', 'Print a script for shell completion', {}, () => {
      program.showCompletionScript();
    })
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
    await program.parse(argv, {}, (error, _parsed, output) => {
      if (error) throw error;
      text = output;
    });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // yargs reports bad usage with errors of its own.
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
  return invocation ?? { command: 'text', text };
}

function lintOptions(command: Argv): Argv {
  return command
    .positional('paths', { type: 'string', array: true, describe: 'Files, folders and globs' })
    .options({ ...LINT_OPTIONS });
}

/**
 * What stands behind `--`, and a lone `-`, are paths, whatever they look like: written as `./…` they need no
 * rule of their own.
 */
function withoutSpecialOperands(argv: readonly string[]): string[] {
  const separator = argv.indexOf('--');
  const before = separator === -1 ? argv : argv.slice(0, separator);
  const behind = separator === -1 ? [] : argv.slice(separator + 1);
  const isText = before[0] === 'explain';
  const asPath = (operand: string): string =>
    isText || operand === '' || isAbsolute(operand) ? operand : `./${operand}`;
  return [...before.map((word) => (word === '-' ? asPath(word) : word)), ...behind.map(asPath)];
}
