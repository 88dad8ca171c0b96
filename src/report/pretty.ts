import { fixedBlock } from './changes.js';
import { createColors, type Colors } from './colors.js';
import { escapeControls } from './escape.js';
import { frameLine } from './frame.js';
import type {
  FileReport,
  ReportedFinding,
  ReportedFix,
  ReportedRelated,
  RunReport,
} from './report.js';
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
}

/** The report for a person at a terminal. With `report.diffOnly`, the diffs themselves are not in it. */
export function formatPretty(report: RunReport, options: PrettyOptions): string {
  const colors = createColors(options.color);
  const blocks: string[][] = [];
  if (!options.quiet) {
    for (const file of report.files) {
      if (file.fixed.length > 0) blocks.push(fixedBlock(file, report.diffOnly, colors));
    }
  }
  let notices: string[] | undefined;
  for (const file of report.files) {
    const notice = fileNotice(file, options.quiet, colors);
    if (notice !== undefined) {
      if (notices === undefined) blocks.push((notices = []));
      notices.push(notice);
    }
    for (const finding of file.findings) {
      if (options.quiet && finding.severity !== 'error') continue;
      blocks.push(findingBlock(file, finding, options, colors));
      notices = undefined;
    }
    for (const { rule, severity, count } of file.omitted ?? []) {
      if (options.quiet && severity !== 'error') continue;
      const what = `${count} more of ${escapeControls(rule)}`;
      blocks.push([`${colors.yellow('omitted')} ${escapeControls(file.path)}: ${what}`]);
    }
  }
  blocks.push(verdict(report, options));
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function fileNotice(file: FileReport, quiet: boolean, colors: Colors): string | undefined {
  const { status } = file;
  if (status === 'failed') {
    const error = file.error ?? file.explanation ?? 'could not be processed';
    return `${colors.red('error')} ${escapeControls(file.path)}: ${escapeControls(error)}`;
  }
  if (quiet || (status !== 'skipped' && status !== 'read-only')) return undefined;
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
  const { severity, start } = finding;
  const title = colors[SEVERITY_COLORS[severity]](`${severity}[${escapeControls(finding.rule)}]`);
  const places = inOrder(finding);
  const gutter = Math.max(...places.map((place) => String(place.start.line).length));
  const indent = ' '.repeat(gutter);
  const frame = frameRows(places, finding, gutter, colors);
  const notes = findingNotes(file, finding, options);
  return [
    title + colors.bold(`: ${escapeControls(finding.message)}`),
    `${indent}${colors.dim('-->')} ${escapeControls(file.path)}:${start.line}:${start.column}`,
    colors.dim(`${indent} |`),
    ...frame,
    ...(frame.length > 0 ? [colors.dim(`${indent} |`)] : []),
    ...notes.map((note) => `${indent} ${colors.dim('=')} ${note}`),
  ];
}

const SEVERITY_COLORS = { error: 'red', warning: 'yellow', info: 'cyan' } as const;

type Place = ReportedFinding | ReportedRelated;

/** The finding and its related places, by line; in a line, the finding first. */
function inOrder(finding: ReportedFinding): Place[] {
  return [finding, ...finding.related].sort((a, b) => a.start.line - b.start.line);
}

function frameRows(
  places: readonly Place[],
  finding: ReportedFinding,
  gutter: number,
  colors: Colors,
): string[] {
  const margin = colors.dim(`${' '.repeat(gutter)} |`);
  const rows: string[] = [];
  let lastLine: number | undefined;
  let lastText: string | undefined;
  for (const place of places) {
    if (place.excerpt === undefined) continue;
    const { line } = place.start;
    const shown = frameLine(place.excerpt, place.start, place.end);
    if (lastLine !== undefined && line > lastLine + 1) rows.push(colors.dim('...'));
    if (line !== lastLine || shown.text !== lastText) {
      const number = colors.dim(`${String(line).padStart(gutter)} |`);
      rows.push(shown.text === '' ? number : `${number} ${shown.text}`);
    }
    const isFinding = place === finding;
    const paint = isFinding ? colors[SEVERITY_COLORS[finding.severity]] : colors.blue;
    const marks = (isFinding ? '^' : '-').repeat(shown.end - shown.start);
    const label = placeText(place, finding);
    const underline = paint(label === '' ? marks : `${marks} ${label}`);
    rows.push(`${margin} ${' '.repeat(shown.start)}${underline}`);
    lastLine = line;
    lastText = shown.text;
  }
  return rows;
}

function placeText(place: Place, finding: ReportedFinding): string {
  return escapeControls(place === finding ? (finding.label ?? '') : place.message);
}

function findingNotes(
  file: FileReport,
  finding: ReportedFinding,
  options: PrettyOptions,
): string[] {
  const notes: string[] = [];
  for (const place of inOrder(finding)) {
    const text = placeText(place, finding);
    if (place.excerpt === undefined && text !== '') notes.push(`line ${place.start.line}: ${text}`);
  }
  const { fix, productMessage } = finding;
  if (productMessage !== undefined) {
    notes.push(`the product then says: ${escapeControls(productMessage)}`);
  }
  if (fix !== undefined) {
    const how = canWrite(file, fix) ? howToApply(fix, options) : '';
    notes.push(`fix (${fix.safety}): ${escapeControls(fix.title)}${how}`);
    for (const command of fix.commands) {
      for (const line of command.text.split(/\r?\n/)) notes.push(`run: ${escapeControls(line)}`);
    }
  }
  notes.push(`docs: vmlint explain ${escapeControls(finding.rule)}`);
  return notes;
}

/** Named only where plain `--fix`, or the options that were given, would leave the fix. */
function howToApply(fix: ReportedFix, options: PrettyOptions): string {
  const needed = [
    fix.safety === 'unsafe' && !options.unsafe ? '--unsafe' : '',
    fix.assumes !== undefined && !options.assume ? asOption(fix.assumes) : '',
  ].filter((option) => option !== '');
  return needed.length === 0 ? '' : ` (apply with --fix ${needed.join(' ')})`;
}
