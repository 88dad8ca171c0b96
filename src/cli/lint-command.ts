import { closeSync, openSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { FolderStates } from '../files/in-use.js';
import { inPlainWords } from '../files/errors.js';
import { realPath } from '../files/patch-name.js';
import { isCandidateName } from '../languages/index.js';
import { REPORTERS, summarize, type ReportFormat, type RunReport } from '../report/index.js';
import { escapeControls } from '../report/escape.js';
import type { FileReport } from '../report/report.js';
import { checkBytes, NO_PATH } from '../run/check-file.js';
import { ignored } from '../run/unchecked.js';
import type { Source } from '../source/source.js';
import { areUnusable, checkPaths, commonOptions, warn, warnIfNotRead } from './check-paths.js';
import type { Clock } from '../run/clock.js';
import type { Configuration } from '../run/configuration.js';
import { withExceptions } from '../run/own-options.js';
import { openConfiguration } from './configuration.js';
import type { LintArguments } from './lint-arguments.js';
import { wantsColor } from './color.js';
import { toStderr, toStdout } from './output.js';
import { leaveSignalsToTheSystem } from './signals.js';
import { readStdin } from './stdin.js';
import { UsageError } from './usage-error.js';

/** @returns the exit code @throws {UsageError} for a format that does not exist */
export async function runLint(given: LintArguments): Promise<number> {
  const started = process.uptime();
  const clock = given.timing ? new (await import('../run/clock.js')).Clock() : undefined;
  const outputs = parseFormats(given.format);
  const script = given.fixScript === undefined ? undefined : await openFixScript(given.fixScript);
  if (script === null) return 2;
  const configuration = await openConfiguration(given);
  const files = given.stdin
    ? await checkStdin(given, configuration, clock)
    : await checkPathsAndExceptions(given, configuration, clock);
  if (files === undefined) return 2;
  clock?.enter('report');
  const report: RunReport = {
    files,
    durationMs: Math.round(1000 * (process.uptime() - started)),
    diffOnly: given.diff,
  };
  leaveSignalsToTheSystem();
  if (given.fix) sayWhatWasNotWritten(report, given);
  const printed = await print(report, outputs, given);
  const written = (script?.write(report, given.assume) ?? true) && printed;
  if (clock !== undefined) {
    clock.enter('wait');
    toStderr((await import('./timing.js')).formatTiming(clock.times, process.uptime() - started));
  }
  return written ? exitCode(report, given) : 2;
}

/** Null: the script cannot be written, which was told. */
async function openFixScript(file: string) {
  const { FixScript } = await import('./fix-script.js');
  return FixScript.open(file);
}

/** Undefined: configurations cannot be used, which was told. */
async function checkPathsAndExceptions(
  given: LintArguments,
  configuration: Configuration,
  clock: Clock | undefined,
): Promise<readonly FileReport[] | undefined> {
  const reports = await checkPaths(given, configuration, clock);
  if (reports === undefined || !configuration.isInUse) return reports;
  const { withVainExceptions } = await import('../run/vain-exceptions.js');
  const operands = given.paths.length === 0 ? ['.'] : given.paths;
  return withVainExceptions({ operands, cwd: process.cwd(), reports }, configuration);
}

/** Undefined: configurations cannot be used, which was told. */
async function checkStdin(
  given: LintArguments,
  configuration: Configuration,
  clock: Clock | undefined,
): Promise<FileReport[] | undefined> {
  clock?.enter('read');
  const bytes = await readStdin();
  const path = given.stdinFilename ?? NO_PATH;
  let fixed: Uint8Array = bytes;
  const write = (replacement: Source): undefined => void (fixed = replacement.bytes);
  const place = resolve(path);
  const absolute = given.stdinFilename === undefined ? undefined : place;
  const scope = await configuration.scopeOf(dirname(place));
  const isUnusable = await areUnusable(configuration, [dirname(place)], given);
  const by = scope?.leftOutBy(place, false);
  const check = async (): Promise<FileReport> => {
    const own = withExceptions(configuration.applied(place));
    const rules = clock?.timed(own.rules) ?? own.rules;
    const options = { ...(await commonOptions(given, clock)), ...own, rules };
    return checkBytes({ path, absolute }, bytes, options, new FolderStates(), write);
  };
  const report = isUnusable ? undefined : by === undefined ? await check() : ignored(path, by);
  if (report !== undefined) warnIfNotRead(report);
  // The text comes back whatever happened to it, so that an editor never loses it.
  if (given.fix) toStdout(fixed);
  return report && [report];
}

/** What the reports that were asked for do not say, and whoever asked for fixes has to know. */
function sayWhatWasNotWritten({ files }: RunReport, given: LintArguments): void {
  if (!given.quiet && !given.format.includes('compact')) return;
  for (const { path, status, explanation = '' } of files) {
    if (status === 'read-only') warn(`${path} was not written: ${explanation}`);
  }
}

interface Output {
  readonly format: ReportFormat;
  /** Where it goes; undefined: to standard output. */
  readonly file: string | undefined;
}

function parseFormats(formats: readonly string[]): Output[] {
  const outputs = formats.map((text): Output => {
    const [name = '', ...rest] = text.split('=');
    if (!Object.hasOwn(REPORTERS, name)) {
      const known = Object.keys(REPORTERS).join(', ');
      throw new UsageError(`unknown format "${name}", expected one of ${known}`);
    }
    const file = rest.length === 0 ? undefined : rest.join('=');
    if (file === '') throw new UsageError(`--format ${name}= lacks the name of the file`);
    if (file !== undefined && isCandidateName(file)) {
      throw new UsageError(`--format ${text}: a report does not go into a VM configuration`);
    }
    return { format: name as ReportFormat, file };
  });
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    throw new UsageError(
      'only one format can go to standard output: write the others as NAME=FILE',
    );
  }
  if (outputs.length === 0) outputs.push({ format: 'pretty', file: undefined });
  return outputs;
}

/** @returns whether every report could be written */
async function print(
  report: RunReport,
  outputs: readonly Output[],
  given: LintArguments,
): Promise<boolean> {
  let written = true;
  for (const { format, file } of outputs) {
    const reporter = await REPORTERS[format].load();
    const parts = reporter(report, {
      color:
        file === undefined && (await wantsColor(given.color, given.stdin && given.fix ? 2 : 1)),
      quiet: given.quiet,
      unsafe: given.unsafe,
      assume: given.assume,
      fixes: given.fix || given.diff,
    });
    if (file !== undefined && report.files.some(({ path }) => isSameFile(path, file))) {
      toStderr(`error: the ${format} report was not written: ${escapeControls(file)} was linted\n`);
      written = false;
    } else if (file !== undefined) {
      try {
        writeParts(file, parts);
      } catch (error) {
        toStderr(
          `error: the ${format} report could not be written to ${escapeControls(file)}: ${inPlainWords(error)}\n`,
        );
        written = false;
      }
    } else if (given.stdin && given.fix) {
      for (const text of inLargeParts(parts)) toStderr(text);
    } else {
      if (format !== 'json') for (const { diff } of report.files) printDiff(diff);
      for (const text of inLargeParts(parts)) toStdout(text);
    }
  }
  return written;
}

/** So many characters are written at once. */
const LARGE = 1 << 16;

function* inLargeParts(parts: Iterable<string>): Generator<string, void> {
  let text = '';
  for (const part of parts) {
    text += part;
    if (text.length < LARGE) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

function writeParts(file: string, parts: Iterable<string>): void {
  const descriptor = openSync(file, 'w');
  try {
    for (const text of inLargeParts(parts)) writeFileSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}

function isSameFile(one: string, other: string): boolean {
  return realPath(resolve(one)) === realPath(resolve(other));
}

function printDiff(diff: string | undefined): void {
  if (diff) toStdout(Buffer.from(`${diff}\n`, 'latin1'));
}

function exitCode(report: RunReport, given: LintArguments): number {
  const { errors, warnings, failed: failures } = summarize(report);
  if (failures > 0) return 2;
  if (given.exitZero) return 0;
  const wouldChange = given.diff && report.files.some(({ diff }) => diff);
  return errors > 0 || warnings > given.maxWarnings || wouldChange ? 1 : 0;
}
