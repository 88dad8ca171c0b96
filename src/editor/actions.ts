import type { FileReport, ReportedFinding } from '../report/report.js';
import { presentable, textEdits } from './judge.js';
import type { Opened, TextEdit, TextRange } from './opened.js';
import { suppressInFile, suppressOnLine } from './suppress.js';

/** Something to do about a finding. */
export interface Action {
  readonly title: string;
  readonly finding: ReportedFinding;
  /** The first thing to think of. */
  readonly isPreferred: boolean;
  readonly edits: readonly TextEdit[];
  /** Why it cannot be done now; then there are no edits. */
  readonly disabled?: string;
}

/** The findings that touch a range. */
export function findingsIn({ findings }: FileReport, { start, end }: TextRange): ReportedFinding[] {
  return findings.filter((finding) => finding.start.offset <= end && start <= finding.end.offset);
}

/** What to do about findings: their fixes, then comments that suppress them. */
export function actionsFor(
  opened: Opened,
  report: FileReport,
  findings: readonly ReportedFinding[],
): Action[] {
  const fixes = findings.flatMap((finding) => fixOf(opened, report, finding));
  if (report.status === 'read-only') return fixes;
  return [...fixes, ...suppressions(opened, findings)];
}

function fixOf(opened: Opened, report: FileReport, finding: ReportedFinding): Action[] {
  const { fix } = finding;
  const edits = fix && presentable(opened.text, textEdits(fix.edits) ?? []);
  if (fix === undefined || edits === undefined || edits.length === 0) return [];
  const because = fix.assumes === undefined ? '' : ` (assumes ${fix.assumes})`;
  const title = `${capital(fix.title)}${fix.safety === 'unsafe' ? ' (unsafe)' : because}`;
  const isPreferred = fix.safety === 'safe' && fix.assumes === undefined;
  if (report.status === 'read-only') {
    const why = report.explanation ?? 'the file must not be written';
    return [{ title, finding, isPreferred: false, edits: [], disabled: why }];
  }
  return [{ title, finding, isPreferred, edits }];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Each rule once, whatever it found how often. The reason is left to be written: without it nothing is suppressed. */
function suppressions(opened: Opened, findings: readonly ReportedFinding[]): Action[] {
  const actions: Action[] = [];
  const seen = new Set<string>();
  for (const finding of findings) {
    const { rule } = finding;
    const line = suppressOnLine(opened, rule, finding.start.offset);
    const inFile = suppressInFile(opened, rule);
    const offers = [
      line && { title: `Ignore ${rule} here, with a reason`, edit: line },
      inFile && { title: `Ignore ${rule} in this file, with a reason`, edit: inFile },
    ];
    for (const offer of offers) {
      if (offer === undefined) continue;
      const identity = `${offer.title} ${offer.edit.start}`;
      if (seen.has(identity)) continue;
      seen.add(identity);
      actions.push({ title: offer.title, finding, isPreferred: false, edits: [offer.edit] });
    }
  }
  return actions;
}
