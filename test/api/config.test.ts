import { describe, expect, test } from '@jest/globals';
import { unified } from 'unified';
import {
  configFor,
  ConfigurationError,
  defineRule,
  fixText,
  lintFiles,
  lintText,
  OptionError,
  recommended,
} from '../../src/api/index.js';
import { vmlint, type VmlintData } from '../../src/unified/index.js';
import {
  ESXI,
  parseReport,
  UNQUOTED,
  useFolder,
  vmlint as command,
  type Report,
} from '../cli/vmlint.js';

const folder = useFolder();

const LAB = {
  'vmlint.config.jsonc': `{
    "root": true,
    "extends": ["vmlint:strict"],
    "nested": "auto",
    // unquoted values are bad here
    "rules": { "vmx/quoted-value": "error", "nested/*": "warning" },
    "overrides": [{ "files": ["hosts/**"], "nested": "require", "guest": "esxi" }],
    "require": [{ "setting": "numvcpus", "is": "4", "message": "our lab has quad cores" }],
    "ignore": ["old/**", "hosts/spare.vmx"],
    "ignoreFindings": [
      { "files": "hosts/b.vmx", "rule": "vmx/quoted-value", "reason": "made by a tool" },
      { "rule": "vmx/no-bom", "reason": "done", "until": "2020-01-01" },
    ],
  }`,
  'a.vmx': UNQUOTED,
  'hosts/a.vmx': ESXI,
  'hosts/b.vmx': ESXI,
  'hosts/spare.vmx': ESXI,
  'old/a.vmx': ESXI,
  'team/vmlint.config.yaml': 'rules:\n  vmx/quoted-value: off\n',
  'team/a.vmx': UNQUOTED,
};

const withoutTime = (report: object): object => ({
  ...report,
  summary: { ...(report as Report).summary, durationMs: 0 },
});

const CASES = [
  { args: [], options: {} },
  { args: ['--no-config'], options: { config: false } },
  { args: ['--config', 'team/vmlint.config.yaml'], options: { config: 'team/vmlint.config.yaml' } },
  { args: ['--nested=forbid', '--host=esxi@8.0'], options: { nested: 'forbid', host: 'esxi@8.0' } },
] as const;

test.each(CASES)(
  'lintFiles goes by configurations as the command does with $args',
  async (given) => {
    folder.plant(LAB);
    const warnings: string[] = [];
    const onWarning = (message: string): void => void warnings.push(`warning: ${message}\n`);
    for (const paths of [['.'], ['old/a.vmx', 'hosts', 'team/*.vmx']]) {
      warnings.length = 0;
      const report = await lintFiles(paths, { ...given.options, cwd: folder.path, onWarning });
      const { stdout, stderr } = command(folder.path, ['--format=json', ...given.args, ...paths]);
      expect(withoutTime(report)).toStrictEqual(withoutTime(parseReport(stdout)));
      expect(warnings.join('')).toBe(stderr);
    }
  },
);

test.each(CASES)(
  'configFor has them for a text, as on standard input with $args',
  async (given) => {
    folder.plant(LAB);
    const cwd = folder.path;
    for (const [path, input] of Object.entries(LAB).filter(([name]) => name.endsWith('.vmx'))) {
      const config = await configFor(path, { ...given.options, cwd });
      const from = { path, cwd, config };
      const stdin = ['--format=json', '--stdin', '--stdin-filename', path, ...given.args];
      const linted = parseReport(command(cwd, stdin, { input }).stdout).files[0];
      expect(lintText(Buffer.from(input), from)).toStrictEqual(linted);
      const fixed = command(cwd, [...stdin, '--fix'], { input });
      const result = fixText(input, from);
      expect([result.output, result.report]).toEqual([
        fixed.stdout,
        parseReport(fixed.stderr.replace(/^warning: .*\n/gm, '')).files[0],
      ]);
      const file = unified().use(vmlint, { config }).processSync({ value: input, path, cwd });
      expect((file.data['vmlint'] as VmlintData).report!.findings.length).toBe(
        linted!.findings.length,
      );
    }
  },
);

describe('rules of others', () => {
  const rule = defineRule({
    id: 'lab/named',
    languages: ['vmx'],
    summary: 'The VM has a name',
    why: 'People look for it.',
    severity: 'info',
    fixSafety: 'None.',
    sources: [{ title: 'the lab' }],
    presets: [],
    options: {
      key: {
        type: 'choice',
        values: ['displayName', 'annotation'],
        default: 'displayName',
        description: 'Where.',
      },
    },
    messages: { missing: 'Unexpected missing `{key}`, expected a name' },
    examples: { good: [{ text: 'displayName = "a"\n' }], bad: [{ text: '', findings: [] }] },
    check: ({ document, options, report }) => ({
      document() {
        const { key } = options;
        if (document.entry(key) !== undefined) return;
        report({ message: 'missing', data: { key }, at: { start: 0, end: 0 } });
      },
    }),
  });

  test('that are given apply, whatever configurations say, which may name them', async () => {
    folder.plant({ ...LAB, 'vmlint.config.jsonc': '{ "rules": { "lab/named": "off" } }' });
    const rules = [...recommended, rule];
    const { files } = await lintFiles('a.vmx', { cwd: folder.path, rules });
    expect(files[0]!.findings.map(({ rule: id }) => id)).toContain('lab/named');
    const config = await configFor('a.vmx', { cwd: folder.path, rules: [rule] });
    expect(lintText(UNQUOTED, { path: 'a.vmx', config }).findings).toMatchObject([
      { rule: 'lab/named', message: 'Unexpected missing `displayName`, expected a name' },
    ]);
  });
});

describe('configurations that cannot be used', () => {
  test('are an error with all places', async () => {
    folder.plant({
      'vmlint.config.jsonc': '{\n  "nestd": "auto",\n  "rules": { "vmx/no-boom": "error" }\n}\n',
      'a.vmx': UNQUOTED,
    });
    const { cwd } = { cwd: folder.path };
    for (const asked of [lintFiles('.', { cwd }), configFor('a.vmx', { cwd })]) {
      const error: unknown = await asked.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(ConfigurationError);
      const { message, problems } = error as ConfigurationError;
      expect(problems).toMatchObject([
        { path: 'vmlint.config.jsonc', line: 2, column: 3 },
        { path: 'vmlint.config.jsonc', line: 3, column: 14 },
      ]);
      expect(message).toMatch(
        /^vmlint\.config\.jsonc:2:3: .*nestd.*\nvmlint\.config\.jsonc:3:14: /,
      );
    }
    expect((await lintFiles('.', { cwd, config: false })).files).toHaveLength(1);
    await expect(lintFiles('.', { cwd, config: 'gone.jsonc' })).rejects.toThrow('gone.jsonc: ');
  });
});

test('options that make no sense', async () => {
  const config = await configFor('a.vmx', { cwd: folder.path, nested: 'auto' });
  expect(() => lintText('', { config, nested: 'auto' })).toThrow(
    'nested is given beside config: give it to configFor',
  );
  expect(() => lintText('', { config: { ...config } })).toThrow(OptionError);
  expect(() => lintText('', { config: 'vmlint.config.jsonc' as never })).toThrow(
    'config is "vmlint.config.jsonc", expected what configFor gives',
  );
  await expect(configFor('a.vmx', { config: 1 } as never)).rejects.toThrow(
    'config is 1, expected a string',
  );
  await expect(configFor(1 as never)).rejects.toThrow('the path is 1, expected a string');
  await expect(configFor('a', { unsafe: true } as never)).rejects.toThrow(
    'unknown option "unsafe"',
  );
  expect(() => unified().use(vmlint, { config, guest: 'kvm' }).freeze()).toThrow(OptionError);
});
