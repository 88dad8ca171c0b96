import { Worker } from 'node:worker_threads';
import type { FileReport } from '../report/report.js';
import type { Times } from './clock.js';
import { WORKER_ARGUMENT, type SharedFiles, type SharedMemory } from './shared-files.js';

/** What a worker is told: the rest is as on the main thread. */
export interface WorkerTask<Given> {
  readonly given: Given;
  readonly files: SharedMemory;
}

/** What it says of some of the files that it took. */
export interface WorkerResult {
  readonly reports: readonly FileReport[];
  /** Three for each file: its index, that of its report, and that of the key of the answer or -1. */
  readonly done: Int32Array;
  readonly keys: readonly string[];
  /** What it measured, where somebody wants to know. */
  readonly times: Times | undefined;
}

/**
 * Starts workers that take from the files, each of which ends when there is nothing left. One that dies says less
 * than it took.
 */
export async function startWorkers(
  count: number,
  program: string,
  given: unknown,
  shared: SharedFiles,
  said: (result: WorkerResult) => void,
): Promise<void> {
  const workerData: WorkerTask<unknown> = { given, files: shared.memory };
  const ends = Array.from({ length: count }, () => {
    const worker = new Worker(program, { workerData, argv: [WORKER_ARGUMENT], resourceLimits });
    worker.on('message', said);
    return new Promise<void>((resolve) => {
      // Whatever it was: the main thread looks at what is missing itself.
      worker.once('error', () => resolve());
      worker.once('exit', () => resolve());
    });
  });
  await Promise.all(ends);
}

/** What lives longer than a file is handed over, so there is no use in letting garbage lie about. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 };
