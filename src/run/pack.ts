import type { FileReport } from '../report/report.js';
import type { WorkerResult } from './parallel.js';
import { AT_ONCE, type SharedFiles } from './shared-files.js';

// Threads copy what they hand over to each other, and objects of which there are many take long to copy.

/** So many files are handed over at once: few, so that little of it outlives the garbage of linting. */
const BATCH = 2 * AT_ONCE;

/** Hands over what a thread does, where most files have the same report but for the path. */
export class PackedReports {
  #reports: FileReport[] = [];
  #done: number[] = [];
  #keys: string[] = [];
  readonly #clean = new Map<string, number>();

  constructor(private readonly handOver: (result: WorkerResult) => void) {}

  add(index: number, report: FileReport, key: string | undefined): void {
    this.#done.push(index, this.#indexOf(report), key === undefined ? -1 : this.#keys.length);
    if (key !== undefined) this.#keys.push(key);
    if (this.#done.length >= 3 * BATCH) this.flush(undefined);
  }

  flush(times: WorkerResult['times']): void {
    const done = Int32Array.from(this.#done);
    this.handOver({ reports: this.#reports, done, keys: this.#keys, times });
    [this.#reports, this.#done, this.#keys] = [[], [], []];
    this.#clean.clear();
  }

  #indexOf(report: FileReport): number {
    const { status, findings, language, encoding } = report;
    if (status !== 'linted' || findings.length > 0) return this.#reports.push(report) - 1;
    const kind = `${language ?? ''} ${encoding ?? ''}`;
    const known = this.#clean.get(kind) ?? this.#reports.push(report) - 1;
    this.#clean.set(kind, known);
    return known;
  }
}

/** Calls `each` with what a thread has done with each of the files that it took. */
export function unpackReports(
  { reports, done, keys }: WorkerResult,
  files: SharedFiles,
  each: (index: number, report: FileReport, key: string | undefined) => void,
): void {
  for (let at = 0; at < done.length; at += 3) {
    const index = done[at]!;
    const { path } = files.at(index);
    each(index, { ...reports[done[at + 1]!]!, path }, keys[done[at + 2]!]);
  }
}
