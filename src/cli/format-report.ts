import { escapeControls, escapeJson } from '../report/escape.js';
import type { FormatReport } from '../run/format-file.js';

const SAYS: Partial<Record<FormatReport['status'], string>> = {
  formatted: 'formatted',
  unformatted: 'would format',
  'read-only': 'not written',
};

/** A line for each file that was not formatted, and one that counts them. */
export function formatPretty(
  reports: readonly FormatReport[],
  { check }: { readonly check: boolean },
): string {
  const lines = reports.flatMap(({ path, status, error = '', hostState = [] }) => {
    const shown = escapeControls(path);
    if (status === 'failed') return [`error ${shown}: ${escapeControls(error)}`];
    const says = SAYS[status];
    const states = hostState.map(({ start, message, strippable }) => {
      const place = `${shown}:${start.line}:${start.column}`;
      const wayOut = strippable ? '; --unsafe takes it away' : '';
      return `${place}: ${escapeControls(message)}${wayOut}`;
    });
    return says === undefined ? states : [`${says} ${shown}`, ...states];
  });
  const skipped = count(reports, 'skipped');
  const failed = count(reports, 'failed');
  const read = reports.length - skipped - failed;
  const changed = count(reports, check ? 'unformatted' : 'formatted');
  const states = reports.reduce((sum, { hostState = [] }) => sum + hostState.length, 0);
  const notWritten = count(reports, 'read-only');
  const summary = [
    `${check ? 'Would format' : 'Formatted'} ${changed} of ${files(read)}`,
    ...(states > 0 ? [`${states} ${states === 1 ? 'setting' : 'settings'} of a host`] : []),
    ...(notWritten > 0 ? [`${notWritten} not written`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  return [...lines, ...(lines.length > 0 ? [''] : []), `${summary.join(', ')}\n`].join('\n');
}

function files(number: number): string {
  return `${number} ${number === 1 ? 'file' : 'files'}`;
}

function count(reports: readonly FormatReport[], wanted: FormatReport['status']): number {
  return reports.filter(({ status }) => status === wanted).length;
}

export function formatJson(reports: readonly FormatReport[]): string {
  const summary = {
    files: reports.length,
    formatted: count(reports, 'formatted'),
    unformatted: count(reports, 'unformatted'),
    readOnly: count(reports, 'read-only'),
    skipped: count(reports, 'skipped'),
    failed: count(reports, 'failed'),
  };
  const listed = reports.map((report) => ({ ...report, diff: undefined }));
  return `${escapeJson(JSON.stringify({ version: 1, summary, files: listed }, undefined, 2))}\n`;
}
