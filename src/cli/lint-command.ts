import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { discover, type DiscoveredFile } from '../files/discover.js';
import { FolderStates } from '../files/in-use.js';
import { inPlainWords } from '../files/errors.js';
import { realPath } from '../files/patch-name.js';
import { isCandidateName } from '../languages/index.js';
import { REPORTERS, summarize, type ReportFormat, type RunReport } from '../report/index.js';
import { escapeControls } from '../report/escape.js';
import type { FileReport } from '../report/report.js';
import { checkBytes, checkFile, failed, ignored, type CheckOptions } from '../run/check-file.js';
import { Configuration, type Applied } from './configuration.js';
import type { LintArguments } from './lint-arguments.js';
import { wantsColor } from './color.js';
import { toStderr, toStdout } from './output.js';
import { leaveSignalsToTheSystem } from './signals.js';
import { readStdin } from './stdin.js';
import { UsageError } from './usage-error.js';

/** Between files, signals get a chance this often (seconds). */
const YIELD_EVERY = 0.05;

/** @returns the exit code @throws {UsageError} for a format that does not exist */
export async function runLint(given: LintArguments): Promise<number> {
  const started = process.uptime();
  const outputs = parseFormats(given.format);
  const configuration = await Configuration.open(given);
  const options: CommonOptions = {
    mode: given.fix ? 'fix' : given.diff ? 'diff' : 'lint',
    unsafe: given.unsafe,
    assume: given.assume,
    backup: given.backup,
    force: given.force,
    maxSize: given.maxSize,
    excerpts: outputs.some(({ format }) => format === 'pretty'),
    ...(given.diff ? { unifiedDiff: (await import('../report/patch.js')).unifiedDiff } : {}),
  };
  const check = given.stdin ? checkStdin : checkPaths;
  const files = await check(given, options, configuration);
  if (files === undefined) return 2;
  const report: RunReport = {
    files,
    durationMs: Math.round(1000 * (process.uptime() - started)),
    diffOnly: given.diff,
  };
  leaveSignalsToTheSystem();
  if (given.fix) sayWhatWasNotWritten(report, given);
  const written = await print(report, outputs, given);
  return written ? exitCode(report, given) : 2;
}

/** What holds for every file. */
type CommonOptions = Omit<CheckOptions, 'rules' | 'intent'>;

/** Undefined: configurations cannot be used, which was told. */
async function checkPaths(
  given: LintArguments,
  options: CommonOptions,
  configuration: Configuration,
): Promise<FileReport[] | undefined> {
  const operands = given.paths.length === 0 ? ['.'] : [...new Set(given.paths)];
  const { files, problems } = await discover(operands, {
    cwd: process.cwd(),
    isCandidate: isCandidateName,
    warn,
    exclusions: configuration,
  });
  const linted = files.filter(({ ignored }) => !ignored).map(({ absolute }) => dirname(absolute));
  if (await areUnusable(configuration, new Set(linted), given)) return undefined;
  const folders = new FolderStates();
  const own = new OwnOptions(options, configuration);
  const reports = problems.map(({ path, message }) => failed(path, message));
  let yielded = process.uptime();
  for (const file of files) {
    const report = checkFile(file, own.of(file), folders);
    warnIfNotRead(report);
    reports.push(report);
    if (process.uptime() - yielded < YIELD_EVERY) continue;
    await new Promise((resolve) => setImmediate(resolve));
    yielded = process.uptime();
  }
  return reports.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

async function areUnusable(
  configuration: Configuration,
  folders: Iterable<string>,
  given: LintArguments,
): Promise<boolean> {
  const problems = configuration.problems(folders);
  if (problems.length === 0) return false;
  leaveSignalsToTheSystem();
  const { tellConfigProblems } = await import('./config-problems.js');
  await tellConfigProblems(problems, given.color);
  return true;
}

/** The options of each file. */
class OwnOptions {
  readonly #paths = new Set<string>();
  readonly #kept = new WeakMap<Applied, CheckOptions>();

  constructor(
    private readonly common: CommonOptions,
    private readonly configuration: Configuration,
  ) {}

  of({ absolute, ignored }: DiscoveredFile): CheckOptions {
    const options = this.#applied(ignored ? undefined : absolute);
    if (options.mode !== 'diff') return options;
    // A file that has two names gets one patch.
    const path = realPath(absolute);
    if (this.#paths.has(path)) return { ...options, mode: 'lint' };
    this.#paths.add(path);
    return options;
  }

  #applied(absolute: string | undefined): CheckOptions {
    const applied = this.configuration.applied(absolute);
    let options = this.#kept.get(applied);
    if (options === undefined) {
      options = { ...this.common, ...applied };
      this.#kept.set(applied, options);
    }
    return options;
  }
}

function warn(message: string): void {
  toStderr(`warning: ${escapeControls(message)}\n`);
}

function warnIfNotRead({ path, reason, explanation = '' }: FileReport): void {
  if (reason === 'too-large' || reason === 'unreadable') warn(`${path}: ${explanation}`);
}

async function checkStdin(
  given: LintArguments,
  options: CommonOptions,
  configuration: Configuration,
): Promise<FileReport[] | undefined> {
  const bytes = await readStdin();
  const path = given.stdinFilename ?? '<stdin>';
  let fixed: Uint8Array = bytes;
  const write = (replacement: Uint8Array): void => void (fixed = replacement);
  const place = resolve(path);
  const absolute = given.stdinFilename === undefined ? undefined : place;
  const scope = await configuration.scopeOf(dirname(place));
  const isUnusable = await areUnusable(configuration, [dirname(place)], given);
  const by = scope?.leftOutBy(place, false);
  const report = isUnusable
    ? undefined
    : by === undefined
      ? checkBytes(
          { path, absolute },
          bytes,
          { ...options, ...configuration.applied(place) },
          new FolderStates(),
          write,
        )
      : ignored(path, by);
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
    const text = reporter(report, {
      color:
        file === undefined && (await wantsColor(given.color, given.stdin && given.fix ? 2 : 1)),
      quiet: given.quiet,
      unsafe: given.unsafe,
      assume: given.assume,
    });
    if (file !== undefined && report.files.some(({ path }) => isSameFile(path, file))) {
      toStderr(`error: the ${format} report was not written: ${escapeControls(file)} was linted\n`);
      written = false;
    } else if (file !== undefined) {
      try {
        writeFileSync(file, text);
      } catch (error) {
        toStderr(
          `error: the ${format} report could not be written to ${escapeControls(file)}: ${inPlainWords(error)}\n`,
        );
        written = false;
      }
    } else if (given.stdin && given.fix) {
      toStderr(text);
    } else {
      if (format !== 'json') for (const { diff } of report.files) printDiff(diff);
      toStdout(text);
    }
  }
  return written;
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
