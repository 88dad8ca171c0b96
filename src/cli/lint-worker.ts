import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Done, WorkerResult, WorkerTask } from '../run/parallel.js';
import { SharedFiles } from '../run/shared-files.js';
import { OwnOptions } from '../run/own-options.js';
import { checkSome, commonOptions } from './check-paths.js';
import { openConfiguration } from './configuration.js';
import type { LintArguments } from './lint-arguments.js';

/** A thread beside the main one: takes files as that does, and hands over what it found when none is left. */
export async function runWorker(): Promise<void> {
  const { given, files, memory } = workerData as WorkerTask<LintArguments>;
  const configuration = await openConfiguration(given);
  for (const folder of new Set(files.map(({ absolute }) => dirname(absolute)))) {
    await configuration.scopeOf(folder);
  }
  const own = new OwnOptions(await commonOptions(given), configuration);
  const reports: Done[] = [];
  await checkSome(given, own, new SharedFiles(files, memory), (...done) => void reports.push(done));
  parentPort!.postMessage({ reports } satisfies WorkerResult);
}
