import { hash as cryptoHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeOf, inPlainWords } from '../files/errors.js';
import { TemporaryFile } from '../files/temporary-file.js';
import { today } from '../lint/suppressions.js';
import type { FileReport } from '../report/report.js';
import type { CheckOptions } from './check-file.js';

export type CachedReport = Omit<FileReport, 'path'>;

/** Of 10,000 files there is no object each: V8 takes longer to make those than to read all of the files. */
interface Stored {
  readonly version: 2;
  /** Of the program that wrote it. */
  readonly program: string;
  /** Each report once: most files have the same, without findings. */
  readonly reports: readonly CachedReport[];
  /** A line each, in the order of the files. */
  readonly keys: string;
  /** Which of the reports each of the keys has. */
  readonly which: readonly number[];
}

/** More are not kept besides those that this run has used. */
const KEPT = 200_000;

/**
 * What vmlint said of files the last time, by their content, their name, and everything else that its answer
 * depends on. Nothing in it is trusted: what does not look as it should is left aside.
 */
export class ResultCache {
  readonly #program: string;
  #reports: readonly CachedReport[] = [];
  #keys: readonly string[] = [];
  #which: readonly number[] = [];
  /** Where the key that is likely to be asked for next stands. */
  #next = 0;
  #places: Map<string, number> | undefined;

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

  get isEmpty(): boolean {
    return this.#keys.length === 0;
  }

  /** Fastest where keys are asked for in the order in which they were saved. */
  get(key: string): CachedReport | undefined {
    let place: number | undefined = this.#next;
    if (this.#keys[place] !== key) {
      this.#places ??= new Map(this.#keys.map((known, index) => [known, index]));
      place = this.#places.get(key);
    }
    if (place === undefined) return undefined;
    this.#next = place + 1;
    return this.#reports[this.#which[place]!];
  }

  /**
   * Keeps what is known now, and what was known before, in one step. `now`: the report of each key, in the order
   * of the files. That it cannot be written is no failure of what was asked for.
   */
  save(now: readonly (readonly [key: string, report: FileReport])[]): void {
    const reports = new Map<string, number>();
    const keys: string[] = [];
    const which: number[] = [];
    const add = (key: string, report: CachedReport): void => {
      const text = JSON.stringify(report);
      let index = reports.get(text);
      if (index === undefined) reports.set(text, (index = reports.size));
      keys.push(key);
      which.push(index);
    };
    for (const [key, { path: _, ...report }] of now) add(key, report);
    const added = new Set(keys);
    for (const [place, key] of this.#keys.entries()) {
      if (keys.length >= added.size + KEPT) break;
      if (!added.has(key)) add(key, this.#reports[this.#which[place]!]!);
    }
    const head = JSON.stringify({ version: 2, program: this.#program }).slice(0, -1);
    const text = `${head},"keys":${JSON.stringify(keys.join('\n'))},"which":[${which.join(',')}],"reports":[${[...reports.keys()].join(',')}]}\n`;
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
    const stored: unknown = JSON.parse(text);
    if (!isStored(stored)) {
      this.#leaveAside('it is no cache of vmlint');
      return;
    }
    // Another version of vmlint may say something else.
    if (stored.program !== this.#program) return;
    const keys = stored.keys === '' ? [] : stored.keys.split('\n');
    const isWhole =
      keys.length === stored.which.length &&
      stored.reports.every(isReport) &&
      stored.which.every((index) => stored.reports[index] !== undefined);
    if (!isWhole) {
      this.#leaveAside('it is damaged');
      return;
    }
    this.#keys = keys;
    this.#which = stored.which;
    this.#reports = stored.reports;
  }

  #leaveAside(why: string): void {
    this.warn(`the cache ${this.location} is left aside: ${why}`);
  }
}

/** Of a locked or suspended VM, it does not depend on the file alone. */
const KEPT_REASONS: ReadonlySet<FileReport['reason']> = new Set([
  'not-a-vm-config',
  'binary',
  'encoding',
  'encrypted',
  'malformed',
]);

/** Only what depends on the file alone can be said again. */
export function isKept({ status, reason }: FileReport): boolean {
  return status === 'linted' || KEPT_REASONS.has(reason);
}

/** What the answer about a file depends on: its content, its name, and what was asked. One line. */
export function cacheKey(bytes: Uint8Array, path: string, options: CheckOptions): string {
  const name = basename(path);
  const line = name.includes('\n') ? JSON.stringify(name) : name;
  return `${hash(bytes)} ${optionsKey(options)} ${line}`;
}

/** Whether the answer is the same tomorrow: a suppression may end today. */
export function isLasting(bytes: Uint8Array): boolean {
  return !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('vmlint-ignore');
}

function hash(data: Uint8Array | string): string {
  return cryptoHash('sha1', data, 'base64');
}

function isStored(value: unknown): value is Stored {
  const { version, keys, which, reports } = (value ?? {}) as Partial<Record<string, unknown>>;
  return (
    version === 2 && typeof keys === 'string' && Array.isArray(which) && Array.isArray(reports)
  );
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
