import { formatBlock, type Block } from './block.js';
import { fixedBlock } from './changes.js';
import { createColors, type Colors } from './colors.js';
import { escapeControls } from './escape.js';
import type { Fix } from './json-model.js';
import type { FileReport, ReportedFinding, RunReport } from './report.js';
import { canWrite } from './summary.js';
import { asOption, verdict } from './verdict.js';

export interface PrettyOptions {
  readonly color: boolean;
  /** Show errors and failed files only. */
  readonly quiet: boolean;
  /** `--unsafe` was given. */
  readonly unsafe: boolean;
  /** `--no-assume` was not given. */
  readonly assume: boolean;
  /** `--fix` or `--diff` was given. */
  readonly fixes?: boolean;
}

/** The report for a person at a terminal. With `report.diffOnly`, the diffs themselves are not in it. */
export function formatPretty(report: RunReport, options: PrettyOptions): string {
  return [...prettyParts(report, options)].join('');
}

/** The same, bit by bit: of many files it is large. */
export function* prettyParts(report: RunReport, options: PrettyOptions): Generator<string, void> {
  const colors = createColors(options.color);
  /** What stands between a block and the one before. */
  let separator = '';
  const block = (lines: readonly string[]): string => {
    const text = separator + lines.join('\n');
    separator = '\n\n';
    return text;
  };
  if (!options.quiet) {
    for (const file of report.files) {
      if (file.fixed.length > 0) yield block(fixedBlock(file, report.diffOnly, colors));
    }
  }
  let isNotice = false;
  for (const file of report.files) {
    const notice = fileNotice(file, options, colors);
    if (notice !== undefined) {
      yield isNotice ? `\n${notice}` : block([notice]);
      isNotice = true;
    }
    for (const finding of file.findings) {
      if (options.quiet && finding.severity !== 'error') continue;
      yield block(findingBlock(file, finding, options, colors));
      isNotice = false;
    }
    for (const { rule, severity, count } of file.omitted ?? []) {
      if (options.quiet && severity !== 'error') continue;
      const what = `${count} more of ${escapeControls(rule)}`;
      yield block([`${colors.yellow('omitted')} ${escapeControls(file.path)}: ${what}`]);
    }
  }
  yield block(verdict(report, options));
  yield '\n';
}

function fileNotice(
  file: FileReport,
  { quiet, fixes }: PrettyOptions,
  colors: Colors,
): string | undefined {
  const { status } = file;
  if (status === 'failed') {
    const error = file.error ?? file.explanation ?? 'could not be processed';
    return `${colors.red('error')} ${escapeControls(file.path)}: ${escapeControls(error)}`;
  }
  if (quiet || (status !== 'skipped' && status !== 'read-only')) return undefined;
  // It is no news to whoever did not ask for it to be written.
  if (file.reason === 'binary' && fixes !== true) return undefined;
  const paint = status === 'skipped' ? colors.dim : colors.yellow;
  const why = file.explanation ?? file.reason;
  const explanation = why === undefined ? '' : `: ${escapeControls(why)}`;
  return `${paint(status)} ${escapeControls(file.path)}${explanation}`;
}

function findingBlock(
  file: FileReport,
  finding: ReportedFinding,
  options: PrettyOptions,
  colors: Colors,
): string[] {
  const { severity, rule, message, label = '' } = finding;
  const block: Block = {
    severity,
    title: `${severity}[${rule}]`,
    message,
    path: file.path,
    place: { ...finding, label },
    related: finding.related.map((related) => ({ ...related, label: related.message })),
    notes: findingNotes(file, finding, options),
  };
  return formatBlock(block, colors);
}

function findingNotes(
  file: FileReport,
  finding: ReportedFinding,
  options: PrettyOptions,
): string[] {
  const notes: string[] = [];
  const { fix, productMessage } = finding;
  if (productMessage !== undefined) {
    notes.push(`the product then says: ${escapeControls(productMessage)}`);
  }
  if (fix !== undefined) {
    const writable = canWrite(file, fix);
    const how = writable ? howToApply(fix, options) : '';
    notes.push(`fix (${fix.safety}): ${escapeControls(fix.title)}${how}`);
    for (const command of fix.commands) {
      const how = writable ? 'or run' : 'run';
      for (const line of command.text.split(/\r?\n/)) notes.push(`${how}: ${escapeControls(line)}`);
    }
  }
  notes.push(`docs: vmlint explain ${escapeControls(finding.rule)}`);
  return notes;
}

/** Named only where plain `--fix`, or the options that were given, would leave the fix. */
function howToApply(fix: Fix, options: PrettyOptions): string {
  const needed = [
    fix.safety === 'unsafe' && !options.unsafe ? '--unsafe' : '',
    fix.assumes !== undefined && !options.assume ? asOption(fix.assumes) : '',
  ].filter((option) => option !== '');
  return needed.length === 0 ? '' : ` (apply with --fix ${needed.join(' ')})`;
}
