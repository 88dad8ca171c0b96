import { escapeControls } from './escape.js';
import type { RunReport } from './report.js';

/** One line a finding, for people who grep and for editors: `path:line:column: severity rule message`. */
export function formatCompact(report: RunReport, options: { readonly quiet: boolean }): string {
  const lines: string[] = [];
  for (const file of report.files) {
    const path = escapePath(file.path);
    if (file.status === 'failed') {
      const error = file.error ?? file.explanation ?? 'could not be processed';
      lines.push(`${path}: error: ${escapeControls(error)}\n`);
    }
    for (const { rule, severity, message, start } of file.findings) {
      if (options.quiet && severity !== 'error') continue;
      const place = `${path}:${start.line}:${start.column}`;
      lines.push(`${place}: ${severity} ${escapeControls(rule)} ${escapeControls(message)}\n`);
    }
  }
  return lines.join('');
}

/** Escapes the colons, too, that could be taken for the ones around line and column; not the one of `C:/`. */
function escapePath(path: string): string {
  return escapeControls(path).replace(/:(?=\d)/g, '\\x3a');
}
