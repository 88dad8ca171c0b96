import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { fixText, lintText, recommended, rules } from '../../src/api/index.js';
import {
  OptionError,
  vmlint,
  vmlintFix,
  vmlintLint,
  vmlintParse,
  vmlintStringify,
  type Entry,
  type Root,
  type VmlintData,
  type VmlintLintOptions,
} from '../../src/unified/index.js';
import { ESXI, ESXI_FIXED, parseReport, UNQUOTED, useFolder } from '../cli/vmlint.js';
import { anyBytes, mutatedFile, structuralBytes } from '../support/arbitrary.js';

const folder = useFolder();

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

const SEVERITIES = new Map<unknown, string>([
  [true, 'error'],
  [false, 'warning'],
  [undefined, 'info'],
]);

/** The messages of a file as the findings of a report. */
function findingsOf({ messages }: VFile): object[] {
  return messages.map(({ ruleId, reason, fatal, place, source }) => {
    expect(source).toBe('vmlint');
    return { rule: ruleId, severity: SEVERITIES.get(fatal), message: reason, ...place };
  });
}

function shortened({ findings }: ReturnType<typeof lintText>): object[] {
  return findings.map(({ rule, severity, message, start, end }) => {
    return { rule, severity, message, start, end };
  });
}

test('the findings and the bytes of the command', () => {
  const names = readdirSync(EXAMPLES).filter((name) => name.endsWith('.vmx'));
  folder.plant(Object.fromEntries(names.map((name) => [name, readFileSync(EXAMPLES + name)])));
  const { files } = folder.json('--nested=require').report;
  const fixed = folder.json('--nested=require', '--fix').report.files;
  expect(files).toHaveLength(names.length);
  for (const [at, { path, findings }] of files.entries()) {
    const from = { path, cwd: folder.path, value: readFileSync(EXAMPLES + path) };
    const linted = unified().use(vmlint, { nested: 'require' }).processSync(from);
    expect(findingsOf(linted)).toEqual(
      findings.map(({ rule, severity, message, start, end }) => {
        return { rule, severity, message, start, end };
      }),
    );
    expect(linted.value).toEqual(from.value);
    const repaired = unified().use(vmlint, { nested: 'require', fix: true }).processSync(from);
    expect(Buffer.from(repaired.value).toString('latin1')).toBe(folder.read(path));
    expect(findingsOf(repaired)).toHaveLength(fixed[at]!.findings.length);
    expect((repaired.data['vmlint'] as VmlintData).fixed).toEqual(fixed[at]!.fixed);
  }
});

const content = fc.oneof(
  { weight: 4, arbitrary: mutatedFile },
  structuralBytes,
  anyBytes,
  mutatedFile.map((file) => file.toString('utf8')),
);

test.each<VmlintLintOptions>([{}, { nested: 'forbid' }, { nested: 'auto', host: 'esxi@5.0' }])(
  'any file is linted and fixed as by lintText and fixText, with %j',
  (options) => {
    fc.assert(
      fc.property(content, fc.boolean(), fc.boolean(), (value, unsafe, isNamed) => {
        const path = isNamed ? { path: 'a.vmx' } : {};
        const language = isNamed ? {} : { language: 'vmx' as const };
        const from = { value, ...path, cwd: folder.path };
        const asked = { ...options, ...path, cwd: folder.path, ...language };
        const linted = unified().use(vmlint, options).processSync(from);
        expect(findingsOf(linted)).toEqual(shortened(lintText(value, asked)));
        const fixing = { ...options, unsafe, fix: true };
        const fixed = unified().use(vmlint, fixing).processSync(from);
        const { output } = fixText(value, { ...asked, unsafe });
        expect(fixed.value).toEqual(output);
      }),
      { numRuns: 300 },
    );
  },
);

describe('a message', () => {
  const messagesOf = (value: string | Uint8Array, options: VmlintLintOptions = {}) =>
    unified().use(vmlint, options).processSync({ value, path: 'a.vmx', cwd: folder.path }).messages;

  test('has the rule, the place, a page to read on, and what a fix would do', () => {
    const [first, second] = messagesOf(ESXI);
    expect(first).toMatchObject({
      ruleId: 'nested/expose-hardware-virtualization',
      source: 'vmlint',
      fatal: true,
      line: 3,
      column: 1,
      note: 'fix (safe): add `vhv.enable = "TRUE"` after line 4',
      url: expect.stringMatching(/^https:/),
    });
    // The fix is not in the place.
    expect(first!.expected).toBeUndefined();
    expect(second).toMatchObject({
      ruleId: 'vmx/quoted-value',
      fatal: false,
      actual: '4096',
      expected: ['"4096"'],
    });
    expect(String(second)).toMatch(/^a\.vmx:4:11-4:15: Unexpected unquoted value of `memsize`/);
  });

  test('tells the other places, and offers nothing that is not safe', () => {
    const [twice] = messagesOf('config.version = "8"\nmemsize = "1"\nmemsize = "2"\n').filter(
      ({ ruleId }) => ruleId === 'vmx/no-duplicate-key',
    );
    expect(twice!.note).toMatch(/^2:1: /);
    expect(twice!.expected).toBeUndefined();
  });

  test('suggests in the encoding of the file', () => {
    const text = '.encoding = "windows-1252"\nannotation = Pr\xFCfung\n';
    const suggestion = { actual: 'Prüfung', expected: ['"Prüfung"'] };
    expect(messagesOf(Buffer.from(text, 'latin1'))).toContainEqual(
      expect.objectContaining(suggestion),
    );
    expect(messagesOf(text)).toContainEqual(expect.objectContaining(suggestion));
  });

  test('does not show a secret', () => {
    const quoting = { rules: rules.filter(({ id }) => id === 'vmx/quoted-value') };
    const [message] = messagesOf(
      'config.version = "8"\nRemoteDisplay.vnc.password = hunter2\n',
      quoting,
    );
    expect(message!.ruleId).toBe('vmx/quoted-value');
    expect(Object.values(message!).join()).not.toContain('hunter2');
  });
});

describe('the tree is what counts', () => {
  const setMemory = () => (tree: Root) => {
    const isMemory = (line: Root['children'][number]): line is Entry =>
      line.type === 'entry' && line.key === 'memsize';
    tree.children.find(isMemory)!.value = '8192';
  };
  const from = (value: string) => ({ value, path: 'a.vmx', cwd: folder.path });

  test('what a transformer repaired before is no finding', () => {
    const pipeline = unified().use(vmlintParse).use(setMemory).use(vmlintLint);
    const file = pipeline.use(vmlintStringify).processSync(from(UNQUOTED));
    expect([file.messages, String(file)]).toEqual([[], UNQUOTED.replace('4096', '"8192"')]);
  });

  test('fixes and other changes go together, in either order', () => {
    const value = `${ESXI}annotation = x\n`;
    for (const plugins of [
      [vmlintParse, vmlintFix, setMemory, vmlintLint, vmlintStringify],
      [vmlintParse, setMemory, vmlintFix, vmlintLint, vmlintStringify],
    ]) {
      const file = unified().use(plugins).processSync(from(value));
      expect(String(file)).toBe(ESXI_FIXED.replace('"4096"\n', '"8192"\nannotation = "x"\n'));
      expect(file.messages).toEqual([]);
    }
  });

  test('a tree without a file is linted, too', () => {
    const file = new VFile();
    const tree: Root = { type: 'root', children: [{ type: 'entry', key: 'memsize', value: '1' }] };
    unified().use(vmlintLint).runSync(tree, file);
    expect(file.messages.map(({ ruleId }) => ruleId)).toContain('vmx/valid-memsize');
  });
});

test('a file that is not a VM configuration: no findings, and the report says why', () => {
  const file = unified().use(vmlint).processSync({ value: 'int main() {}\n', path: 'a.c' });
  expect(file.messages).toEqual([]);
  expect((file.data['vmlint'] as VmlintData).report).toMatchObject({
    status: 'skipped',
    reason: 'not-a-vm-config',
  });
});

test('a file that must not be written is not, and a message says why', () => {
  const value = `${UNQUOTED}checkpoint.vmState = "a.vmss"\n`;
  const file = unified().use(vmlint, { fix: true }).processSync({ value, path: 'a.vmx' });
  expect(String(file)).toBe(value);
  expect(file.messages[0]!.reason).toMatch(/^not fixed: the VM is suspended/);
});

test('options are those of the API', () => {
  const use = (options: object) => () => unified().use(vmlint, options).freeze();
  expect(use({ nested: 'perhaps' })).toThrow(OptionError);
  expect(use({ fixx: true })).toThrow('unknown option "fixx"');
  expect(use({ rules: recommended, fix: true, assume: false, guest: 'kvm' })).not.toThrow();
  expect(() =>
    unified()
      .use(vmlintLint, { unsafe: 1 } as never)
      .freeze(),
  ).toThrow(OptionError);
});

test('the report is as the schema says', () => {
  const file = unified().use(vmlint).processSync({ value: ESXI, path: 'a.vmx', cwd: folder.path });
  const { report } = file.data['vmlint'] as VmlintData;
  const summary = {
    ...{ files: 1, errors: 1, warnings: 1, infos: 0, fixable: 2, fixableUnsafe: 0 },
    ...{ fixed: 0, durationMs: 0 },
  };
  parseReport(JSON.stringify({ version: 1, summary, files: [report] }));
});
