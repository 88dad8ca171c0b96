import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect } from '@jest/globals';
import { Ajv } from 'ajv';

/** The command as it ships; `npm test` has built it. */
export const PROGRAM = fileURLToPath(new URL('../../dist/vmlint.cjs', import.meta.url));

/** What the tests are run with, without what would colour the output, change Node or tell of a CI. */
export const ENVIRONMENT: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:NO_COLOR|FORCE_COLOR|NODE_OPTIONS|LANG|LC_.*|CI|GITHUB_.*|GITLAB_.*)$/.test(name),
  ),
);

export interface Result {
  readonly status: number | null;
  /** As UTF-8, with `in # ms` for every time. */
  readonly stdout: string;
  readonly stderr: string;
  readonly stdoutBytes: Buffer;
}

export interface RunOptions {
  readonly input?: string | Buffer;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
}

/** Runs the command with nothing on standard input. A string of `input` has one character a byte. */
export function vmlint(cwd: string, args: readonly string[], options: RunOptions = {}): Result {
  const { input = '', env = {}, uid } = options;
  return run(process.execPath, [PROGRAM, ...args], {
    cwd,
    input: typeof input === 'string' ? bytes(input) : input,
    env: { ...ENVIRONMENT, ...env },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
}

function run(command: string, args: string[], options: SpawnSyncOptions): Result {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...options,
    encoding: 'buffer',
    maxBuffer: 1 << 28,
    timeout: 60_000,
  });
  if (error !== undefined) throw error;
  return {
    status,
    stdout: withoutTimes(stdout.toString()),
    stderr: withoutTimes(stderr.toString()),
    stdoutBytes: stdout,
  };
}

export function withoutTimes(text: string): string {
  return text.replace(/\bin \d+ ms\b/g, 'in # ms').replace(/"durationMs": \d+/g, '"durationMs": 0');
}

/** One character is one byte. */
export function bytes(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

/** A string is a file, one character a byte. */
export type Content = string | Buffer | null | { readonly link: string };

/** A folder of its own for each test of a file; names are relative to it. */
export class Folder {
  path = '';

  make(): void {
    this.path = realpathSync(mkdtempSync(join(tmpdir(), 'vmlint-cli-')));
    chmodSync(this.path, 0o755);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  at(name: string): string {
    return join(this.path, name);
  }

  /** Writes files, makes symbolic links, and for null a folder. */
  plant(tree: Readonly<Record<string, Content>>): void {
    for (const [name, content] of Object.entries(tree)) {
      const path = this.at(name);
      mkdirSync(dirname(path), { recursive: true });
      if (content === null) mkdirSync(path, { recursive: true });
      else if (typeof content === 'string') writeFileSync(path, bytes(content));
      else if (Buffer.isBuffer(content)) writeFileSync(path, content);
      else symlinkSync((content as { link: string }).link, path);
    }
  }

  /** One character a byte. */
  read(name: string): string {
    return readFileSync(this.at(name), 'latin1');
  }

  has(name: string): boolean {
    return existsSync(this.at(name));
  }

  /** The names in the folder, sorted. */
  list(name = '.'): string[] {
    return readdirSync(this.at(name)).sort();
  }

  vmlint(...args: string[]): Result {
    return vmlint(this.path, args);
  }

  /** Runs a script of bash in which `vmlint` is the command. */
  shell(script: string, cwd = this.path): Result {
    return run('bash', ['-c', `vmlint() { "$NODE" "$PROGRAM" "$@"; }\n${script}`], {
      cwd,
      env: { ...ENVIRONMENT, NODE: process.execPath, PROGRAM },
    });
  }

  /** Runs it with `--format json` and gives back the report, which must be as the schema says. */
  json(...args: string[]): Result & { report: Report } {
    const result = this.vmlint('--format', 'json', ...args);
    return { ...result, report: parseReport(result.stdout) };
  }
}

export function useFolder(): Folder {
  const folder = new Folder();
  beforeEach(() => folder.make());
  afterEach(() => folder.remove());
  return folder;
}

export interface ReportedPoint {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface ReportedEdit {
  readonly start: number;
  readonly end: number;
  readonly text?: string;
  readonly base64?: string;
}

export interface ReportedFinding {
  readonly setting?: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly start: ReportedPoint;
  readonly end: ReportedPoint;
  readonly fix?: { readonly safety: string; readonly edits: readonly ReportedEdit[] };
}

export interface ReportedFile {
  readonly path: string;
  readonly encoding?: string;
  readonly status: string;
  readonly reason?: string;
  readonly error?: string;
  readonly diff?: string;
  readonly findings: readonly ReportedFinding[];
  readonly fixed: readonly ReportedFinding[];
}

export interface Report {
  readonly summary: Readonly<Record<string, number>>;
  readonly files: readonly ReportedFile[];
}

const validate = new Ajv({ strict: true, strictRequired: false, allErrors: true }).compile(
  JSON.parse(readFileSync(new URL('../../schema/report.json', import.meta.url), 'utf8')),
);

/** The report in a text that must be nothing but a report of version 1. */
export function parseReport(text: string): Report {
  const report = JSON.parse(text) as Report;
  expect(validate(report) ? [] : validate.errors).toEqual([]);
  return report;
}

/** `path: status` or `path: status (reason)` of each file, in order. */
export function statuses({ files }: Report): string[] {
  return files.map(
    ({ path, status, reason }) => `${path}: ${status}${reason === undefined ? '' : ` (${reason})`}`,
  );
}

/** `line:column severity rule` of each finding. */
export function places(findings: readonly ReportedFinding[]): string[] {
  return findings.map(
    ({ start, severity, rule }) => `${start.line}:${start.column} ${severity} ${rule}`,
  );
}

/** Nothing went to standard error, least of all a stack trace. */
export function expectQuiet(result: { readonly stderr: string }): void {
  expect(result.stderr).toBe('');
}

/** A test where the machine can make the case real; elsewhere a printed line instead. */
export function unlessImpossible(possible: boolean, why: string, register: () => void): void {
  if (possible) register();
  else process.stdout.write(`not tested here: ${why}\n`);
}

export const IS_ROOT = process.getuid?.() === 0;
export const NOBODY = 65534;

/** An ESXi VM without `vhv.enable` (error, safe fix that the file itself asks for) and one unquoted value (warning). */
export const ESXI =
  'config.version = "8"\nvirtualHW.version = "20"\nguestOS = "vmkernel6"\nmemsize = 4096\n';

export const ESXI_FIXED =
  'config.version = "8"\nvirtualHW.version = "20"\nguestOS = "vmkernel6"\nmemsize = "4096"\nvhv.enable = "TRUE"\n';

/** Nothing but one unquoted value: a warning with a safe fix. */
export const UNQUOTED = 'config.version = "8"\nvhv.enable = "TRUE"\nmemsize = 4096\n';
export const QUOTED = UNQUOTED.replace('4096', '"4096"');
