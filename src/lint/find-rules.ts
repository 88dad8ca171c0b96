import { fitOfMessage } from '../text/message-match.js';
import type { Rule } from './rule.js';

/** Rules by id, in full or without the group. */
export function rulesById(rules: readonly Rule[], id: string): Rule[] {
  const asked = id.trim().toLowerCase();
  return rules.filter((rule) => rule.id === asked || rule.id.split('/')[1] === asked);
}

/** Rules that are about a setting. */
export function rulesAbout(rules: readonly Rule[], key: string): Rule[] {
  const asked = key.trim().toLowerCase();
  return rules.filter((rule) => rule.settings?.some((setting) => setting.toLowerCase() === asked));
}

/** Rules that know a message of a product, those that it fits best. */
export function rulesByMessage(rules: readonly Rule[], message: string): Rule[] {
  return bestFits(rules, (rule) => rule.productMessages ?? [], message);
}

/** Of the items whose messages fit a pasted one, those that fit best. */
export function bestFits<T>(
  items: readonly T[],
  messagesOf: (item: T) => readonly string[],
  pasted: string,
): T[] {
  const fits = items.map((item) => ({
    item,
    fit: Math.max(0, ...messagesOf(item).map((message) => fitOfMessage(pasted, message))),
  }));
  const best = Math.max(0, ...fits.map(({ fit }) => fit));
  return best === 0 ? [] : fits.filter(({ fit }) => fit === best).map(({ item }) => item);
}

/** Ids and settings that contain what was asked for, where nothing is called so. */
export function nearNames(rules: readonly Rule[], asked: string): string[] {
  const names = new Set(rules.flatMap((rule) => [rule.id, ...(rule.settings ?? [])]));
  const last = asked.trim().toLowerCase().split('/').at(-1) ?? '';
  if (last.length < 3) return [];
  return [...names].filter((name) => name.toLowerCase().includes(last)).slice(0, 3);
}
