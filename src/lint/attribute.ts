import { byPosition } from '../source/edits.js';
import type { LineIndex } from '../source/line-index.js';
import { SEVERITIES, type Finding, type Fix, type Severity } from './finding.js';

type Fixable = Finding & { readonly fix: Fix };

/** Whose doing findings are. */
export interface Attribution<F extends Fixable> {
  /** Fixes that certainly brought a finding as severe as their own. */
  readonly guilty: ReadonlySet<F>;
  /** Findings that fixes of something more severe brought, and nobody else had a part in. */
  readonly acceptable: readonly Finding[];
}

/**
 * Whose doing the findings are that some fixes brought in the text that they made: his who alone has changed the
 * line, or has changed little else. So those to be left out of many are found at once, not by trying each.
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
    const near = byLine.get(line) ?? new Set<F>();
    const suspects = near.size > MANY ? [] : mostLocal(near);
    if (suspects.length > 0 && ![...near].some((fix) => isAsSevere(finding.severity, fix))) {
      acceptable.push(finding);
      continue;
    }
    unclear.add(finding.message);
    const [suspect] = suspects;
    if (suspects.length !== 1 || lines.lineAt(finding.end) !== line) continue;
    if (isAsSevere(finding.severity, suspect!)) guilty.add(suspect!);
  }
  return { guilty, acceptable: acceptable.filter(({ message }) => !unclear.has(message)) };
}

/** More fixes of one line are not told apart. */
const MANY = 8;

/** Of fixes that have changed a line, those that change the fewest places: one that changes many is not about it. */
function mostLocal<F extends Fixable>(fixes: ReadonlySet<F>): F[] {
  const least = Math.min(...[...fixes].map(({ fix }) => fix.edits.length));
  return [...fixes].filter(({ fix }) => fix.edits.length === least);
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
