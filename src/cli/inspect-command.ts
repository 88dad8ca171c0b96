import { discover, type DiscoveredFile } from '../files/discover.js';
import { FolderStates } from '../files/in-use.js';
import { readLogEnds } from '../files/log.js';
import { readFile } from '../files/read.js';
import { detectLanguage, isCandidateName, sourceOf } from '../languages/index.js';
import { summarizeVm, type VmSummary } from '../languages/vmx/vm-summary.js';
import { escapeControls, escapeJson } from '../report/escape.js';
import { displayWidth } from '../report/width.js';
import { leaveSignalsToTheSystem } from './signals.js';
import { toStderr, toStdout } from './output.js';
import { UsageError } from './usage-error.js';

export interface InspectArguments {
  readonly paths: readonly string[];
  readonly format: 'table' | 'json' | 'csv';
  /** Bytes. */
  readonly maxSize: number;
}

interface Row extends VmSummary {
  readonly path: string;
}

/**
 * Says in a row what each VM is.
 * @returns 0, or 2 where a file could not be read @throws {UsageError} for an empty path
 */
export async function runInspect(given: InspectArguments): Promise<number> {
  if (given.paths.includes('')) throw new UsageError('one of the paths is empty');
  const { files, problems } = await discover([...new Set(given.paths)], {
    cwd: process.cwd(),
    isCandidate: isCandidateName,
    warn: (message) => tell('warning', message),
  });
  for (const { path, message } of problems) tell('error', `${path}: ${message}`);
  let failed = problems.length > 0;
  const folders = new FolderStates();
  const rows: Row[] = [];
  for (const file of files) {
    const row = inspect(file, given.maxSize, folders);
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
): Row | 'failed' | undefined {
  const { path, absolute, named, ignored } = file;
  const skip = (why: string): undefined => tell('warning', `${path}: skipped: ${why}`);
  if (ignored) return skip('an ignore file (.gitignore or .vmlintignore) leaves it out');
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
  if (document.dialect !== 'vmx') return skip('it belongs to VMware, but describes no VM');
  const log = folders.logBeside(absolute);
  return { path, ...summarizeVm(document, log === undefined ? undefined : readLogEnds(log)) };
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
    const { line } = row.nested;
    return {
      path: row.path,
      name: row.name ?? null,
      nested: { state: row.nested.state, why: row.nested.why, line: line ?? null },
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
