import type { VmDocument } from '../languages/index.js';
import { keyPattern } from '../languages/vmx/key-pattern.js';
import { foldCase } from '../../grammars/vmx/index.js';
import type { Directives, NamedRule, Suppression } from './directives.js';
import type { Finding } from './finding.js';
import { meantRule } from './meant-rule.js';
import { definedRules, type Exception } from './rule.js';

/**
 * What a misspelt name means stays as it is until that is put right: somebody does not want it fixed.
 * @returns the findings that nothing suppresses, and the names in comments that suppressed one
 */
export function suppress(
  document: VmDocument,
  { suppressions }: Directives,
  findings: readonly Finding[],
  today: string,
): { remaining: Finding[]; used: ReadonlySet<NamedRule> } {
  const used = new Set<NamedRule>();
  const inFile = new Map<string, NamedRule>();
  const onLine = new Map<unknown, Map<string, NamedRule>>();
  for (const suppression of suppressions) {
    if (!isEffective(suppression, today) || suppression.target === 'none') continue;
    const { target, rules } = suppression;
    let names = target === undefined ? inFile : onLine.get(target);
    if (names === undefined) onLine.set(target, (names = new Map<string, NamedRule>()));
    for (const rule of rules) {
      const id = definedRules().has(rule.id) ? rule.id : meantRule(rule);
      if (id !== undefined && names.get(id)?.id !== id) names.set(id, rule);
    }
  }
  const remaining = findings.flatMap((finding) => {
    const { fix: _left, ...unfixed } = finding;
    const { rule, start } = unfixed;
    const line = onLine.size === 0 ? undefined : onLine.get(document.nodeAt(start));
    const name = line?.get(rule) ?? inFile.get(rule);
    if (name === undefined) return finding;
    if (name.id !== rule) return unfixed;
    used.add(name);
    return [];
  });
  return { remaining, used };
}

/**
 * The findings that no exception of a configuration is about. What the others are about is added to `used`, by its
 * place in the list.
 */
export function withoutExceptions(
  exceptions: readonly Exception[],
  findings: readonly Finding[],
  today: string,
  used: Set<number>,
): Finding[] {
  const tests = exceptions.flatMap(({ rule, setting, until }, index) => {
    if (hasEnded(until, today)) return [];
    const keys = setting === undefined ? undefined : keyPattern(setting);
    const isAbout = (finding: Finding): boolean =>
      isNamed(finding.rule, rule) &&
      (keys === undefined ||
        (finding.setting !== undefined && keys.matches(foldCase(finding.setting))));
    return [{ index, isAbout }];
  });
  return findings.filter((finding) => {
    const about = tests.filter(({ isAbout }) => isAbout(finding));
    for (const { index } of about) used.add(index);
    return about.length === 0;
  });
}

function isNamed(id: string, name: string): boolean {
  return name.endsWith('*') ? id.startsWith(name.slice(0, -1)) : id === name;
}

/** Without a reason, or after its last day, it suppresses nothing. */
export function isEffective({ reason, until }: Suppression, today: string): boolean {
  return reason !== '' && !hasEnded(until, today);
}

/** Whether the last day of an exception has passed. Days as YYYY-MM-DD. */
export function hasEnded(until: string | undefined, today: string): boolean {
  return until !== undefined && until < today;
}

/** As `until` in a comment: YYYY-MM-DD, in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
