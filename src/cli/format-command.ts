import { dirname, resolve } from 'node:path';
import { discover } from '../files/discover.js';
import { FolderStates } from '../files/in-use.js';
import { realPath } from '../files/patch-name.js';
import { byCodeUnits } from '../files/paths.js';
import { Pauses } from '../files/pauses.js';
import type { FormatOptions } from '../format/options.js';
import { isCandidateName } from '../languages/index.js';
import { NO_PATH } from '../run/check-file.js';
import type { Configuration } from '../run/configuration.js';
import {
  formatBytes,
  formatFile,
  type FormatFileOptions,
  type FormatReport,
} from '../run/format-file.js';
import { areUnusable, warn } from './check-paths.js';
import { openConfiguration } from './configuration.js';
import type { FormatArguments } from './format-arguments.js';
import { formatJson, formatPretty } from './format-report.js';
import { toStderr, toStdout } from './output.js';
import { startProgress } from './progress.js';
import { leaveSignalsToTheSystem } from './signals.js';
import { readStdin } from './stdin.js';

/**
 * Writes files as their products do.
 * @returns 0; 1 where a file is not formatted now, or what is of a host remains where that was asked for; 2 where one could not be read or written
 */
export async function runFormat(given: FormatArguments): Promise<number> {
  const configuration = await openConfiguration(given);
  const reports = given.stdin
    ? await formatStdin(given, configuration)
    : await formatPaths(given, configuration);
  if (reports === undefined) return 2;
  leaveSignalsToTheSystem();
  for (const { path, status, reason, explanation = '' } of reports) {
    if (status === 'read-only') warn(`${path} was not written: ${explanation}`);
    const isForeign = reason === 'ignored' || reason === 'not-a-vm-config';
    if (status === 'skipped' && !isForeign) warn(`${path}: it is not formatted: ${explanation}`);
  }
  const report = given.format === 'json' ? formatJson(reports) : formatPretty(reports, given);
  for (const { diff } of reports) {
    if (diff && given.format !== 'json') toStdout(Buffer.from(`${diff}\n`, 'latin1'));
  }
  // There the text itself is on standard output.
  if (given.stdin && !given.check) toStderr(report);
  else toStdout(report);
  if (reports.some(({ status }) => status === 'failed')) return 2;
  const isLeft = ({ status, hostState = [] }: FormatReport) =>
    status === 'unformatted' || status === 'read-only' || hostState.length > 0;
  return reports.some(isLeft) ? 1 : 0;
}

async function optionsFor(given: FormatArguments): Promise<Omit<FormatFileOptions, 'format'>> {
  const { check, backup, force, maxSize, template, unsafe } = given;
  const hostState = !template ? 'leave' : unsafe ? 'strip' : 'list';
  const { unifiedDiff } = await import('../report/patch.js');
  return { check, backup, force, maxSize, hostState, ...(check && { unifiedDiff }) };
}

/** Undefined: configurations cannot be used, which was told. */
async function formatPaths(
  given: FormatArguments,
  configuration: Configuration,
): Promise<FormatReport[] | undefined> {
  let found = 0;
  let done = 0;
  const endProgress = startProgress(() => `Formatted ${done} of ${found} files`);
  try {
    const operands = given.paths.length === 0 ? ['.'] : [...new Set(given.paths)];
    const { files, problems } = await discover(operands, {
      cwd: process.cwd(),
      isCandidate: isCandidateName,
      warn,
      exclusions: configuration,
      found: (count) => void (found = count),
    });
    const read = files.filter(({ ignored }) => !ignored).map(({ absolute }) => dirname(absolute));
    if (await areUnusable(configuration, new Set(read), given)) return undefined;
    const options = await optionsFor(given);
    const folders = new FolderStates();
    const pauses = new Pauses();
    const reports: FormatReport[] = [];
    const patched = new Set<string>();
    for (const file of files) {
      const { absolute, ignored } = file;
      const { format } = configuration.applied(ignored ? undefined : absolute);
      const { diff, ...report } = formatFile(file, { ...options, format }, folders);
      // A file that has two names gets one patch.
      const isFirst = diff !== undefined && !patched.has(realPath(absolute));
      if (isFirst) patched.add(realPath(absolute));
      reports.push({ ...report, ...(isFirst && { diff }) });
      done++;
      const pause = pauses.due();
      if (pause !== undefined) await pause;
    }
    for (const { path, message } of problems) {
      reports.push({ path, status: 'failed', error: message, edits: [] });
    }
    return reports.sort((left, right) => byCodeUnits(left.path, right.path));
  } finally {
    endProgress();
  }
}

/** Undefined: configurations cannot be used, which was told. */
async function formatStdin(
  given: FormatArguments,
  configuration: Configuration,
): Promise<FormatReport[] | undefined> {
  const bytes = await readStdin();
  const path = given.stdinFilename ?? NO_PATH;
  const place = resolve(path);
  const absolute = given.stdinFilename === undefined ? undefined : place;
  const scope = await configuration.scopeOf(dirname(place));
  const isUnusable = await areUnusable(configuration, [dirname(place)], given);
  let text: Uint8Array = bytes;
  const report = async (format: FormatOptions): Promise<FormatReport> =>
    formatBytes({ path, absolute }, bytes, { ...(await optionsFor(given)), format }, (written) => {
      text = written.bytes;
    });
  const by = scope?.leftOutBy(place, false);
  const reports = isUnusable
    ? undefined
    : by !== undefined
      ? [skippedBy(path, by)]
      : [await report(configuration.applied(place).format)];
  // The text comes back whatever happened to it, so that an editor never loses it.
  if (!given.check) toStdout(text);
  return reports;
}

function skippedBy(path: string, by: string): FormatReport {
  const explanation = `${by} leaves it out`;
  return { path, status: 'skipped', reason: 'ignored', explanation, edits: [] };
}
