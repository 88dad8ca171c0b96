import { dirname, resolve } from 'node:path';
import { discover, type DiscoveredFile } from '../files/discover.js';
import { FolderStates } from '../files/in-use.js';
import { byCodeUnits } from '../files/paths.js';
import { Pauses } from '../files/pauses.js';
import { readSmall } from '../files/read.js';
import { isCandidateName } from '../languages/index.js';
import { escapeControls } from '../report/escape.js';
import type { FileReport } from '../report/report.js';
import type { ResultCache } from '../run/cache.js';
import { failed, whyNotRead } from '../run/unchecked.js';
import type { Clock } from '../run/clock.js';
import type { Configuration } from '../run/configuration.js';
import { OwnOptions, type CommonOptions } from '../run/own-options.js';
import { SharedFiles } from '../run/shared-files.js';
import { checkAll, isKeepable } from './check-all.js';
import type { LintArguments } from './lint-arguments.js';
import { toStderr } from './output.js';
import { startProgress } from './progress.js';
import { leaveSignalsToTheSystem } from './signals.js';

/** `clock`: of this thread, where there is one already. */
export async function commonOptions(given: LintArguments, clock?: Clock): Promise<CommonOptions> {
  if (given.timing) clock ??= new (await import('../run/clock.js')).Clock();
  return {
    mode: given.fix ? 'fix' : given.diff ? 'diff' : 'lint',
    unsafe: given.unsafe,
    assume: given.assume,
    backup: given.backup,
    vmcxInPlace: given.vmcxInPlace,
    force: given.force,
    maxSize: given.maxSize,
    excerpts: given.format.length === 0 || given.format.some((text) => /^pretty(?:=|$)/.test(text)),
    ...(given.diff ? { unifiedDiff: (await import('../report/patch.js')).unifiedDiff } : {}),
    ...(clock === undefined ? {} : { clock }),
  };
}

/** Undefined: configurations cannot be used, which was told. */
export async function checkPaths(
  given: LintArguments,
  configuration: Configuration,
  clock: Clock | undefined,
): Promise<FileReport[] | undefined> {
  const state: State = { found: 0, known: 0, shared: undefined };
  const endProgress = startProgress(() => inWords(state));
  try {
    return await checkFound(given, configuration, clock, state);
  } finally {
    endProgress();
  }
}

/** How far the work is. */
interface State {
  found: number;
  /** Those of which the cache knew what there is to say. */
  known: number;
  /** The others, once it is known how many there are. */
  shared: SharedFiles | undefined;
}

function inWords({ found, known, shared }: State): string {
  if (shared === undefined && known === 0) return `Found ${found} files`;
  return `Checked ${known + (shared?.taken ?? 0)} of ${found} files`;
}

async function checkFound(
  given: LintArguments,
  configuration: Configuration,
  clock: Clock | undefined,
  state: State,
): Promise<FileReport[] | undefined> {
  clock?.enter('discovery');
  const operands = given.paths.length === 0 ? ['.'] : [...new Set(given.paths)];
  const { files, problems } = await discover(operands, {
    cwd: process.cwd(),
    isCandidate: isCandidateName,
    warn,
    exclusions: configuration,
    found: (count) => void (state.found = count),
  });
  state.found = files.length;
  const linted = files.filter(({ ignored }) => !ignored).map(({ absolute }) => dirname(absolute));
  if (await areUnusable(configuration, new Set(linted), given)) return undefined;
  const own = new OwnOptions(await commonOptions(given, clock), configuration);
  clock?.enter('cache');
  const cache = await openCache(given);
  const answers = new Map<DiscoveredFile, Answer>();
  const unknown = cache === undefined ? files : await recall(cache, files, own, answers, state);
  state.shared = SharedFiles.of(unknown);
  await checkAll(given, own, state.shared, (file, report, key) => {
    answers.set(file, { report, key });
  });
  clock?.enter('cache');
  if (unknown.length > 0) cache?.save(inOrder(files, answers));
  clock?.enter('report');
  const reports = files.flatMap((file) => answers.get(file)?.report ?? []);
  for (const report of reports) warnIfNotRead(report);
  if (problems.length === 0) return reports;
  reports.push(...problems.map(({ path, message }) => failed(path, message)));
  return reports.sort((left, right) => byCodeUnits(left.path, right.path));
}

export async function areUnusable(
  configuration: Configuration,
  folders: Iterable<string>,
  given: Pick<LintArguments, 'color'>,
): Promise<boolean> {
  const problems = configuration.problems(folders);
  if (problems.length === 0) return false;
  leaveSignalsToTheSystem();
  const { tellConfigProblems } = await import('./config-problems.js');
  await tellConfigProblems(problems, given.color);
  return true;
}

/** What there is to say of a file. */
interface Answer {
  readonly report: FileReport;
  /** Where it may be kept. */
  readonly key: string | undefined;
}

async function openCache({ cache, cacheLocation, fix, diff, plugins }: LintArguments) {
  // What rules of others depend on is not known.
  if (!cache || fix || diff || plugins.length > 0) return undefined;
  const { ResultCache } = await import('../run/cache.js');
  return ResultCache.open(resolve(cacheLocation), warn);
}

/** Adds the answers that the cache knows. @returns the files of which it knows none */
async function recall(
  cache: ResultCache,
  files: readonly DiscoveredFile[],
  own: OwnOptions,
  answers: Map<DiscoveredFile, Answer>,
  state: State,
): Promise<readonly DiscoveredFile[]> {
  if (cache.isEmpty) return files;
  const { cacheKey } = await import('../run/cache.js');
  const folders = new FolderStates();
  const pauses = new Pauses();
  const unknown: DiscoveredFile[] = [];
  const { clock } = own;
  for (const file of files) {
    const { absolute, path } = file;
    const options = own.of(file);
    clock?.enter('read');
    const bytes = isKeepable(file, folders) ? readSmall(absolute, options.maxSize) : undefined;
    clock?.enter('cache');
    const key = bytes && cacheKey(bytes, absolute, options);
    const known = key === undefined ? undefined : cache.get(key);
    if (known === undefined) unknown.push(file);
    else answers.set(file, { report: { path, ...known }, key });
    state.known = answers.size;
    const pause = pauses.due();
    if (pause !== undefined) await pause;
  }
  return unknown;
}

function inOrder(
  files: readonly DiscoveredFile[],
  answers: ReadonlyMap<DiscoveredFile, Answer>,
): [key: string, report: FileReport][] {
  return files.flatMap((file) => {
    const { report, key } = answers.get(file) ?? {};
    return report === undefined || key === undefined ? [] : [[key, report]];
  });
}

export function warn(message: string): void {
  toStderr(`warning: ${escapeControls(message)}\n`);
}

export function warnIfNotRead(report: FileReport): void {
  const unread = whyNotRead(report);
  if (unread !== undefined) warn(unread);
}
