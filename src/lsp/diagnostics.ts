import { pathToFileURL } from 'node:url';
import type { Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ConfigProblem } from '../config/problem.js';
import type { Misread } from '../editor/misread.js';
import type { FileReport, ReportedFinding } from '../report/report.js';
import { Positions, type PositionEncoding } from './positions.js';

export const SOURCE = 'vmlint';

const SEVERITIES: Readonly<Record<ReportedFinding['severity'], DiagnosticSeverity>> = {
  error: 1,
  warning: 2,
  info: 3,
};

const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** What a report says of a text. */
export function diagnosticsOf(
  uri: string,
  report: FileReport,
  positions: Positions,
  withRelated: boolean,
): Diagnostic[] {
  if (report.error !== undefined) return [problem(report.error)];
  return report.findings.map((finding) => diagnosticOf(uri, finding, positions, withRelated));
}

export function diagnosticOf(
  uri: string,
  finding: ReportedFinding,
  positions: Positions,
  withRelated: boolean,
): Diagnostic {
  const { rule, severity, message, start, end, related, url } = finding;
  return {
    range: positions.rangeOf({ start: start.offset, end: end.offset }),
    severity: SEVERITIES[severity],
    source: SOURCE,
    code: rule,
    ...(url === undefined ? {} : { codeDescription: { href: url } }),
    message,
    ...(withRelated && related.length > 0
      ? {
          relatedInformation: related.map((other) => ({
            location: {
              uri,
              range: positions.rangeOf({ start: other.start.offset, end: other.end.offset }),
            },
            message: other.message,
          })),
        }
      : {}),
  };
}

/** For a file whose configuration cannot be used. */
export function unusableConfiguration(problems: readonly ConfigProblem[]): Diagnostic {
  const [first] = problems;
  const why = first === undefined ? '' : ` ${first.path}: ${first.message}`;
  return problem(
    `The configuration cannot be used, and what follows is found without it; nothing is fixed on save.${why}`,
  );
}

/** For a file that the editor shows in another encoding than its own. */
export function wrongEncoding({ at, encoding }: Misread, positions: Positions): Diagnostic {
  const message = `The editor has not read this file as ${encoding}, and to save it now would destroy what it could not read; reopen it in that encoding. Until then nothing is fixed on save or formatted.`;
  return { range: positions.rangeOf(at), severity: 1, source: SOURCE, code: 'encoding', message };
}

function problem(message: string): Diagnostic {
  return { range: START, severity: 1, source: SOURCE, code: 'configuration', message };
}

/** What is wrong with configurations, by the URI of each. */
export function configDiagnostics(
  problems: readonly ConfigProblem[],
  encoding: PositionEncoding,
): Map<string, Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  for (const { path, message, at, notes } of problems) {
    const uri = pathToFileURL(path).href;
    const text = [message, ...notes].join('\n');
    const range =
      at === undefined
        ? START
        : new Positions(TextDocument.create(uri, 'jsonc', 0, at.source.text), encoding).rangeOf(at);
    const diagnostic: Diagnostic = { range, severity: 1, source: SOURCE, message: text };
    const others = found.get(uri);
    if (others === undefined) found.set(uri, [diagnostic]);
    else others.push(diagnostic);
  }
  return found;
}
