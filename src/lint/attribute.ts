import { byPosition } from '../source/edits.js';
import type { LineIndex } from '../source/line-index.js';
import { SEVERITIES, type Finding, type Fix, type Severity } from './finding.js';

type Fixable = Finding & { readonly fix: Fix };

/** Whose doing findings are. */
export interface Attribution<F extends Fixable> {
  /** Fixes that certainly brought a finding as severe as their own. */
  readonly guilty: ReadonlySet<F>;
  /** Findings that a fix brought of something more severe, and nobody else had a part in. */
  readonly acceptable: readonly Finding[];
}

/**
 * Whose doing the findings are that some fixes brought in the text that they made: his who alone has changed the
 * line. So those to be left out of many are found at once, not by trying each.
 */
export function attribute<F extends Fixable>(
  made: readonly F[],
  brought: readonly Finding[],
  lines: LineIndex,
): Attribution<F> {
  const guilty = new Set<F>();
  const acceptable: Finding[] = [];
  if (brought.length === 0) return { guilty, acceptable };
  const byLine = fixesByLine(made, lines);
  const unclear = new Set<string>();
  for (const finding of brought) {
    const line = lines.lineAt(finding.start);
    const near = byLine.get(line);
    const [only] = near ?? [];
    if (only === undefined || near?.size !== 1 || lines.lineAt(finding.end) !== line) {
      unclear.add(finding.message);
    } else if (isAsSevere(finding.severity, only)) {
      guilty.add(only);
      unclear.add(finding.message);
    } else {
      acceptable.push(finding);
    }
  }
  return { guilty, acceptable: acceptable.filter(({ message }) => !unclear.has(message)) };
}

function isAsSevere(severity: Severity, fixed: Finding): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(fixed.severity);
}

/** The fixes whose edits stand on each line of the text that they made. */
function fixesByLine<F extends Fixable>(made: readonly F[], lines: LineIndex): Map<number, Set<F>> {
  const byLine = new Map<number, Set<F>>();
  const edits = made.flatMap((owner) => owner.fix.edits.map((edit) => ({ ...edit, owner })));
  let shift = 0;
  for (const { start, end, text, owner } of edits.sort(byPosition)) {
    const last = lines.lineAt(start + shift + text.length);
    for (let line = lines.lineAt(start + shift); line <= last; line++) {
      const fixes = byLine.get(line);
      if (fixes === undefined) byLine.set(line, new Set([owner]));
      else fixes.add(owner);
    }
    shift += text.length - (end - start);
  }
  return byLine;
}
