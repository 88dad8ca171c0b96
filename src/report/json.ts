import type { Point } from '../source/source.js';
import { escapeJson } from './escape.js';
import type { Finding, Fix, Edit } from './json-model.js';
import type { FileReport, RunReport } from './report.js';
import { summarize } from './summary.js';

/** Version 1 of the JSON report: see schema/report.json. */
export function formatJson(report: RunReport): string {
  return [...jsonParts(report)].join('');
}

/** The same, file by file: of many files the whole is larger than all that is known of them. */
export function* jsonParts(report: RunReport): Generator<string, void> {
  const head = JSON.stringify({ ...headJson(report), files: [] }, null, 2);
  const end = '[]\n}';
  yield head.slice(0, -end.length);
  let separator = '[\n    ';
  for (const file of report.files) {
    const text = JSON.stringify(fileJson(file), null, 2);
    yield separator + escapeJson(text).replaceAll('\n', '\n    ');
    separator = ',\n    ';
  }
  yield report.files.length === 0 ? `${end}\n` : '\n  ]\n}\n';
}

/** The same as objects. */
export function reportJson(report: RunReport) {
  return { ...headJson(report), files: report.files.map(fileJson) };
}

function headJson(report: RunReport) {
  const summary = summarize(report);
  return {
    version: 1 as const,
    summary: {
      files: summary.checked,
      errors: summary.errors,
      warnings: summary.warnings,
      infos: summary.infos,
      fixable: summary.fixable,
      fixableUnsafe: summary.fixableUnsafe,
      fixed: report.diffOnly ? 0 : summary.fixed,
      durationMs: Math.round(report.durationMs),
    },
  };
}

// Each property is named: the objects of a run carry more than the report promises. JSON has no `undefined`,
// so what is absent stays absent.

export function fileJson(file: FileReport) {
  const { path, language, encoding, status, reason, explanation, error, omitted, diff } = file;
  const { fixedCount, backup } = file;
  return {
    path,
    language,
    encoding,
    status,
    reason,
    explanation,
    error,
    findings: file.findings.map(findingJson),
    fixed: file.fixed.map(findingJson),
    omitted,
    backup,
    fixedCount: fixedCount === file.fixed.length ? undefined : fixedCount,
    diff,
  };
}

function findingJson(finding: Finding) {
  const { rule, severity, message, start, end, setting, productMessage, url, fix } = finding;
  return {
    rule,
    severity,
    message,
    start: pointJson(start),
    end: pointJson(end),
    related: finding.related.map((place) => ({
      message: place.message,
      start: pointJson(place.start),
      end: pointJson(place.end),
    })),
    setting,
    productMessage,
    url,
    fix: fix && fixJson(fix),
  };
}

function fixJson(fix: Fix) {
  const { safety, title, assumes } = fix;
  return {
    safety,
    title,
    edits: fix.edits.map(editJson),
    commands: fix.commands.map(({ shell, text }) => ({ shell, text })),
    assumes,
    changes: fix.changes?.map((change) => ({
      line: change.line,
      old: change.old,
      new: change.new,
    })),
  };
}

function editJson(edit: Edit) {
  const { start, end } = edit;
  return 'text' in edit ? { start, end, text: edit.text } : { start, end, base64: edit.base64 };
}

function pointJson({ line, column, offset }: Point) {
  return { line, column, offset };
}
