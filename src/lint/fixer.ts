import type { Language, VmDocument } from '../languages/index.js';
import { ComposedEdits } from '../source/composed-edits.js';
import { byPosition } from '../source/edits.js';
import { largestAcceptable, withoutOverlaps } from './batch.js';
import { applies, type FixOptions } from './fix-options.js';
import type { Finding, Fix } from './finding.js';
import { lint, type Judgement } from './linter.js';
import type { Intent, Rule } from './rule.js';

const MAX_PASSES = 10;

/** So many findings of a rule are looked at in a pass; the next pass sees the others. */
const FIXED_AT_ONCE = 100_000;

/** Fixes come to no end: a defect of rules, found before anything was written. The message names them. */
export class FixerError extends Error {}

/** A finding whose fix was applied, where it stands in the first document. */
export interface AppliedFix extends Finding {
  readonly fix: Fix;
}

export interface FixOutcome {
  readonly document: VmDocument;
  readonly applied: readonly AppliedFix[];
  /** What remains, in `document`. */
  readonly remaining: readonly Finding[];
  /** As in the judgement of `document`. */
  readonly usedExceptions: ReadonlySet<number>;
  /** All edits against the first document, each with the fix that made it. */
  readonly composed: ComposedEdits<AppliedFix>;
}

/**
 * Applies fixes until none is left: those that do not overlap at once, then again on the new text. Passes that leave
 * fewer to fix than ever before are as many as are needed, others ten at most. A fix that would bring a finding as
 * severe as its own, and not to be fixed next, is left out. So is one whose edits change more than it names.
 * @throws {FixerError} where that comes to no end, or rules undo each other's fixes
 */
export function fix(
  document: VmDocument,
  language: Language,
  rules: readonly Rule[],
  intent: Intent,
  options: FixOptions,
): FixOutcome {
  const composed = new ComposedEdits<AppliedFix>(document.source.view.length);
  const applied: AppliedFix[] = [];
  const seen = new Map([[document.source.view, [] as string[]]]);
  /** What was left out is not tried again before all else is done; then once, if anything was. */
  const rejected = new Set<string>();
  let appliedThen = 0;
  let fewest = Infinity;
  const identity = ({ rule, start }: Finding): string => `${rule} ${composed.toOriginal(start)}`;
  let current = document;
  const judge = (text: VmDocument): Judgement => lint(text, rules, intent, FIXED_AT_ONCE);
  let { findings, omitted, usedExceptions } = judge(current);
  for (let pass = 0; ; pass++) {
    const fixable = (finding: Finding): finding is AppliedFix => applies(finding, intent, options);
    const candidates = findings.filter(
      (finding): finding is AppliedFix => fixable(finding) && !rejected.has(identity(finding)),
    );
    const batch = withoutOverlaps(candidates);
    const reject = (finding: Finding): void => void rejected.add(identity(finding));
    const { step, cut } = largestAcceptable(
      current,
      findings,
      batch,
      language,
      judge,
      fixable,
      reject,
    );
    // Each time something is left out for good, so that this comes to an end.
    if (step === undefined && (cut || batch.length < candidates.length)) {
      pass--;
      continue;
    }
    if (step === undefined && rejected.size > 0 && applied.length > appliedThen) {
      // What was left out may be acceptable by now.
      rejected.clear();
      appliedThen = applied.length;
      continue;
    }
    if (step === undefined) {
      return { document: current, applied, remaining: findings, usedExceptions, composed };
    }
    // A pass that could not see or try everything does not count. Nor does one that left less to do: of elements that
    // stand side by side, only each second one can go at once.
    if (omitted.size > 0 || cut || candidates.length < fewest) pass--;
    fewest = Math.min(fewest, candidates.length);
    const names = [...new Set(step.fixes.map((finding) => finding.rule))];
    const before = seen.get(step.document.source.view);
    if (before !== undefined) throw endless([...names, ...before], 'undo each other');
    if (pass === MAX_PASSES) throw endless(names, 'come to no end');
    for (const known of seen.values()) known.push(...names);
    seen.set(step.document.source.view, []);
    record(step.fixes, composed, applied);
    current = step.document;
    ({ findings, omitted, usedExceptions } = step.judgement);
  }
}

function endless(rules: readonly string[], what: string): FixerError {
  return new FixerError(
    `the fixes of ${[...new Set(rules)].join(' and ')} ${what}; nothing was changed`,
  );
}

/** Notes a pass: where its findings stand in the first document, then its edits. */
function record(
  fixes: readonly AppliedFix[],
  composed: ComposedEdits<AppliedFix>,
  applied: AppliedFix[],
): void {
  const inFirst = fixes.map((finding) => ({
    ...finding,
    start: composed.toOriginal(finding.start),
    end: composed.toOriginal(finding.end),
    related: finding.related.map((related) => ({
      ...related,
      start: composed.toOriginal(related.start),
      end: composed.toOriginal(related.end),
    })),
  }));
  applied.push(...inFirst);
  const edits = inFirst.flatMap((owner) => owner.fix.edits.map((edit) => ({ ...edit, owner })));
  composed.add(edits.sort(byPosition));
}
