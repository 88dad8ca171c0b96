import type { Rule } from './rule.js';

export interface FoundRules {
  readonly rules: readonly Rule[];
  readonly by: 'rule' | 'setting' | 'message';
  /** Ids and settings that look like what was asked for, where nothing was found. */
  readonly near: readonly string[];
}

/** A pasted message has file names, values and punctuation of its own: words in common decide. */
const ENOUGH_WORDS = 0.75;

/** Finds rules by id, by a setting that they are about, or by a message of a product, in this order. */
export function findRules(rules: readonly Rule[], what: string): FoundRules {
  const asked = what.trim().toLowerCase();
  const byId = rules.filter((rule) => rule.id === asked || rule.id.split('/')[1] === asked);
  if (byId.length > 0) return { rules: byId, by: 'rule', near: [] };
  const bySetting = rules.filter((rule) =>
    rule.settings?.some((key) => key.toLowerCase() === asked),
  );
  if (bySetting.length > 0) return { rules: bySetting, by: 'setting', near: [] };
  const words = wordsOf(what);
  const byMessage = rules.filter((rule) =>
    rule.productMessages?.some(
      (message) => isPartOf(words, wordsOf(message)) || isAbout(words, wordsOf(message)),
    ),
  );
  return {
    rules: byMessage,
    by: 'message',
    near: byMessage.length > 0 ? [] : nearNames(rules, asked),
  };
}

/** All of one is in the other: a part of a message was pasted, or a message with what stood around it. */
function isPartOf(asked: ReadonlySet<string>, message: ReadonlySet<string>): boolean {
  const [few, many] = asked.size < message.size ? [asked, message] : [message, asked];
  return few.size > 1 && [...few].every((word) => many.has(word));
}

function isAbout(asked: ReadonlySet<string>, message: ReadonlySet<string>): boolean {
  let common = 0;
  for (const word of message) if (asked.has(word)) common++;
  const shorter = Math.min(asked.size, message.size);
  return common >= 3 && common >= shorter * ENOUGH_WORDS;
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[a-z0-9][a-z0-9'-]*/g) ?? []);
}

function nearNames(rules: readonly Rule[], asked: string): string[] {
  const names = new Set(rules.flatMap((rule) => [rule.id, ...(rule.settings ?? [])]));
  const last = asked.split('/').at(-1) ?? asked;
  return [...names]
    .filter((name) => last.length > 2 && name.toLowerCase().includes(last))
    .slice(0, 3);
}
