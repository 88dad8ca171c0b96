import { LANGUAGES } from '../languages/index.js';
import { SETTINGS } from '../languages/vmx/catalogue/index.js';
import { toStdout } from './output.js';
import { UsageError } from './usage-error.js';

/** @throws {UsageError} for a language that does not exist */
export function runSettings(format: 'pretty' | 'json', language?: string): number {
  if (language !== undefined && !LANGUAGES.some(({ id }) => id === language)) {
    const known = LANGUAGES.map(({ id }) => id).join(', ');
    throw new UsageError(`unknown language "${language}", expected one of ${known}`);
  }
  if (format === 'json') {
    const settings = SETTINGS.map((setting) => ({ language: 'vmx', ...setting }));
    toStdout(`${JSON.stringify({ version: 1, settings }, null, 2)}\n`);
    return 0;
  }
  const rows = SETTINGS.map((setting) => [
    setting.pattern,
    setting.type,
    setting.default ?? '-',
    setting.sinceHardwareVersion === undefined ? '-' : `hw ${setting.sinceHardwareVersion}`,
    setting.description ?? 'observed',
  ]);
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at]!))).join('  '),
  );
  toStdout(`${lines.join('\n')}\n`);
  return 0;
}
