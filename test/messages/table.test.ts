import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../rules/index.js';
import { findSetting } from '../../src/languages/vmx/catalogue/index.js';
import { findMessages } from '../../src/messages/find.js';
import { compile } from '../../src/messages/patterns.js';
import { messagesOfRule, PRODUCT_MESSAGES } from '../../src/messages/table.js';
import { MATRIX } from '../../src/stack/matrix.js';
import { OTHER_VMWARE_ROWS } from '../../src/stack/rows-vmware.js';

const IDS = PRODUCT_MESSAGES.map(({ id }) => id);

describe('the table of messages', () => {
  test.each(PRODUCT_MESSAGES.map((entry) => [entry.id, entry] as const))(
    '%s has a cause, steps, sources, and names that exist',
    (_id, entry) => {
      const { accountsFor = [], cause, codes = [], product, rules, settings = [] } = entry;
      expect(entry.texts.length + codes.length).toBeGreaterThan(0);
      expect(product).toMatch(/\S/);
      expect(cause).toMatch(/^[A-Z].*[.]$/);
      expect(entry.steps.length).toBeGreaterThan(0);
      for (const { place, text } of entry.steps) {
        expect(text).toMatch(place === undefined ? /^[A-Z].*[^.]$/ : /^[a-z].*[^.]$/);
      }
      expect(entry.sources.length).toBeGreaterThan(0);
      for (const { title, url } of entry.sources) {
        expect(title.length).toBeGreaterThan(5);
        if (url !== undefined) expect(url).toMatch(/^https:\/\/[\w.-]+\/\S+$/);
      }
      for (const id of rules) expect(RULES.map((rule) => rule.id)).toContain(id);
      expect(new Set(rules).size).toBe(rules.length);
      for (const key of settings) expect(findSetting(key)).toBeDefined();
      for (const id of accountsFor) expect(IDS).toContain(id);
    },
  );

  test('an id stands for one entry, and a sentence is in one entry', () => {
    expect(new Set(IDS).size).toBe(IDS.length);
    const owners = new Map<string, string>();
    for (const { entry, runs } of compile(PRODUCT_MESSAGES).patterns) {
      const sentence = runs.join(' … ');
      expect(owners.get(sentence) ?? entry.id).toBe(entry.id);
      owners.set(sentence, entry.id);
    }
  });

  test('no entry accounts for one that accounts for it', () => {
    const byId = new Map(PRODUCT_MESSAGES.map((entry) => [entry.id, entry]));
    const reaches = (from: string, to: string): boolean =>
      (byId.get(from)?.accountsFor ?? []).some((id) => id === to || reaches(id, to));
    for (const id of IDS) expect(reaches(id, id)).toBe(false);
  });

  test('knows every message of the matrix, word for word', () => {
    const cells = [...MATRIX, ...OTHER_VMWARE_ROWS].flatMap(({ cells, any }) => [
      ...Object.values(cells),
      ...(any === undefined ? [] : [any]),
    ]);
    const messages = new Set(cells.flatMap(({ productMessages }) => productMessages));
    expect(messages.size).toBeGreaterThan(12);
    const withoutStop = (text: string): string => text.replace(/\.$/, '');
    for (const message of messages) {
      const [first] = findMessages(message).found;
      const known = first?.entry.texts.map(withoutStop) ?? [];
      expect(known.some((text) => text.includes(withoutStop(message)))).toBe(true);
    }
  });

  test('a rule has the messages of the entries that name it', () => {
    expect(messagesOfRule('vmx/no-duplicate-key')).toContain('dictionary error');
    expect(messagesOfRule('nested/known-cpu-vendor')).toEqual(['msg.cpuid.guestCpuidLoLevelsZero']);
    expect(messagesOfRule('vmx/uniform-line-ends')).toEqual([]);
  });
});
