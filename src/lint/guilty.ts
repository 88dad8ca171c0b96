import { byPosition } from '../source/edits.js';
import type { LineIndex } from '../source/line-index.js';
import { SEVERITIES, type Finding, type Fix, type Severity } from './finding.js';

type Fixable = Finding & { readonly fix: Fix };

/**
 * The fixes that certainly brought some of the findings in the text that they made: each alone has changed the
 * line of a finding that is as severe as its own. So those to be left out of many are found at once, not by
 * trying each.
 */
export function guiltyOf<F extends Fixable>(
  made: readonly F[],
  brought: readonly Finding[],
  lines: LineIndex,
): ReadonlySet<F> {
  const guilty = new Set<F>();
  if (brought.length === 0) return guilty;
  const byLine = fixesByLine(made, lines);
  for (const { start, end, severity } of brought) {
    const line = lines.lineAt(start);
    if (lines.lineAt(end) !== line) continue;
    const near = byLine.get(line);
    const [only] = near ?? [];
    if (only !== undefined && near?.size === 1 && isAsSevere(severity, only)) guilty.add(only);
  }
  return guilty;
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
