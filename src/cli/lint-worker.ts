import { parentPort, workerData } from 'node:worker_threads';
import type { Done, WorkerResult, WorkerTask } from '../run/parallel.js';
import { SharedFiles } from '../run/shared-files.js';
import type { LintArguments } from './lint-arguments.js';
import { checkSome } from './check-paths.js';

/** A thread beside the main one: takes files as that does, and hands over what it found when none is left. */
export async function runWorker(): Promise<void> {
  const { given, files, memory } = workerData as WorkerTask<LintArguments>;
  const reports: Done[] = [];
  await checkSome(given, new SharedFiles(files, memory), (...done) => void reports.push(done));
  parentPort!.postMessage({ reports } satisfies WorkerResult);
}
