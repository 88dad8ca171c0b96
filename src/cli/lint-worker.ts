import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PackedReports } from '../run/pack.js';
import type { WorkerTask } from '../run/parallel.js';
import { SharedFiles } from '../run/shared-files.js';
import { OwnOptions } from '../run/own-options.js';
import { checkSome } from './check-all.js';
import { commonOptions } from './check-paths.js';
import { openConfiguration } from './configuration.js';
import type { LintArguments } from './lint-arguments.js';

/** A thread beside the main one: takes files as that does, and hands over what it found when none is left. */
export async function runWorker(): Promise<void> {
  const { given, files: memory } = workerData as WorkerTask<LintArguments>;
  const files = SharedFiles.in(memory, process.cwd());
  const configuration = await openConfiguration(given);
  for (let index = 0, last = ''; index < files.length; index++) {
    const folder = dirname(files.at(index).absolute);
    if (folder !== last) await configuration.scopeOf(folder);
    last = folder;
  }
  const common = await commonOptions(given);
  const own = new OwnOptions(common, configuration);
  const reports = new PackedReports((result) => parentPort!.postMessage(result));
  await checkSome(given, own, files, (...done) => reports.add(...done));
  common.clock?.enter('wait');
  reports.flush(common.clock?.times);
}
