import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { discover, type DiscoveredFile } from '../files/discover.js';
import { FolderStates } from '../files/in-use.js';
import { readSmall } from '../files/read.js';
import { isCandidateName } from '../languages/index.js';
import { escapeControls } from '../report/escape.js';
import type { FileReport } from '../report/report.js';
import type { ResultCache } from '../run/cache.js';
import { checkFile, failed, whyNotRead } from '../run/check-file.js';
import type { Configuration } from '../run/configuration.js';
import { OwnOptions, type CommonOptions } from '../run/own-options.js';
import type { WorkerResult } from '../run/parallel.js';
import { AT_ONCE, SharedFiles } from '../run/shared-files.js';
import type { LintArguments } from './lint-arguments.js';
import { toStderr } from './output.js';
import { leaveSignalsToTheSystem } from './signals.js';

/** What starts the program, also in a thread. */
const LAUNCHER = fileURLToPath(new URL('vmlint.cjs', import.meta.url));

/** Fewer are done before another thread has started: see `bench/`. */
const FILES_WORTH_A_THREAD = 2000;

/** Between files, signals get a chance this often (seconds). */
const YIELD_EVERY = 0.05;

export async function commonOptions(given: LintArguments): Promise<CommonOptions> {
  return {
    mode: given.fix ? 'fix' : given.diff ? 'diff' : 'lint',
    unsafe: given.unsafe,
    assume: given.assume,
    backup: given.backup,
    force: given.force,
    maxSize: given.maxSize,
    excerpts: given.format.length === 0 || given.format.some((text) => /^pretty(?:=|$)/.test(text)),
    ...(given.diff ? { unifiedDiff: (await import('../report/patch.js')).unifiedDiff } : {}),
  };
}

/** Undefined: configurations cannot be used, which was told. */
export async function checkPaths(
  given: LintArguments,
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
  const own = new OwnOptions(await commonOptions(given), configuration);
  const cache = await openCache(given);
  const { reports, unknown } =
    cache === undefined ? { reports: [], unknown: files } : await recall(cache, files, own);
  await checkAll(given, own, unknown, (report, key) => {
    reports.push(report);
    if (key !== undefined) cache?.set(key, report);
  });
  cache?.save();
  for (const report of reports) warnIfNotRead(report);
  for (const expired of await own.whatHasExpired(process.cwd())) warn(expired);
  reports.push(...problems.map(({ path, message }) => failed(path, message)));
  return reports.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

export async function areUnusable(
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

/** Looks at all of the files, with as many threads as are worth it. */
async function checkAll(
  given: LintArguments,
  own: OwnOptions,
  files: readonly DiscoveredFile[],
  done: (report: FileReport, key: string | undefined) => void,
): Promise<void> {
  const shared = new SharedFiles(files);
  const workers = startWorkers(await workersFor(files.length, given), given, shared);
  const isDone: boolean[] = [];
  const add = (index: number, report: FileReport, key: string | undefined): void => {
    isDone[index] = true;
    done(report, key);
  };
  await checkSome(given, own, shared, add);
  for (const result of await workers) for (const one of result?.reports ?? []) add(...one);
  // What a worker took and never handed over.
  const missing = files.filter((_, index) => isDone[index] !== true);
  if (missing.length === 0) return;
  await checkSome(given, own, new SharedFiles(missing), (_, report, key) => {
    done(report, key);
  });
}

async function openCache({ cache, cacheLocation, fix, diff, plugins }: LintArguments) {
  // What rules of others depend on is not known.
  if (!cache || fix || diff || plugins.length > 0) return undefined;
  const { ResultCache } = await import('../run/cache.js');
  return ResultCache.open(resolve(cacheLocation), warn);
}

/** The files of which the cache knows what there is to say, and the others. */
async function recall(cache: ResultCache, files: readonly DiscoveredFile[], own: OwnOptions) {
  const { cacheKey } = await import('../run/cache.js');
  const folders = new FolderStates();
  const reports: FileReport[] = [];
  const unknown: DiscoveredFile[] = [];
  for (const file of files) {
    const { absolute, path } = file;
    const options = own.of(file);
    const bytes = isKeepable(file, folders) ? readSmall(absolute, options.maxSize) : undefined;
    const known = bytes && cache.get(cacheKey(bytes, absolute, options));
    if (known === undefined) unknown.push(file);
    else reports.push({ path, ...known });
  }
  return { reports, unknown };
}

/** Where a lock, a saved state or a log lies beside it, what there is to say of a file depends on that, too. */
function isKeepable({ absolute, ignored, plain }: DiscoveredFile, folders: FolderStates): boolean {
  return plain && !ignored && folders.isQuiet(absolute);
}

/** How many threads beside this one are worth their start. Fixes are made by one thread, in the order of the files. */
async function workersFor(files: number, { fix, diff, jobs }: LintArguments): Promise<number> {
  if (fix || diff || jobs === 1) return 0;
  if (jobs !== undefined) return Math.min(jobs - 1, Math.ceil(files / AT_ONCE) - 1);
  if (files < FILES_WORTH_A_THREAD) return 0;
  const { availableParallelism } = await import('node:os');
  return Math.min(availableParallelism(), Math.floor(files / FILES_WORTH_A_THREAD) + 1) - 1;
}

async function startWorkers(
  count: number,
  given: LintArguments,
  shared: SharedFiles,
): Promise<(WorkerResult | undefined)[]> {
  if (count <= 0) return [];
  const parallel = await import('../run/parallel.js');
  return parallel.startWorkers(count, LAUNCHER, given, shared);
}

/** Looks at the files that this thread takes. */
export async function checkSome(
  given: LintArguments,
  own: OwnOptions,
  shared: SharedFiles,
  done: (index: number, report: FileReport, key: string | undefined) => void,
): Promise<void> {
  const cache = given.cache ? await import('../run/cache.js') : undefined;
  const folders = new FolderStates();
  let yielded = process.uptime();
  for (const index of shared.take()) {
    const file = shared.files[index]!;
    const options = own.of(file);
    let key: string | undefined;
    const report = checkFile(file, options, folders, (bytes) => {
      if (cache === undefined || !isKeepable(file, folders) || !cache.isLasting(bytes)) return;
      key = cache.cacheKey(bytes, file.absolute, options);
    });
    done(index, report, key);
    if (process.uptime() - yielded < YIELD_EVERY) continue;
    await new Promise((resolve) => setImmediate(resolve));
    yielded = process.uptime();
  }
}

export function warn(message: string): void {
  toStderr(`warning: ${escapeControls(message)}\n`);
}

export function warnIfNotRead(report: FileReport): void {
  const unread = whyNotRead(report);
  if (unread !== undefined) warn(unread);
}
