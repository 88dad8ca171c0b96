import { keyPattern } from '../languages/vmx/key-pattern.js';
import type { Rule } from './rule.js';

/** Rules by id, in full or without the group. */
export function rulesById(rules: readonly Rule[], id: string): Rule[] {
  const asked = id.trim().toLowerCase();
  return rules.filter((rule) => rule.id === asked || rule.id.split('/')[1] === asked);
}

/** Rules that are about a setting, which they may name as a pattern (`ethernet*.present`). */
export function rulesAbout(rules: readonly Rule[], key: string): Rule[] {
  const asked = key.trim();
  return rules.filter((rule) =>
    rule.settings?.some((setting) => keyPattern(setting).matches(asked)),
  );
}

/** Ids and settings that contain what was asked for, where nothing is called so. */
export function nearNames(rules: readonly Rule[], asked: string): string[] {
  const names = new Set(rules.flatMap((rule) => [rule.id, ...(rule.settings ?? [])]));
  const last = asked.trim().toLowerCase().split('/').at(-1) ?? '';
  if (last.length < 3) return [];
  return [...names].filter((name) => name.toLowerCase().includes(last)).slice(0, 3);
}
