import { expect, test } from '@jest/globals';
import { explain, rules } from '../../src/api/index.js';

test('a rule, by its id and without the group', () => {
  const [known] = explain('vmx/no-bom').known;
  expect(known).toMatchObject({ kind: 'rule', rule: { id: 'vmx/no-bom', severity: 'warning' } });
  expect(explain('no-bom').known).toEqual([known]);
  expect(known).not.toHaveProperty('rule.check');
});

test('a setting, and the rules that have to do with it', () => {
  const { known } = explain('VHV.enable');
  expect(known[0]).toMatchObject({ kind: 'setting', setting: { pattern: 'vhv.enable' } });
  expect(known.slice(1).map((part) => part.kind === 'rule' && part.rule.id)).toContain(
    'nested/expose-hardware-virtualization',
  );
});

test('a key that nothing reads, and one that is misspelt', () => {
  expect(explain('vhv.enabled').known[0]!.kind).toBe('mistake');
  expect(explain('memsiez').known[0]).toEqual({
    kind: 'misspelling',
    key: 'memsiez',
    meant: 'memsize',
  });
});

test('a message of a product: its cause and what to do', () => {
  const [known] = explain("Error: Module 'MonitorMode' power on failed. Sorry.").known;
  expect(known).toMatchObject({
    kind: 'message',
    texts: ["Module 'MonitorMode' power on failed."],
    message: { cause: expect.any(String), steps: expect.any(Array) },
  });
});

test('nothing known: what may be meant', () => {
  expect(explain('hardware-virtualisation-of')).toEqual({
    known: [],
    nearNames: [],
    nearMessages: [],
  });
  expect(explain('expose').nearNames).toContain('nested/expose-hardware-virtualization');
  expect(() => explain(1 as never)).toThrow('what to explain is 1, expected a string');
});

test('every rule is explained by its id', () => {
  for (const { id } of rules) {
    expect(explain(id).known).toMatchObject([{ kind: 'rule', rule: { id } }]);
  }
});
