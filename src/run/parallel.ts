import { Worker } from 'node:worker_threads';
import type { FileReport } from '../report/report.js';
import type { Times } from './clock.js';
import { packFiles, type PackedFiles } from './pack.js';
import { WORKER_ARGUMENT, type SharedFiles } from './shared-files.js';

/** What a worker is told: the rest is as on the main thread. */
export interface WorkerTask<Given> {
  readonly given: Given;
  readonly files: PackedFiles;
  readonly memory: SharedArrayBuffer;
}

/** What it answers when there is nothing left to take. */
export interface WorkerResult {
  readonly reports: readonly FileReport[];
  /** Three for each file: its index, that of its report, and that of the key of the answer or -1. */
  readonly done: Int32Array;
  readonly keys: readonly string[];
  /** What it measured, where somebody wants to know. */
  readonly times: Times | undefined;
}

/** Starts workers that take from the files. @returns what each has done; nothing of one that died */
export function startWorkers(
  count: number,
  program: string,
  given: unknown,
  shared: SharedFiles,
): Promise<(WorkerResult | undefined)[]> {
  const workerData: WorkerTask<unknown> = {
    given,
    files: packFiles(shared.files),
    memory: shared.memory,
  };
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
