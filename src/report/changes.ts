import { characterEnd, characterStart } from './characters.js';
import type { Colors } from './colors.js';
import { escapeControls } from './escape.js';
import type { LineChange } from './json-model.js';
import type { FileReport, ReportedFinding } from './report.js';
import { asOption } from './verdict.js';

/** Longest text of one side of a change, in UTF-16 units; of a longer one, what is shown before the difference. */
const MAX_LENGTH = 120;
const CONTEXT = 40;

interface Row {
  readonly line: number;
  /** Set where the file has no lines: the byte. */
  readonly offset?: number;
  readonly text: string;
  readonly rule: string;
}

/** What was fixed in a file (with `--diff`: would be), each change as old → new, in the order of the file. */
export function fixedBlock(file: FileReport, diffOnly: boolean, colors: Colors): string[] {
  const rows = file.fixed.flatMap(findingRows).sort((a, b) => a.line - b.line);
  const { backup } = file;
  return [
    `${colors.green(diffOnly ? 'would fix' : 'fixed')} ${colors.bold(escapeControls(file.path))}`,
    ...rows.map(
      ({ line, offset, text, rule }) =>
        `  ${colors.dim(`${offset === undefined ? `line ${line}` : `byte ${offset}`}:`)} ${text}   ${colors.dim(`[${escapeControls(rule)}]`)}`,
    ),
    ...(backup === undefined ? [] : [`  kept what it was as ${escapeControls(backup)}`]),
    ...assumptions(file).map((assumes) => `  ${assumption(assumes, diffOnly)}`),
  ];
}

function findingRows(finding: ReportedFinding): Row[] {
  const { rule, fix, start } = finding;
  const place = finding.excerpt?.mark === undefined ? {} : { offset: start.offset };
  const rows = (fix?.changes ?? []).flatMap((change) => changeRows(change, rule));
  if (rows.length > 0) return rows.map((row) => ({ ...row, ...place }));
  // Nothing to see in the lines themselves: an end of line, a byte order mark.
  const text = escapeControls(fix?.title ?? finding.message);
  return [{ line: start.line, ...place, text, rule }];
}

function changeRows(change: LineChange, rule: string): Row[] {
  const { line } = change;
  const rows: Row[] = [];
  const add = (at: number, text: string) => rows.push({ line: Math.max(1, at), text, rule });
  for (let index = 0; index < Math.max(change.old.length, change.new.length); index++) {
    const before = change.old[index];
    const after = change.new[index];
    if (before === undefined) {
      add(line + Math.max(0, change.old.length - 1), `added    ${shown(after!, 0)}`);
    } else if (after === undefined) {
      add(line + index, `removed  ${shown(before, 0)}`);
    } else if (before !== after) {
      const same = commonStart(before, after);
      add(line + index, `${shown(before, same)} → ${shown(after, same)}`);
    }
  }
  return rows;
}

/** A line, of a long one a part that shows what stands at `index`. */
function shown(line: string, index: number): string {
  if (line.length <= MAX_LENGTH) return escapeControls(line);
  const from = Math.max(0, Math.min(index - CONTEXT, line.length - MAX_LENGTH));
  const start = characterStart(line, from);
  const end = characterEnd(line, from + MAX_LENGTH);
  const part = escapeControls(line.slice(start, end));
  return `${start > 0 ? '…' : ''}${part}${end < line.length ? '…' : ''}`;
}

function commonStart(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a.charCodeAt(index) === b.charCodeAt(index)) index++;
  return index;
}

function assumptions(file: FileReport): string[] {
  const assumed = file.fixed.map((finding) => finding.fix?.assumes);
  return [...new Set(assumed)].filter((assumes) => assumes !== undefined);
}

function assumption(assumes: string, diffOnly: boolean): string {
  const option = asOption(assumes);
  return (
    `${diffOnly ? 'assumes' : 'assumed'} ${option} (the default); ` +
    `state it with ${option}, or leave such fixes with --no-assume`
  );
}
