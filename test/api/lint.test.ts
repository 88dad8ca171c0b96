import { describe, expect, test } from '@jest/globals';
import {
  defineRule,
  fixText,
  lineRange,
  lintFiles,
  lintText,
  OptionError,
  recommended,
  removePair,
  RuleError,
  rules,
  type Rule,
} from '../../src/api/index.js';
import { ESXI, ESXI_FIXED, QUOTED, UNQUOTED, useFolder } from '../cli/vmlint.js';

const folder = useFolder();

const NAMED = { path: 'a.vmx' };

describe('a string', () => {
  const umlauts = '.encoding = "UTF-8"\nannotation = "Prüfung 😀" # ü\nmemsize = 4096\n';

  test('has offsets in UTF-16 units, and the same findings as its UTF-8', () => {
    const [ofText, ofBytes] = [umlauts, Buffer.from(umlauts)].map((text) =>
      lintText(text, NAMED).findings.filter(({ rule }) => rule === 'vmx/quoted-value'),
    );
    expect(ofText).toHaveLength(1);
    expect(ofBytes).toMatchObject(ofText!.map(({ rule, message }) => ({ rule, message })));
    const { start, end, fix } = ofText![0]!;
    expect(start).toEqual({ line: 3, column: 11, offset: umlauts.indexOf('4096') });
    expect(umlauts.slice(start.offset, end.offset)).toBe('4096');
    expect(fix!.edits[0]!.start).toBe(start.offset);
  });

  test('is fixed to a string, bytes to bytes of the same kind', () => {
    const fixed = umlauts.replace('4096', '"4096"');
    const onlyQuotes = {
      ...NAMED,
      rules: recommended.filter(({ id }) => id === 'vmx/quoted-value'),
    };
    expect(fixText(umlauts, onlyQuotes).output).toBe(fixed);
    const buffer = fixText(Buffer.from(umlauts), onlyQuotes).output;
    expect(Buffer.isBuffer(buffer) && buffer.toString()).toBe(fixed);
    const array = fixText(Uint8Array.from(Buffer.from(umlauts)), onlyQuotes).output;
    expect([Buffer.isBuffer(array), Buffer.from(array).toString()]).toEqual([false, fixed]);
  });

  test('keeps a lone surrogate, mixed line ends and a byte order mark', () => {
    const text = '\uFEFFannotation = "\uD800"\r\nmemsize = 4096\rvhv.enable = "TRUE"\n\r\n';
    const { output } = fixText(text, { ...NAMED, rules: [ruleOf('vmx/quoted-value')] });
    expect(output).toBe(text.replace('4096', '"4096"'));
  });

  test('that has nothing to fix comes back as it is', () => {
    const bytes = Buffer.from(QUOTED);
    expect(fixText(bytes, NAMED)).toMatchObject({ fixed: [], report: { status: 'linted' } });
    expect(fixText(bytes, NAMED).output).toBe(bytes);
  });
});

function ruleOf(id: string): Rule {
  return rules.find((rule) => rule.id === id)!;
}

test('what must not be written stays, and the report says why', () => {
  const suspended = `${UNQUOTED}checkpoint.vmState = "a.vmss"\n`;
  const { output, report, remaining } = fixText(suspended, NAMED);
  expect(output).toBe(suspended);
  expect(report).toMatchObject({ status: 'read-only', reason: 'suspended' });
  expect(remaining).toEqual(report.findings);
});

test('what lies beside the path counts, relative to `cwd`', () => {
  folder.plant({ 'vm/a.vmx.lck/M1.lck': '' });
  const options = { path: 'vm/a.vmx', cwd: folder.path };
  expect(fixText(UNQUOTED, options).report).toMatchObject({ status: 'read-only' });
  expect(fixText(UNQUOTED, { ...options, force: true }).output).toBe(QUOTED);
  expect(folder.list('vm')).toEqual(['a.vmx.lck']);
});

test('`assume: false` leaves fixes that nobody asked for', () => {
  const lab = ESXI.replace('vmkernel6', 'ubuntu-64');
  expect(fixText(lab, NAMED).output).toContain('vhv.enable');
  expect(fixText(lab, { ...NAMED, assume: false }).output).not.toContain('vhv.enable');
  expect(fixText(lab, { ...NAMED, assume: false, nested: 'require' }).output).toContain('vhv');
  expect(fixText(ESXI, NAMED).output).toBe(ESXI_FIXED);
});

test('`language` says what a text without a name is', () => {
  expect(lintText('memsize = 4096\n')).toMatchObject({ status: 'skipped' });
  expect(lintText('memsize = 4096\n', { language: 'vmx' }).findings.length).toBeGreaterThan(0);
});

test('lintFiles: one path or many, relative to `cwd`; what is missing does not hide the others', async () => {
  folder.plant({ 'a.vmx': UNQUOTED, 'sub/b.vmx': QUOTED, '.gitignore': 'c.vmx\n', 'c.vmx': ESXI });
  const cwd = folder.path;
  const all = await lintFiles('.', { cwd });
  expect(all.files.map(({ path }) => path)).toEqual(['a.vmx', 'sub/b.vmx']);
  expect(all.summary).toMatchObject({ files: 2, warnings: 1, fixable: 1 });
  const some = await lintFiles(['sub', 'no.vmx', 'c.vmx'], { cwd });
  expect(some.files.map(({ path, status }) => `${path} ${status}`)).toEqual([
    'c.vmx skipped',
    'no.vmx failed',
    'sub/b.vmx linted',
  ]);
  expect((await lintFiles([], { cwd })).files).toEqual([]);
  expect(folder.read('a.vmx')).toBe(UNQUOTED);
});

describe('options', () => {
  const wrong: [string, object][] = [
    ['unknown option "nestd", expected one of nested, host,', { nestd: 'auto' }],
    ['unknown nested "yes", expected one of require, forbid, auto', { nested: 'yes' }],
    ['host: unknown host "esxj", did you mean esxi?', { host: 'esxj' }],
    ['host is an object, expected a string', { host: { product: 'esxi' } }],
    ['guest: unknown guest "qemo"', { guest: 'qemo' }],
    ['maxSize is "1", expected a number of bytes', { maxSize: '1' }],
    ['path is 1, expected a string', { path: 1 }],
    ['unknown language "vbx", expected one of vmx', { language: 'vbx' }],
    ['rules is an object, expected a list of rules', { rules: {} }],
    ['rules[1] is "vmx/no-bom", expected a rule', { rules: [ruleOf('vmx/no-bom'), 'vmx/no-bom'] }],
    ['unsafe is 1, expected true or false', { unsafe: 1 }],
  ];

  test.each(wrong)('%s', (message, options) => {
    expect(() => fixText('', options)).toThrow(OptionError);
    expect(() => fixText('', options)).toThrow(message);
  });

  test('what is no text, and what is no path', async () => {
    expect(() => lintText(1 as never)).toThrow('the text is 1, expected a string or a Uint8Array');
    await expect(lintFiles(['a', 1] as never)).rejects.toThrow('a path is 1, expected a string');
    await expect(lintFiles('.', { path: 'a' } as never)).rejects.toThrow('unknown option "path"');
    await expect(lintFiles('.', { cwd: 1 } as never)).rejects.toThrow(
      'cwd is 1, expected a string',
    );
    expect(() => lintText('', { unsafe: true } as never)).toThrow('unknown option "unsafe"');
    expect(() => lintText('', 'vmx' as never)).toThrow('the options are "vmx", expected an object');
  });
});

describe('rules of others', () => {
  const noFloppy = defineRule({
    id: 'lab/no-floppy',
    languages: ['vmx'],
    summary: 'No floppy drive is there',
    why: 'Nobody has one.',
    severity: 'warning',
    fixSafety: 'Safe: nobody misses it.',
    sources: [{ title: 'the rules of this lab' }],
    presets: [],
    messages: { present: 'Unexpected `{key}`, expected none' },
    examples: {
      good: [{ text: 'memsize = "1024"\n' }],
      bad: [
        {
          text: 'floppy0.present = "TRUE"\n',
          findings: [{ line: 1, column: 1, message: 'Unexpected `floppy0.present`' }],
          fixed: '',
        },
      ],
    },
    check({ document, report }) {
      return {
        entry(entry) {
          const key = document.keyOf(entry);
          if (!/^floppy\d+\.present$/i.test(key)) return;
          if (document.valueOf(entry) === 'throw') throw new TypeError('it is broken');
          report({
            message: 'present',
            data: { key },
            at: lineRange(entry),
            fix: { title: 'remove it', safety: 'safe', ...removePair(document, entry) },
          });
        },
      };
    },
  });

  test('apply beside those of vmlint, and fix', () => {
    const text = `${QUOTED}floppy0.present = "TRUE"\n`;
    const options = { ...NAMED, rules: [...recommended, noFloppy] };
    expect(lintText(text, options).findings.map(({ rule }) => rule)).toEqual(['lab/no-floppy']);
    expect(fixText(text, options).output).toBe(QUOTED);
    expect(lintText(text, NAMED).findings).toEqual([]);
  });

  test('are named where they throw', async () => {
    const text = `${QUOTED}floppy0.present = "throw"\n`;
    const options = { rules: [noFloppy] };
    const linting = (): unknown => lintText(text, { ...NAMED, ...options });
    expect(linting).toThrow(RuleError);
    expect(linting).toThrow('the rule lab/no-floppy failed: it is broken');
    folder.plant({ 'a.vmx': text, 'b.vmx': UNQUOTED });
    const { files } = await lintFiles('.', { ...options, cwd: folder.path });
    expect(files).toMatchObject([
      { path: 'a.vmx', status: 'failed', error: 'the rule lab/no-floppy failed: it is broken' },
      { path: 'b.vmx', status: 'linted', findings: [] },
    ]);
  });

  test('may be added to a list that was given before', () => {
    const list: Rule[] = [];
    const text = 'floppy0.present = "TRUE"\n';
    expect(lintText(text, { ...NAMED, rules: list }).findings).toEqual([]);
    list.push(noFloppy);
    expect(lintText(text, { ...NAMED, rules: list }).findings).toHaveLength(1);
  });
});
