import { fileURLToPath } from 'node:url';
import type { DiscoveredFile } from '../files/discover.js';
import { FolderStates } from '../files/in-use.js';
import { Pauses } from '../files/pauses.js';
import type { FileReport } from '../report/report.js';
import { checkFile } from '../run/check-file.js';
import type { OwnOptions } from '../run/own-options.js';
import { AT_ONCE, SharedFiles } from '../run/shared-files.js';
import type { LintArguments } from './lint-arguments.js';

/** What starts the program, also in a thread. */
const LAUNCHER = fileURLToPath(new URL('vmlint.cjs', import.meta.url));

/**
 * With 10,000 files two threads on two quiet cores took what one takes (1.01 s and 1.04 s, the best of 7), with fewer
 * they take longer: V8 compiles everything anew for each, on the same cores. See `bench/`.
 */
const FILES_WORTH_A_THREAD = 10_000;

/** Is told of each file that was looked at, in any order. `key`: of the answer, where it may be kept. */
export type Done = (file: DiscoveredFile, report: FileReport, key: string | undefined) => void;

/** Looks at all of the files, with as many threads as are worth it. */
export async function checkAll(
  given: LintArguments,
  own: OwnOptions,
  shared: SharedFiles,
  done: Done,
): Promise<void> {
  const isDone: boolean[] = [];
  const add = (index: number, report: FileReport, key: string | undefined): void => {
    isDone[index] = true;
    done(shared.at(index), report, key);
  };
  const count = await workersFor(shared.length, given);
  const workersDone = count > 0 ? startWorkers(count, given, own, shared, add) : undefined;
  await checkSome(given, own, shared, add);
  own.clock?.enter('wait');
  await workersDone;
  // What a worker took and never handed over.
  const missing = Array.from({ length: shared.length }, (_, index) => index)
    .filter((index) => isDone[index] !== true)
    .map((index) => shared.at(index));
  if (missing.length === 0) return;
  await checkSome(given, own, SharedFiles.of(missing), (index, report, key) => {
    done(missing[index]!, report, key);
  });
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
  own: OwnOptions,
  shared: SharedFiles,
  add: (index: number, report: FileReport, key: string | undefined) => void,
): Promise<void> {
  const { startWorkers } = await import('../run/parallel.js');
  const { unpackReports } = await import('../run/pack.js');
  await startWorkers(count, LAUNCHER, given, shared, (result) => {
    unpackReports(result, shared, add);
    if (result.times !== undefined) own.clock?.add(result.times);
  });
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
  const pauses = new Pauses();
  for (const index of shared.take()) {
    const file = shared.at(index);
    const options = own.of(file);
    let key: string | undefined;
    const report = checkFile(file, options, folders, (bytes) => {
      if (cache === undefined || !isKeepable(file, folders) || !cache.isLasting(bytes)) return;
      key = cache.cacheKey(bytes, file.absolute, options);
    });
    done(index, report, key !== undefined && cache!.isKept(report) ? key : undefined);
    const pause = pauses.due();
    if (pause !== undefined) await pause;
  }
}

/** Where a lock, a saved state or a log lies beside it, what there is to say of a file depends on that, too. */
export function isKeepable(
  { absolute, ignored, plain }: DiscoveredFile,
  folders: FolderStates,
): boolean {
  return plain && !ignored && folders.isQuiet(absolute);
}
