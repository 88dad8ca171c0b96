import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PackedReports, unpackFiles } from '../run/pack.js';
import type { WorkerTask } from '../run/parallel.js';
import { SharedFiles } from '../run/shared-files.js';
import { OwnOptions } from '../run/own-options.js';
import { checkSome } from './check-all.js';
import { commonOptions } from './check-paths.js';
import { openConfiguration } from './configuration.js';
import type { LintArguments } from './lint-arguments.js';

/** A thread beside the main one: takes files as that does, and hands over what it found when none is left. */
export async function runWorker(): Promise<void> {
  const { given, files: packed, memory } = workerData as WorkerTask<LintArguments>;
  const files = unpackFiles(packed);
  const configuration = await openConfiguration(given);
  for (const folder of new Set(files.map(({ absolute }) => dirname(absolute)))) {
    await configuration.scopeOf(folder);
  }
  const common = await commonOptions(given);
  const own = new OwnOptions(common, configuration);
  const reports = new PackedReports();
  await checkSome(given, own, new SharedFiles(files, memory), (...done) => reports.add(...done));
  common.clock?.enter('wait');
  parentPort!.postMessage(reports.result(common.clock?.times));
}
