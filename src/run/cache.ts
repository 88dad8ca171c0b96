import { hash as cryptoHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeOf, inPlainWords } from '../files/errors.js';
import { TemporaryFile } from '../files/temporary-file.js';
import { today } from '../lint/suppressions.js';
import type { FileReport } from '../report/report.js';
import type { CheckOptions } from './check-file.js';

type CachedReport = Omit<FileReport, 'path'>;

interface Stored {
  readonly version: 1;
  /** Of the program that wrote it. */
  readonly program: string;
  /** Each report once: most files have the same, without findings. */
  readonly reports: readonly CachedReport[];
  /** By key: which of the reports. */
  readonly files: Readonly<Record<string, number>>;
}

/** More are not kept besides those that this run has used. */
const KEPT = 200_000;

/**
 * What vmlint said of files the last time, by their content, their name, and everything else that its answer
 * depends on. Nothing in it is trusted: what does not look as it should is left aside.
 */
export class ResultCache {
  readonly #program: string;
  readonly #before = new Map<string, CachedReport>();
  readonly #used = new Map<string, CachedReport>();
  #isChanged = false;

  private constructor(
    private readonly location: string,
    private readonly warn: (message: string) => void,
  ) {
    this.#program = programHash();
  }

  /** `warn` is told where the file is there and cannot be used. */
  static open(location: string, warn: (message: string) => void): ResultCache {
    const cache = new ResultCache(location, warn);
    try {
      cache.#read(readFileSync(location, 'utf8'));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') {
        const why = error instanceof SyntaxError ? 'it is no JSON' : inPlainWords(error);
        cache.#leaveAside(why);
      }
    }
    return cache;
  }

  get(key: string): CachedReport | undefined {
    const report = this.#used.get(key) ?? this.#before.get(key);
    if (report !== undefined) this.#used.set(key, report);
    return report;
  }

  /** Only what depends on the file alone is kept. */
  set(key: string, report: FileReport): void {
    if (report.status !== 'linted' && report.reason !== 'not-a-vm-config') return;
    const { path: _, ...rest } = report;
    this.#used.set(key, rest);
    this.#isChanged = true;
  }

  /** Writes what was learnt, in one step. That it cannot be written is no failure of what was asked for. */
  save(): void {
    if (!this.#isChanged) return;
    const reports = new Map<string, number>();
    const files: Record<string, number> = {};
    const add = (key: string, report: CachedReport): void => {
      const text = JSON.stringify(report);
      let index = reports.get(text);
      if (index === undefined) reports.set(text, (index = reports.size));
      files[key] = index;
    };
    for (const [key, report] of this.#used) add(key, report);
    let room = KEPT;
    for (const [key, report] of this.#before) {
      if (this.#used.has(key)) continue;
      if (room-- === 0) break;
      add(key, report);
    }
    const head = JSON.stringify({ version: 1, program: this.#program, files }).slice(0, -1);
    const text = `${head},"reports":[${[...reports.keys()].join(',')}]}\n`;
    const file = new TemporaryFile(this.location);
    try {
      file.fill(Buffer.from(text, 'utf8'));
      file.place();
    } catch (error) {
      this.warn(`the cache ${this.location} could not be written: ${inPlainWords(error)}`);
    } finally {
      file.discard();
    }
  }

  #read(text: string): void {
    const stored = JSON.parse(text) as Partial<Stored> | null;
    if (typeof stored !== 'object' || stored?.version !== 1 || !Array.isArray(stored.reports)) {
      this.#leaveAside('it is no cache of vmlint');
      return;
    }
    // Another version of vmlint may say something else.
    if (stored.program !== this.#program) return;
    for (const [key, index] of Object.entries(stored.files ?? {})) {
      const report: unknown = stored.reports[index];
      if (isReport(report)) this.#before.set(key, report);
    }
  }

  #leaveAside(why: string): void {
    this.warn(`the cache ${this.location} is left aside: ${why}`);
    this.#isChanged = true;
  }
}

/** What the answer about a file depends on: its content, its name, and what was asked. */
export function cacheKey(bytes: Uint8Array, path: string, options: CheckOptions): string {
  return `${hash(bytes)} ${optionsKey(options)} ${basename(path)}`;
}

/** Whether the answer is the same tomorrow: a suppression may end today. */
export function isLasting(bytes: Uint8Array): boolean {
  return !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('vmlint-ignore');
}

function hash(data: Uint8Array | string): string {
  return cryptoHash('sha1', data, 'base64');
}

function isReport(value: unknown): value is CachedReport {
  const { status, findings, fixed } = (value ?? {}) as Partial<Record<string, unknown>>;
  return typeof status === 'string' && Array.isArray(findings) && Array.isArray(fixed);
}

const optionsKeys = new WeakMap<CheckOptions, string>();

/** Everything in the options that bears on findings. */
function optionsKey(options: CheckOptions): string {
  let key = optionsKeys.get(options);
  if (key === undefined) {
    const { rules, intent, excerpts, maxSize } = options;
    const judges = rules.map(({ id, severity, configured }) => [id, severity, configured]);
    const day = intent.exceptions?.some(({ until }) => until !== undefined) ? today() : '';
    key = hash(JSON.stringify({ judges, intent, excerpts, maxSize, day })).slice(0, 8);
    optionsKeys.set(options, key);
  }
  return key;
}

/** A version number would not tell two builds apart. */
function programHash(): string {
  return hash(readFileSync(fileURLToPath(import.meta.url)));
}
