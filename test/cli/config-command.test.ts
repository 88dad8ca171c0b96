import { describe, expect, test } from '@jest/globals';
import { expectQuiet, UNQUOTED, useFolder } from './vmlint.js';

const folder = useFolder();

const CONFIG = `{
  "extends": ["vmlint:strict", "./team.yaml"],
  "host": { "product": "esxi", "version": "8.0", "cpu": "intel" },
  "rules": { "vmx/no-bom": "error" },
  "overrides": [
    { "files": "lab/**", "nested": "forbid", "rules": { "nested/*": "info" } }
  ],
  "require": [{ "setting": "memsize", "is": [4096, "8192"], "message": "ours" }],
  "ignore": "old",
  "ignoreFindings": [
    { "files": "lab/**", "rule": "vmx/known-key", "setting": "mks.*", "reason": "ours", "until": "2027-01-01" }
  ]
}
`;
const TEAM = 'guest: kvm\nrules:\n  nested/esxi-guest-resources: [warning, {minimumMiB: 6144}]\n';

function plant(): void {
  folder.plant({ 'vmlint.config.jsonc': CONFIG, 'team.yaml': TEAM, 'lab/a.vmx': UNQUOTED });
}

test('prints what holds for a file, and where each value comes from', () => {
  plant();
  const result = folder.vmlint('config', 'lab/a.vmx', '--rule', 'vmx/no-bom=off', '--cpu', 'amd');
  expect(result.status).toBe(0);
  expectQuiet(result);
  const [head, ...sections] = result.stdout.split('\n\n');
  expect(head).toBe('lab/a.vmx');
  expect(sections.map((section) => section.split('\n')[0])).toEqual([
    'Configurations, nearest first',
    'Intent and stack',
    'Format',
    'Presets',
    'Required',
    'Findings left out',
    'Rules',
  ]);
  const rows = sections.map((section) =>
    section.split('\n').map((row) => row.trim().split(/ {2,}/)),
  );
  expect(rows[0]).toEqual([
    ['Configurations, nearest first'],
    ['vmlint.config.jsonc'],
    ['team.yaml'],
  ]);
  expect(rows[1]).toEqual([
    ['Intent and stack'],
    ['nested', 'forbid', 'vmlint.config.jsonc:6:36'],
    ['host', 'esxi@8.0', 'vmlint.config.jsonc:3:24'],
    ['os', '(unknown)', 'default'],
    ['hyperv', '(what a vmware.log says)', 'default'],
    ['cpu', 'amd', '--cpu'],
    ['guest', 'kvm', 'team.yaml:1:8'],
    ['under', '(none)', 'default'],
  ]);
  expect(rows[2]).toEqual([
    ['Format'],
    ['endOfLine', 'keep', 'default'],
    ['groupNamespaces', 'false', 'default'],
  ]);
  expect(rows[3]).toEqual([['Presets'], ['vmlint:strict', 'vmlint.config.jsonc:2:15']]);
  expect(rows[4]![1]).toEqual([
    'memsize',
    '{"is":["4096","8192"],"message":"ours"}',
    'vmlint.config.jsonc:8:15',
  ]);
  expect(rows[5]![1]).toEqual([
    'vmx/known-key mks.*',
    'ours (until 2027-01-01)',
    'vmlint.config.jsonc:11:5',
  ]);
  expect(rows[6]).toEqual(
    expect.arrayContaining([
      ['info', 'nested/esxi-guest-resources', 'vmlint.config.jsonc:6:69'],
      ['minimumMiB: 6144', 'team.yaml:3:55'],
      ['minimumCpus: "2 for ESXi 8 and 9"', 'default'],
      ['off', 'vmx/no-bom', '--rule'],
      ['warning', 'policy/require', 'vmlint.config.jsonc:8:15'],
      ['warning', 'vmx/quoted-value', 'vmlint:strict (vmlint.config.jsonc:2:15)'],
    ]),
  );
});

test('--format json says the same', () => {
  plant();
  const result = folder.vmlint('config', 'lab/a.vmx', '--format', 'json');
  const said = JSON.parse(result.stdout);
  const at = (path: string, line: number, column: number) => ({ kind: 'file', path, line, column });
  const file = (line: number, column: number) => at('vmlint.config.jsonc', line, column);
  expect(said).toMatchObject({
    version: 1,
    path: 'lab/a.vmx',
    files: ['vmlint.config.jsonc', 'team.yaml'],
    ignored: { value: false, origin: { kind: 'default' } },
    presets: [{ value: 'strict', origin: file(2, 15) }],
    nested: { value: 'forbid', origin: file(6, 36) },
    host: { value: { product: 'esxi', version: '8.0' }, origin: file(3, 24) },
    cpu: { value: 'intel', origin: file(3, 57) },
    guest: { value: 'kvm', origin: at('team.yaml', 1, 8) },
    require: [{ value: { setting: 'memsize', is: ['4096', '8192'], message: 'ours' } }],
    ignoreFindings: [
      {
        value: { rule: 'vmx/known-key', setting: 'mks.*', reason: 'ours', until: '2027-01-01' },
        origin: file(11, 5),
      },
    ],
  });
  const rule = (id: string) => said.rules.find((one: { id: string }) => one.id === id);
  expect(rule('nested/esxi-guest-resources')).toEqual({
    id: 'nested/esxi-guest-resources',
    severity: { value: 'info', origin: file(6, 69) },
    options: {
      minimumMiB: { value: 6144, origin: at('team.yaml', 3, 55) },
      minimumCpus: { value: '2 for ESXi 8 and 9', origin: { kind: 'default' } },
    },
  });
  expect(rule('vmx/quoted-value').severity).toEqual({
    value: 'warning',
    origin: { kind: 'preset', preset: 'strict', by: file(2, 15) },
  });
});

describe('the path', () => {
  test('need not exist, and may be a folder', () => {
    plant();
    expect(folder.vmlint('config', 'lab/new/b.vmx').stdout).toContain('nested  forbid');
    expect(folder.vmlint('config', 'lab').stdout).toContain('nested  forbid');
    expect(folder.vmlint('config', '.').stdout).toContain('nested  require ');
  });

  test('may be one that is left out', () => {
    plant();
    expect(folder.vmlint('config', 'old/a.vmx').stdout).toMatch(
      /^old\/a\.vmx\nleft out by vmlint\.config\.jsonc:9:13\n/,
    );
  });
});

test('without any configuration: the defaults', () => {
  const { stdout, status } = folder.vmlint('config', 'a.vmx');
  expect(status).toBe(0);
  expect(stdout).toContain('Configurations, nearest first\n  none\n');
  expect(stdout).toContain('vmlint:recommended  default\n');
  plant();
  expect(folder.vmlint('config', '--no-config', 'lab/a.vmx').stdout).toBe(
    stdout.replace('a.vmx', 'lab/a.vmx'),
  );
});

test('says which files nobody reads', () => {
  folder.plant({ 'vmlint.config.js': 'throw 1', 'x/vmlint.config.mts': 'throw 1' });
  const { stderr } = folder.vmlint('config', 'x/a.vmx');
  expect(stderr).toContain('warning: vmlint.config.js is not read: a configuration is data');
  expect(stderr).toContain('warning: x/vmlint.config.mts is not read');
});

test('a configuration that cannot be used is told, with exit code 2', () => {
  folder.plant({ 'vmlint.config.json': '{"nestd": 1}' });
  const result = folder.vmlint('config', 'a.vmx');
  expect(result).toMatchObject({ status: 2, stdout: '' });
  expect(result.stderr).toContain('did you mean "nested"?\n --> vmlint.config.json:1:2\n');
});
