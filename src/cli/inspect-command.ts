import { dirname } from 'node:path';
import { discover, type DiscoveredFile } from '../files/discover.js';
import { FolderStates } from '../files/in-use.js';
import { IGNORE_FILES } from '../files/left-out.js';
import { readLogEnds } from '../files/log.js';
import { readFile } from '../files/read.js';
import { detectLanguage, isCandidateName, sourceOf, type VmDocument } from '../languages/index.js';
import { summarizeHypervVm } from '../languages/hyperv/vm-summary.js';
import { summarizeMachine } from '../languages/vbox/vm-summary.js';
import type { Surroundings, VmSummary } from '../languages/vm-summary.js';
import { summarizeVm } from '../languages/vmx/vm-summary.js';
import { intentOfFile } from '../lint/directives.js';
import type { NestedIntent } from '../lint/rule.js';
import { logOf } from '../run/check-file.js';
import { escapeControls, escapeJson } from '../report/escape.js';
import { displayWidth } from '../report/width.js';
import type { Configuration } from '../run/configuration.js';
import { openConfiguration } from './configuration.js';
import type { EffectiveArguments } from './lint-arguments.js';
import { leaveSignalsToTheSystem } from './signals.js';
import { toStderr, toStdout } from './output.js';
import { UsageError } from './usage-error.js';

export interface InspectArguments extends EffectiveArguments {
  readonly paths: readonly string[];
  readonly format: 'table' | 'json' | 'csv';
  /** Bytes. */
  readonly maxSize: number;
  readonly color: 'auto' | 'always' | 'never';
}

interface Row extends VmSummary {
  readonly path: string;
  /** What the VM is for. */
  readonly intent: NestedIntent;
}

/**
 * Says in a row what each VM is.
 * @returns 0, or 2 where a file could not be read, or a configuration cannot be used
 * @throws {UsageError} for an empty path
 */
export async function runInspect(given: InspectArguments): Promise<number> {
  if (given.paths.includes('')) throw new UsageError('one of the paths is empty');
  const configuration = await openConfiguration(given);
  const { files, problems } = await discover([...new Set(given.paths)], {
    cwd: process.cwd(),
    isCandidate: isCandidateName,
    warn: (message) => tell('warning', message),
    exclusions: configuration,
  });
  const read = files.filter(({ ignored }) => !ignored).map(({ absolute }) => dirname(absolute));
  const unusable = configuration.problems(new Set(read));
  if (unusable.length > 0) {
    await (await import('./config-problems.js')).tellConfigProblems(unusable, given.color);
    return 2;
  }
  for (const { path, message } of problems) tell('error', `${path}: ${message}`);
  let failed = problems.length > 0;
  const folders = new FolderStates();
  const rows: Row[] = [];
  for (const file of files) {
    const row = inspect(file, given.maxSize, folders, configuration);
    if (row === 'failed') failed = true;
    else if (row !== undefined) rows.push(row);
  }
  leaveSignalsToTheSystem();
  toStdout(PRINT[given.format](rows));
  return failed ? 2 : 0;
}

/** Undefined: it is left out, as `lint` does, and a line on standard error says why. */
function inspect(
  file: DiscoveredFile,
  maxSize: number,
  folders: FolderStates,
  configuration: Configuration,
): Row | 'failed' | undefined {
  const { path, absolute, named, ignored, ignoredBy } = file;
  const skip = (why: string): undefined => tell('warning', `${path}: skipped: ${why}`);
  if (ignored) return skip(`${ignoredBy ?? `an ignore file (${IGNORE_FILES})`} leaves it out`);
  const read = readFile(absolute, maxSize, true);
  if (read.kind === 'failed') {
    if (!named) return skip(read.message);
    tell('error', `${path}: ${read.message}`);
    return 'failed';
  }
  if (read.kind === 'too-large') {
    return skip(`it has ${read.size} bytes, more than --max-size ${maxSize}`);
  }
  const source = sourceOf(absolute, read.bytes);
  const detected = detectLanguage(absolute, source);
  if ('whyNot' in detected) return skip(`not a VM configuration: ${detected.whyNot}`);
  const document = detected.language.parse(source);
  if (document.language === 'vmx' && document.dialect !== 'vmx') {
    return skip('it belongs to VMware, but describes no VM');
  }
  const intent = intentOfFile(document, configuration.applied(absolute).intent);
  const { nested, given } = intent;
  const log = given?.hyperv === undefined ? logOf(detected.language, absolute, folders) : undefined;
  const logText = log === undefined ? undefined : readLogEnds(log);
  const summary = summaryOf(document, { given, logText });
  if (summary === undefined) return skip('it describes no VM');
  return { path, intent: nested, ...summary };
}

function summaryOf(document: VmDocument, surroundings: Surroundings): VmSummary | undefined {
  switch (document.language) {
    case 'vmx':
      return summarizeVm(document, surroundings);
    case 'hyperv':
      return summarizeHypervVm(document, surroundings);
    case 'vbox':
      return summarizeMachine(document, surroundings);
    default:
      return undefined;
  }
}

function tell(kind: 'warning' | 'error', message: string): undefined {
  toStderr(`${kind}: ${escapeControls(message)}\n`);
}

const PRINT: Readonly<Record<InspectArguments['format'], (rows: readonly Row[]) => string>> = {
  table,
  json,
  csv,
};

function json(rows: readonly Row[]): string {
  const vms = rows.map((row) => {
    const { state, why, line } = row.nested;
    return {
      path: row.path,
      name: row.name ?? null,
      nested: { state, why, line: line ?? null, intent: row.intent },
      cpus: row.cpus ?? null,
      coresPerSocket: row.coresPerSocket ?? null,
      memoryMiB: row.memoryMiB ?? null,
      firmware: row.firmware ?? null,
      hardwareVersion: row.hardwareVersion ?? null,
      guestOS: row.guestOS ?? null,
      settings: row.settings,
    };
  });
  return `${escapeJson(JSON.stringify({ version: 1, vms }, null, 2))}\n`;
}

const COLUMNS = [
  'path',
  'name',
  'nested',
  'intent',
  'cpus',
  'memory',
  'firmware',
  'hw',
  'guestOS',
  'why',
  'settings',
] as const;

/** Quoted as RFC 4180 has it. Controls are escaped, so that each row is a line. */
function csv(rows: readonly Row[]): string {
  const lines = rows.map((row) => cells(row, (memory) => String(memory)));
  const header = COLUMNS.map((name) => (name === 'memory' ? 'memoryMiB' : name));
  return [header, ...lines].map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function table(rows: readonly Row[]): string {
  const lines = [
    COLUMNS.map((name) => name.toUpperCase()),
    ...rows.map((row) => cells(row, inUnits).map((cell) => cell || '-')),
  ];
  const widths = COLUMNS.map((_, column) =>
    Math.max(...lines.map((line) => displayWidth(line[column]!))),
  );
  return lines
    .map((line) => line.map((cell, column) => padded(cell, widths[column]!)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(width - displayWidth(cell));
}

/** In the order of the columns. */
function cells(row: Row, memory: (mebibytes: number) => string): string[] {
  const { nested } = row;
  return [
    row.path,
    row.name ?? '',
    nested.state,
    row.intent,
    row.cpus === undefined ? '' : String(row.cpus),
    row.memoryMiB === undefined ? '' : memory(row.memoryMiB),
    row.firmware ?? '',
    row.hardwareVersion ?? '',
    row.guestOS ?? '',
    nested.line === undefined ? nested.why : `${nested.why} (line ${nested.line})`,
    row.settings.map(({ key, value }) => `${key}=${value}`).join('; '),
  ].map(escapeControls);
}

function inUnits(mebibytes: number): string {
  return mebibytes >= 1024 && mebibytes % 1024 === 0
    ? `${mebibytes / 1024} GiB`
    : `${mebibytes} MiB`;
}
