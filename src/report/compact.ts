import { escapeControls } from './escape.js';
import type { RunReport } from './report.js';

interface CompactOptions {
  readonly quiet: boolean;
}

/** One line a finding, for people who grep and for editors: `path:line:column: severity rule message`. */
export function formatCompact(report: RunReport, options: CompactOptions): string {
  return [...compactParts(report, options)].join('');
}

/** The same, line by line. */
export function* compactParts(report: RunReport, options: CompactOptions): Generator<string, void> {
  for (const file of report.files) {
    const path = escapePath(file.path);
    if (file.status === 'failed') {
      const error = file.error ?? file.explanation ?? 'could not be processed';
      yield `${path}: error: ${escapeControls(error)}\n`;
    }
    for (const { rule, severity, message, start } of file.findings) {
      if (options.quiet && severity !== 'error') continue;
      const place = `${path}:${start.line}:${start.column}`;
      yield `${place}: ${severity} ${escapeControls(rule)} ${escapeControls(message)}\n`;
    }
  }
}

/** Escapes the colons, too, that could be taken for the ones around line and column; not the one of `C:/`. */
function escapePath(path: string): string {
  return escapeControls(path).replace(/:(?=\d)/g, '\\x3a');
}
