import {
  count,
  effectiveArguments,
  refuseStdinContradictions,
  single,
  type EffectiveArguments,
} from './lint-arguments.js';
import { UsageError } from './usage-error.js';

export interface FormatArguments extends EffectiveArguments {
  readonly paths: readonly string[];
  readonly check: boolean;
  readonly template: boolean;
  readonly unsafe: boolean;
  readonly stdin: boolean;
  readonly stdinFilename: string | undefined;
  readonly backup: boolean;
  readonly force: boolean;
  readonly format: 'pretty' | 'json';
  /** Bytes. */
  readonly maxSize: number;
  readonly color: 'auto' | 'always' | 'never';
}

/** The arguments of `format` as yargs has parsed them. @throws {UsageError} where they contradict each other */
export function formatArguments(parsed: Record<string, unknown>): FormatArguments {
  const isSet = (name: string): boolean => single(parsed[name]) === true;
  const given: FormatArguments = {
    ...effectiveArguments(parsed),
    paths: ((parsed['paths'] as string[] | undefined) ?? []).map(String),
    check: isSet('check'),
    template: isSet('template'),
    unsafe: isSet('unsafe'),
    stdin: isSet('stdin'),
    stdinFilename: single(parsed['stdin-filename']) as string | undefined,
    backup: isSet('backup'),
    force: isSet('force'),
    format: single(parsed['format']) as FormatArguments['format'],
    maxSize: count('max-size', single(parsed['max-size'])),
    color: single(parsed['color']) as FormatArguments['color'],
  };
  refuseStdinContradictions(given);
  if (given.unsafe && !given.template) throw new UsageError('--unsafe needs --template');
  if (given.backup && given.check) {
    throw new UsageError('--backup keeps what is written over and --check writes nothing');
  }
  return given;
}
