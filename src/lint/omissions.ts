import type { Finding, FixSafety, Severity } from './finding.js';

/** So many findings of one rule in one file are told; a file with more is no text that somebody wrote. */
export const TOLD_OF_A_RULE = 10_000;

/** Findings of a rule that are not told because there are so many. */
export interface Omitted {
  readonly rule: string;
  readonly severity: Severity;
  readonly count: number;
  /** How many of them have a fix that is safe, and one that is not. */
  readonly fixable: number;
  readonly fixableUnsafe: number;
}

/** Counts what is left out, so that sums and exit codes are right nevertheless. */
export class Omissions {
  readonly #counts = new Map<string, { -readonly [Key in keyof Omitted]: Omitted[Key] }>();

  get size(): number {
    return this.#counts.size;
  }

  add(rule: string, severity: Severity, fix: FixSafety | undefined): void {
    const key = `${rule} ${severity}`;
    let omitted = this.#counts.get(key);
    if (omitted === undefined) {
      omitted = { rule, severity, count: 0, fixable: 0, fixableUnsafe: 0 };
      this.#counts.set(key, omitted);
    }
    omitted.count++;
    if (fix === 'safe') omitted.fixable++;
    if (fix === 'unsafe') omitted.fixableUnsafe++;
  }

  list(): Omitted[] {
    return [...this.#counts.values()];
  }
}

/** As many findings of each rule as are told, and what is left out. */
export function told<F extends Finding>(all: readonly F[]): { findings: F[]; omitted: Omissions } {
  const counts = new Map<string, number>();
  const omitted = new Omissions();
  const findings = all.filter(({ rule, severity, fix }) => {
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    if (count > TOLD_OF_A_RULE) omitted.add(rule, severity, fix?.safety);
    return count <= TOLD_OF_A_RULE;
  });
  return { findings, omitted };
}
