import { describe, expect, test } from '@jest/globals';
import { LANGUAGES, VboxDocument, VmxDocument } from '../../src/languages/index.js';
import { addPair, removePair, setValue } from '../../src/languages/vmx/changes.js';
import type { FixOptions } from '../../src/lint/fix-options.js';
import { fix } from '../../src/lint/fixer.js';
import type { Fix, Severity } from '../../src/lint/finding.js';
import { lint } from '../../src/lint/linter.js';
import { DEFAULT_INTENT, defineRule, type Rule } from '../../src/lint/rule.js';
import { Source } from '../../src/source/source.js';
import { RULES } from '../../rules/index.js';

const [vmx] = LANGUAGES;
const SAFE: FixOptions = { unsafe: false, assume: true };

/** A rule that finds a setting with a value and has a fix for it. */
function rule(
  id: string,
  key: string,
  value: string,
  makeFix: (document: VmxDocument) => Fix,
  severity: Severity = 'warning',
): Rule {
  return defineRule({
    id,
    languages: ['vmx'],
    summary: 'A rule of a test',
    why: 'It is a test',
    severity,
    fixSafety: 'As the test needs it',
    sources: [{ title: 'none' }],
    presets: [],
    messages: { found: `Unexpected ${key} = ${value}, expected another` },
    examples: { good: [{ text: '' }], bad: [{ text: '', findings: [] }] },
    check: ({ document, report }) => ({
      document() {
        const entry = document.entry(key);
        if (entry === undefined || document.valueOf(entry) !== value) return;
        report({ message: 'found', at: entry, fix: makeFix(document) });
      },
    }),
  });
}

function setting(key: string, value: string): (document: VmxDocument) => Fix {
  return (document) => ({
    title: `set ${key}`,
    safety: 'safe',
    ...setValue(document, document.entry(key)!, value),
  });
}

function run(
  text: string,
  rules: readonly Rule[],
  options = SAFE,
): { text: string; fixed: string[] } {
  const document = new VmxDocument(Source.fromText(text));
  const outcome = fix(document, vmx!, rules, DEFAULT_INTENT, options);
  return {
    text: outcome.document.source.text,
    fixed: outcome.applied.map((finding) => finding.rule),
  };
}

test('fixes that build on each other are made in passes', () => {
  const rules = [
    rule('test/one', 'a', '1', setting('a', '2'), 'error'),
    rule('test/two', 'a', '2', setting('a', '3')),
  ];
  expect(run('a = "1"\n', rules)).toEqual({ text: 'a = "3"\n', fixed: ['test/one', 'test/two'] });
});

test('rules that undo each other are named, and nothing is changed', () => {
  const rules = [
    rule('test/up', 'a', '1', setting('a', '2')),
    rule('test/down', 'a', '2', setting('a', '1')),
  ];
  expect(() => run('a = "1"\n', rules)).toThrow(
    /test\/(up and test\/down|down and test\/up) undo each other/,
  );
});

test('a fix that never comes to an end is stopped', () => {
  const growing = defineRule({
    ...rule('test/growing', 'a', '1', setting('a', '2')),
    languages: ['vmx'],
    check: ({ document, report }) => ({
      entry(entry) {
        const value = `${document.valueOf(entry)}1`;
        report({
          message: 'found',
          at: entry,
          fix: { title: 'grow', safety: 'safe', ...setValue(document, entry, value) },
        });
      },
    }),
  });
  expect(() => run('a = "1"\n', [growing])).toThrow(/test\/growing come to no end/);
});

/** A rule without a fix. */
function complaint(id: string, value: string, severity: Severity): Rule {
  return defineRule({
    ...rule(id, 'a', value, setting('a', value), severity),
    languages: ['vmx'],
    check: ({ document, report }) => ({
      entry(entry) {
        if (document.valueOf(entry) === value) report({ message: 'found', at: entry });
      },
    }),
  });
}

test('a fix that brings a finding as bad as its own is left out, the others are made', () => {
  const harmful = rule('test/harmful', 'a', '1', setting('a', 'bad'));
  const harmless = rule('test/harmless', 'b', '1', setting('b', '2'));
  const rules = [harmful, complaint('test/complaining', 'bad', 'warning'), harmless];
  expect(run('a = "1"\nb = "1"\n', rules)).toEqual({
    text: 'a = "1"\nb = "2"\n',
    fixed: ['test/harmless'],
  });
});

test('a fix may bring a finding that is less bad', () => {
  const useful = rule('test/useful', 'a', '1', setting('a', 'odd'), 'error');
  expect(run('a = "1"\n', [useful, complaint('test/odd', 'odd', 'info')]).text).toBe('a = "odd"\n');
});

test('what a fix brings to light is fixed in its turn', () => {
  const text = 'a = “TRUE” vhv.enable = “TRUE” # c\n';
  expect(run(text, RULES).text).toBe('a = "TRUE"\nvhv.enable = "TRUE" # c\n');
});

test('a fix whose edits do more than it names is left out', () => {
  const sloppy = rule('test/sloppy', 'a', '1', (document) => ({
    title: 'set a, and b on the side',
    safety: 'safe',
    nodes: setValue(document, document.entry('a')!, '2').nodes,
    edits: [
      ...setValue(document, document.entry('a')!, '2').edits,
      ...removePair(document, document.entry('b')!).edits,
    ],
  }));
  const other = rule('test/other', 'c', '1', setting('c', '2'));
  expect(run('a = "1"\nb = "1"\nc = "1"\n', [sloppy, other])).toEqual({
    text: 'a = "1"\nb = "1"\nc = "2"\n',
    fixed: ['test/other'],
  });
});

test('a line between a CR and an LF is removed, and the line behind it stays', () => {
  const text = 'a = "1"\rb = "1"\n\na = "1"\rb = "1"\n\nc = "1"';
  const { text: fixed } = run(text, RULES, { unsafe: false, assume: false });
  expect(fixed).toBe('a = "1"\rb = "1"\n\n\nc = "1"');
});

describe('which fixes are made', () => {
  const unsafe = rule('test/unsafe', 'a', '1', (document) => ({
    ...setting('a', '2')(document),
    safety: 'unsafe',
  }));
  const assuming = rule('test/assuming', 'a', '1', (document) => ({
    ...setting('a', '2')(document),
    byIntent: true,
  }));
  test('unsafe ones only when asked for', () => {
    expect(run('a = "1"\n', [unsafe]).fixed).toEqual([]);
    expect(run('a = "1"\n', [unsafe], { unsafe: true, assume: true }).fixed).toEqual([
      'test/unsafe',
    ]);
  });
  test('those that assume an intent only where that is allowed', () => {
    expect(run('a = "1"\n', [assuming]).fixed).toEqual(['test/assuming']);
    expect(run('a = "1"\n', [assuming], { unsafe: true, assume: false }).fixed).toEqual([]);
  });
});

test('two fixes that add a line at the same place make both lines, one after the other', () => {
  const adding = (id: string, key: string): Rule =>
    defineRule({
      ...rule(id, key, '', setting('a', '')),
      languages: ['vmx'],
      check: ({ document, report }) => ({
        document() {
          if (document.entry(key) !== undefined) return;
          const { change } = addPair(document, key, '1');
          report({
            message: 'found',
            at: { start: 0, end: 0 },
            fix: { title: 'add', safety: 'safe', ...change },
          });
        },
      }),
    });
  expect(run('a = "1"', [adding('test/b', 'b'), adding('test/c', 'c')]).text).toBe(
    'a = "1"\nb = "1"\nc = "1"',
  );
});

test.each([
  [
    'LF',
    'guestOS = "vmkernel8"\nvhv.x = "1"\nz = "1"\n',
    'guestOS = "vmkernel8"\nvhv.x = "1"\nvhv.enable = "TRUE"\nz = "1"\n',
  ],
  [
    'CR LF',
    'guestOS = "vmkernel8"\r\n# end\r\n',
    'guestOS = "vmkernel8"\r\nvhv.enable = "TRUE"\r\n# end\r\n',
  ],
  [
    'CR',
    'guestOS = "vmkernel8"\rz = "1"\r',
    'guestOS = "vmkernel8"\rz = "1"\rvhv.enable = "TRUE"\r',
  ],
  [
    'mixed',
    'guestOS = "vmkernel8"\nz = "1"\r\n',
    'guestOS = "vmkernel8"\nz = "1"\r\nvhv.enable = "TRUE"\r\n',
  ],
  [
    'no final newline',
    'guestOS = "vmkernel8"\r\nz = "1"',
    'guestOS = "vmkernel8"\r\nz = "1"\r\nvhv.enable = "TRUE"',
  ],
  ['one line', 'guestOS = "vmkernel8"', 'guestOS = "vmkernel8"\nvhv.enable = "TRUE"'],
])('`vhv.enable` is added where it belongs: %s', (_what, before, after) => {
  expect(run(before, RULES).text).toBe(after);
});

test('of one rule 10,000 findings are told, and the rest is counted; all are fixed', () => {
  const count = 10_003;
  const text = Array.from({ length: count }, (_, index) => `a${index} = b\n`).join('');
  const document = new VmxDocument(Source.fromText(text));
  const { findings, omitted } = lint(document, RULES, DEFAULT_INTENT);
  expect(findings.filter(({ rule }) => rule === 'vmx/quoted-value')).toHaveLength(10_000);
  expect(omitted.list()).toMatchObject([{ rule: 'vmx/quoted-value', count: 3, fixable: 3 }]);
  expect(run(text, RULES, { unsafe: false, assume: false }).fixed).toHaveLength(count);
});

test('elements side by side are removed in as many passes as that takes', () => {
  const count = 3000;
  const switches = '<PAE enabled="true"/>\n'.repeat(count);
  const text = `<VirtualBox version="1.19-linux"><Machine><Hardware><CPU>\n${switches}</CPU></Hardware></Machine></VirtualBox>\n`;
  const document = new VboxDocument(Source.fromText(text));
  const language = LANGUAGES.find(({ id }) => id === 'vbox')!;
  const options = { unsafe: true, assume: true };
  const once = RULES.filter(({ id }) => id === 'vbox/no-duplicate-element');
  const outcome = fix(document, language, once, DEFAULT_INTENT, options);
  expect(outcome.applied).toHaveLength(count - 1);
  expect(outcome.document.source.text).toBe(text.replace(switches, '<PAE enabled="true"/>\n'));
});

describe('what looks the same is not', () => {
  const bytes = (text: string): VmxDocument =>
    new VmxDocument(Source.fromBytes(Buffer.from(text, 'latin1')));
  const fixed = (text: string, unsafe = false): string => {
    const outcome = fix(
      bytes(text),
      vmx!,
      RULES,
      { nested: 'auto', stated: true },
      { unsafe, assume: true },
    );
    return Buffer.from(outcome.document.source.bytes).toString('latin1');
  };

  test.each([
    ['bytes that cannot be decoded', '.encoding = "IBM437"\na = "\x81"\na = "\x82"\n'],
    ['bytes that are invalid', '.encoding = "UTF-8"\na = "\xB0\xA1"\na = "\xB0\xA2"\n'],
    [
      'a bar that may be half of a character',
      '.encoding = "Shift_JIS"\na = "\x83|41"\na = "\x83A"\n',
    ],
    ['words that are no booleans there', 'annotation = "true"\nannotation = "TRUE"\n'],
  ])('a second value is not removed: %s', (_what, text) => expect(fixed(text)).toBe(text));

  test('a character that ends in the byte of a no-break space stays whole', () => {
    const text = '.encoding = "UTF-8"\ndisplayName = \'lab \xC3\xA0\'\n';
    expect(fixed(text, true)).toBe('.encoding = "UTF-8"\ndisplayName = "lab \xC3\xA0"\n');
  });
});

test('many fixes that are left out do not keep others from being made', () => {
  const lines = Array.from(
    { length: 40 },
    (_, index) => `k${index} = "1"\nm${index} = "2" k${index} = "3"\n`,
  );
  const { text } = run(`${lines.join('')}memsize = 4096\n`, RULES, {
    unsafe: false,
    assume: false,
  });
  expect(text).toContain('memsize = "4096"');
});
