import { AssertionError } from 'node:assert';
import { expect, test } from '@jest/globals';
import {
  defineRule,
  flagRange,
  ruleTester,
  setFeature,
  setValue,
  valueRange,
  type BadExample,
  type Cases,
  type Example,
  type Rule,
} from '../../src/api/index.js';

const BAD: BadExample = {
  text: 'tools.syncTime = "TRUE"\n',
  findings: [{ line: 1, column: 18, message: 'expected "FALSE"' }],
  fixed: 'tools.syncTime = "FALSE"\n',
};
const GOOD: Example = { text: 'tools.syncTime = "FALSE"\n' };

interface Parts {
  readonly good?: Example;
  readonly bad?: BadExample;
  readonly message?: string;
  readonly value?: string;
  readonly concerns?: readonly string[];
  /** The fix does not say what it does, so it is refused. */
  readonly namesNoNodes?: boolean;
}

/** The time of a guest is to be left alone. */
function syncRule(parts: Parts = {}): Rule {
  const { good = GOOD, bad = BAD, message, value = 'FALSE', concerns, namesNoNodes } = parts;
  return defineRule({
    id: 'lab/no-time-sync',
    languages: ['vmx'],
    summary: 'VMware Tools do not set the clock',
    why: 'The lab has a time server.',
    severity: 'warning',
    fixSafety: 'Safe: it is what the lab wants.',
    sources: [{ title: 'the rules of this lab' }],
    presets: [],
    messages: { on: message ?? 'Unexpected {value}, expected "FALSE"' },
    examples: { good: [good], bad: [bad] },
    ...(concerns === undefined ? {} : { concerns }),
    check({ document, report }) {
      return {
        entry(entry) {
          if (entry.name.folded !== 'tools.synctime' || entry.value === 'FALSE') return;
          report({
            message: 'on',
            data: { value: JSON.stringify(document.valueOf(entry)) },
            at: valueRange(entry),
            fix: {
              title: 'switch it off',
              safety: 'safe',
              ...setValue(document, entry, value),
              ...(namesNoNodes ? { nodes: [] } : {}),
            },
          });
        },
      };
    },
  });
}

test('a rule that is as it says passes', () => {
  ruleTester(syncRule());
  ruleTester(syncRule({ concerns: ['tools.syncTime'] }), {
    good: [{ text: '' }, { text: 'memsize = "4"' }],
    bad: [{ ...BAD, title: 'quietly' }],
  });
});

const FAILING: [string, Rule, Cases][] = [
  [
    'lab/no-time-sync accepts "tools.syncTime = \\"TRUE\\"\\n": a good example has findings',
    syncRule({ good: { text: BAD.text } }),
    {},
  ],
  [
    'lab/no-time-sync accepts another: a good example has findings',
    syncRule(),
    { good: [{ title: 'another', text: BAD.text }] },
  ],
  ['the findings differ', syncRule({ bad: { ...BAD, findings: [] } }), {}],
  [
    'the findings differ',
    syncRule({ bad: { ...BAD, findings: [{ ...BAD.findings[0]!, column: 17 }] } }),
    {},
  ],
  [
    'the findings differ',
    syncRule({ bad: { ...BAD, findings: [{ ...BAD.findings[0]!, severity: 'error' }] } }),
    {},
  ],
  ['the findings differ', syncRule(), { bad: [{ ...BAD, text: `${BAD.text}${BAD.text}` }] }],
  [
    'nothing fills {found} in "Unexpected {found}, expected "FALSE""',
    syncRule({ message: 'Unexpected {found}, expected "FALSE"' }),
    {},
  ],
  [
    '"Not so, expected "FALSE"." ends in a full stop',
    syncRule({ message: 'Not so, expected "FALSE".' }),
    {},
  ],
  [
    'the safe fixes make something else',
    syncRule({ bad: { ...BAD, fixed: 'tools.syncTime = "0"\n' } }),
    {},
  ],
  [
    'what was fixed still has fixes',
    syncRule({ namesNoNodes: true, bad: { text: BAD.text, findings: BAD.findings } }),
    {},
  ],
  ['undo each other', syncRule({ value: 'TRUE', bad: { ...BAD, fixed: BAD.text } }), {}],
];

test.each(FAILING)('%s', (message, rule, cases) => {
  let thrown: unknown;
  try {
    ruleTester(rule, cases);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(AssertionError);
  expect((thrown as AssertionError).message).toContain(message);
  expect((thrown as AssertionError).message).toContain('lab/no-time-sync');
});

test('what differs is in the error, for those who show it', () => {
  const rule = syncRule({ bad: { ...BAD, fixed: 'tools.syncTime = "0"\n' } });
  expect(() => ruleTester(rule)).toThrow(
    expect.objectContaining({ actual: BAD.fixed, expected: 'tools.syncTime = "0"\n' }),
  );
});

test('with a framework each example is a test of it', () => {
  const seen: string[] = [];
  const runs: (() => void)[] = [];
  const rule = syncRule({ good: { text: BAD.text, title: 'which is bad' } });
  ruleTester(
    rule,
    {},
    {
      describe(name, define) {
        seen.push(name);
        define();
      },
      test(name, run) {
        seen.push(name);
        runs.push(run);
      },
    },
  );
  expect(seen).toEqual([
    'lab/no-time-sync',
    'accepts which is bad',
    'rejects "tools.syncTime = \\"TRUE\\"\\n"',
    'fixes "tools.syncTime = \\"TRUE\\"\\n"',
  ]);
  expect(runs[0]).toThrow(AssertionError);
  for (const run of runs.slice(1)) run();
});

test('a rule for .vbox is tested as one for .vmx', () => {
  const xml = (on: string): string =>
    `<VirtualBox version="1.19-linux"><Machine name="ü"><Hardware><CPU><PAE enabled="${on}"/></CPU></Hardware></Machine></VirtualBox>`;
  const bad: BadExample = {
    text: xml('true'),
    findings: [{ line: 1, column: 80, message: 'Unexpected PAE' }],
    fixed: xml('false'),
  };
  const utf16 = (text: string): string =>
    Buffer.from(`\uFEFF${text}`, 'utf16le').toString('latin1');
  const rule = (examples: Rule['examples']): Rule =>
    defineRule({
      id: 'lab/no-pae',
      languages: ['vbox'],
      summary: 'PAE is off',
      why: 'The lab has no old systems.',
      severity: 'info',
      fixSafety: 'Safe: it is what the lab wants.',
      sources: [{ title: 'the rules of this lab' }],
      presets: [],
      messages: { on: 'Unexpected PAE' },
      examples,
      check({ document, report }) {
        return {
          document() {
            const pae = document.machine?.feature('PAE');
            const change = pae?.state === 'on' && setFeature(document, 'PAE', false);
            if (!change) return;
            const fix = { title: 'switch it off', safety: 'safe', ...change } as const;
            report({ message: 'on', at: flagRange(pae), fix });
          },
        };
      },
    });
  const good = [{ text: xml('false') }, { text: '' }];
  ruleTester(rule({ good, bad: [bad] }), {
    bad: [{ ...bad, bytes: true, text: utf16(bad.text), fixed: utf16(bad.fixed!) }],
  });
  expect(() => ruleTester(rule({ good: [{ text: bad.text }], bad: [bad] }))).toThrow(
    'a good example has findings',
  );
  expect(() => ruleTester(rule({ good, bad: [{ ...bad, fixed: bad.text }] }))).toThrow(
    'the safe fixes make something else',
  );
});
