import { Worker } from 'node:worker_threads';
import { WORKER_ARGUMENT } from './shared-files.js';
import type { DiscoveredFile } from '../files/discover.js';
import type { SharedFiles } from './shared-files.js';
import type { FileReport } from '../report/report.js';

/** What a worker is told: the rest is as on the main thread. */
export interface WorkerTask<Given> {
  readonly given: Given;
  readonly files: readonly DiscoveredFile[];
  readonly memory: SharedArrayBuffer;
}

/** A file that was looked at, with the key of the answer where it may be kept. */
export type Done = readonly [index: number, report: FileReport, key: string | undefined];

/** What it answers when there is nothing left to take. */
export interface WorkerResult {
  readonly reports: readonly Done[];
}

/** Starts workers that take from the files. @returns what each has done; nothing of one that died */
export function startWorkers(
  count: number,
  program: string,
  given: unknown,
  shared: SharedFiles,
): Promise<(WorkerResult | undefined)[]> {
  const { files, memory } = shared;
  const workerData: WorkerTask<unknown> = { given, files, memory };
  const results = Array.from({ length: count }, () => {
    const worker = new Worker(program, { workerData, argv: [WORKER_ARGUMENT] });
    return new Promise<WorkerResult | undefined>((resolve) => {
      worker.once('message', resolve);
      // Whatever it was: the main thread looks at what is missing itself.
      worker.once('error', () => resolve(undefined));
      worker.once('exit', () => resolve(undefined));
    });
  });
  return Promise.all(results);
}
