import type {
  Excerpt,
  FileReport,
  ReportedFinding,
  ReportedRelated,
  RunReport,
} from '../../src/report/report.js';
import type { Fix } from '../../src/report/json-model.js';
import type { Point } from '../../src/source/source.js';

export function point(line: number, column: number): Point {
  return { line, column, offset: 0 };
}

/** A place under the part of `text` between the two `|`; an empty one where there is only one. */
export function mark(line: number, marked: string): { start: Point; end: Point; excerpt: Excerpt } {
  const [before, place, after] = marked.split('|') as [string, string, string?];
  const isEmpty = after === undefined;
  const text = before + place + (after ?? '');
  const start = before.length + 1;
  return {
    start: point(line, start),
    end: point(line, isEmpty ? start : start + place.length),
    excerpt: { text, from: 0, cut: false },
  };
}

export function finding(parts: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    rule: 'vmx/some-rule',
    severity: 'error',
    message: 'Unexpected `a`, expected `b`',
    start: point(1, 1),
    end: point(1, 1),
    related: [],
    ...parts,
  };
}

export function related(message: string, place: Omit<ReportedRelated, 'message'>): ReportedRelated {
  return { message, ...place };
}

export function fix(parts: Partial<Fix> = {}): Fix {
  return {
    safety: 'safe',
    title: 'write `b`',
    edits: [{ start: 0, end: 1, text: 'b' }],
    commands: [],
    ...parts,
  };
}

export function file(parts: Partial<FileReport> = {}): FileReport {
  return { path: 'a.vmx', language: 'vmx', status: 'linted', findings: [], fixed: [], ...parts };
}

export function run(files: readonly FileReport[], parts: Partial<RunReport> = {}): RunReport {
  return { files, durationMs: 5, diffOnly: false, ...parts };
}

/** Without the first and the last line break of a template literal, and with its indentation taken off. */
export function text(literal: string): string {
  const lines = literal.replace(/^\n/, '').replace(/\n *$/, '\n').split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const margin = Math.min(...indents);
  return lines.map((line) => line.slice(margin)).join('\n');
}
