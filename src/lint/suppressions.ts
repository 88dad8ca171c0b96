import type { VmDocument } from '../languages/index.js';
import { keyPattern } from '../languages/vmx/key-pattern.js';
import { foldCase } from '../../grammars/vmx/index.js';
import type { Directives, NamedRule, Suppression } from './directives.js';
import type { Finding } from './finding.js';
import type { Exception } from './rule.js';

/** @returns the findings that nothing suppresses, and the names in comments that suppressed one */
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
    for (const rule of rules) if (!names.has(rule.id)) names.set(rule.id, rule);
  }
  const remaining = findings.filter(({ rule, start }) => {
    const line = onLine.size === 0 ? undefined : onLine.get(document.nodeAt(start));
    const name = line?.get(rule) ?? inFile.get(rule);
    if (name === undefined) return true;
    used.add(name);
    return false;
  });
  return { remaining, used };
}

/** The findings that no exception of a configuration is about. */
export function withoutExceptions(
  exceptions: readonly Exception[],
  findings: readonly Finding[],
  today: string,
): Finding[] {
  const tests = exceptions
    .filter(({ until }) => until === undefined || today <= until)
    .map(({ rule, setting }) => {
      const keys = setting === undefined ? undefined : keyPattern(setting);
      return (finding: Finding): boolean =>
        isNamed(finding.rule, rule) &&
        (keys === undefined ||
          (finding.setting !== undefined && keys.matches(foldCase(finding.setting))));
    });
  return findings.filter((finding) => !tests.some((test) => test(finding)));
}

function isNamed(id: string, name: string): boolean {
  return name.endsWith('*') ? id.startsWith(name.slice(0, -1)) : id === name;
}

/** Without a reason, or after its last day, it suppresses nothing. */
export function isEffective({ reason, until }: Suppression, today: string): boolean {
  return reason !== '' && (until === undefined || today <= until);
}

/** As `until` in a comment: YYYY-MM-DD, in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
