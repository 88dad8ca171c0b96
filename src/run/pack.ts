import type { DiscoveredFile } from '../files/discover.js';
import type { FileReport } from '../report/report.js';
import type { WorkerResult } from './parallel.js';

// Threads copy what they hand over to each other, and of many objects that takes longer than to lint them.

/** A list of files with few objects in it. */
export interface PackedFiles {
  /** Separated by NUL, which is in no path. */
  readonly shown: string;
  readonly absolute: string;
  /** 1 for each that is `plain`. */
  readonly plain: Uint8Array;
  /** Those that are named, or ignored, by index. */
  readonly others: ReadonlyMap<number, DiscoveredFile>;
}

export function packFiles(files: readonly DiscoveredFile[]): PackedFiles {
  const others = new Map<number, DiscoveredFile>();
  for (const [index, file] of files.entries()) {
    if (file.named || file.ignored) others.set(index, file);
  }
  return {
    shown: files.map(({ path }) => path).join('\0'),
    absolute: files.map(({ absolute }) => absolute).join('\0'),
    plain: Uint8Array.from(files, ({ plain }) => Number(plain)),
    others,
  };
}

export function unpackFiles({ shown, absolute, plain, others }: PackedFiles): DiscoveredFile[] {
  const paths = shown.split('\0');
  return absolute.split('\0').map((absolute, index) => {
    const path = paths[index]!;
    const common = { path, absolute, named: false, ignored: false, plain: plain[index] === 1 };
    return others.get(index) ?? common;
  });
}

/** What a thread has done, where most files have the same report but for the path. */
export class PackedReports {
  readonly #reports: FileReport[] = [];
  readonly #done: number[] = [];
  readonly #keys: string[] = [];
  readonly #clean = new Map<string, number>();

  add(index: number, report: FileReport, key: string | undefined): void {
    this.#done.push(index, this.#indexOf(report), key === undefined ? -1 : this.#keys.length);
    if (key !== undefined) this.#keys.push(key);
  }

  result(times: WorkerResult['times']): WorkerResult {
    const done = Int32Array.from(this.#done);
    return { reports: this.#reports, done, keys: this.#keys, times };
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
  files: readonly DiscoveredFile[],
  each: (index: number, report: FileReport, key: string | undefined) => void,
): void {
  for (let at = 0; at < done.length; at += 3) {
    const index = done[at]!;
    const { path } = files[index]!;
    each(index, { ...reports[done[at + 1]!]!, path }, keys[done[at + 2]!]);
  }
}
