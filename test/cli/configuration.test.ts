import { chmodSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  ESXI,
  IS_ROOT,
  NOBODY,
  QUOTED,
  statuses,
  unlessImpossible,
  UNQUOTED,
  useFolder,
  vmlint,
} from './vmlint.js';

const folder = useFolder();

const QUOTES = 'vmx/quoted-value';
const EXPOSE = 'nested/expose-hardware-virtualization';

/** `path: severity rule` of each finding, in order. */
function found(...args: string[]): string[] {
  const { report } = folder.json(...args);
  return report.files.flatMap(({ path, findings }) =>
    findings.map(({ severity, rule }) => `${path}: ${severity} ${rule}`),
  );
}

function rules(settings: Record<string, unknown>): string {
  return JSON.stringify({ rules: settings });
}

describe('a configuration is found', () => {
  test.each([
    ['vmlint.config.jsonc', '// c\n{ "rules": { "vmx/quoted-value": "error", }, }'],
    ['vmlint.config.json', '{ "rules": { "vmx/quoted-value": "error" } }'],
    ['vmlint.config.yaml', '# c\nrules:\n  vmx/quoted-value: error\n'],
    ['vmlint.config.yml', 'rules: {vmx/quoted-value: error}'],
    ['package.json', '{ "name": "x", "vmlint": { "rules": { "vmx/quoted-value": "error" } } }'],
    ['vmlint.config.jsonc', '\xef\xbb\xbf{\r\n  "rules": {\r\n"vmx/quoted-value": "error" } }\r\n'],
    ['vmlint.config.yaml', '\xef\xbb\xbfrules:\r\n  vmx/quoted-value: error\r\n'],
    ['vmlint.config.json', Buffer.from('\ufeff{"rules":{"vmx/quoted-value":"error"}}', 'utf16le')],
  ])('%s %#', (name, content) => {
    folder.plant({ 'a.vmx': UNQUOTED, [name]: content });
    expect(folder.vmlint('a.vmx')).toMatchObject({ status: 1, stderr: '' });
    expect(found('a.vmx')).toEqual([`a.vmx: error ${QUOTES}`]);
  });

  test('from the file upwards, not from the working folder', () => {
    folder.plant({
      'vmlint.config.json': rules({ [QUOTES]: 'error' }),
      'x/y/a.vmx': UNQUOTED,
      'other/b.vmx': UNQUOTED,
      'other/vmlint.config.json': '{"root": true}',
    });
    expect(found()).toEqual([`other/b.vmx: warning ${QUOTES}`, `x/y/a.vmx: error ${QUOTES}`]);
    const inside = vmlint(folder.at('other'), ['--format', 'compact', '../x/y/a.vmx']);
    expect(inside.stdout).toContain(`error ${QUOTES}`);
  });

  test('a package.json without one, or with a broken rest, is none', () => {
    folder.plant({
      'a.vmx': UNQUOTED,
      'package.json': '{ "devDependencies": { "vmlint": "^1" } }',
      'x/a.vmx': UNQUOTED,
      'x/package.json': '{ broken',
      'y/a.vmx': UNQUOTED,
      'y/package.json': null,
    });
    expect(found()).toEqual([
      `a.vmx: warning ${QUOTES}`,
      `x/a.vmx: warning ${QUOTES}`,
      `y/a.vmx: warning ${QUOTES}`,
    ]);
  });

  test('a package.json may name its file', () => {
    folder.plant({
      'a.vmx': UNQUOTED,
      'package.json': '{ "vmlint": "ci/vmlint.yaml" }',
      'ci/vmlint.yaml': 'rules: {vmx/quoted-value: error}',
    });
    expect(found()).toEqual([`a.vmx: error ${QUOTES}`]);
  });

  test('nearer files win, value by value, up to one that is the root', () => {
    folder.plant({
      'vmlint.config.json': '{"rules": {"vmx/quoted-value": "off"}, "nested": "forbid"}',
      'x/vmlint.config.json': '{"root": true, "rules": {"vmx/quoted-value": "error"}}',
      'x/y/vmlint.config.yaml': 'rules: {vmx/config-version: "off"}\nnested: auto\n',
      'x/y/a.vmx': ESXI.replace('vmkernel6', 'ubuntu-64'),
      'b.vmx': ESXI,
    });
    expect(found()).toEqual([`x/y/a.vmx: error ${QUOTES}`]);
  });

  test('--no-config reads none', () => {
    folder.plant({ 'a.vmx': UNQUOTED, 'vmlint.config.json': 'broken' });
    expect(found('--no-config')).toEqual([`a.vmx: warning ${QUOTES}`]);
  });

  test('--config reads that one and no other', () => {
    folder.plant({
      'a.vmx': UNQUOTED,
      'x/b.vmx': UNQUOTED,
      'vmlint.config.json': 'broken',
      'x/vmlint.config.json': rules({ [QUOTES]: 'off' }),
      'ci/strict.jsonc': '{ "extends": "./base.yaml" }',
      'ci/base.yaml': 'rules: {vmx/quoted-value: info}',
    });
    expect(found('--config', 'ci/strict.jsonc')).toEqual([
      `a.vmx: info ${QUOTES}`,
      `x/b.vmx: info ${QUOTES}`,
    ]);
  });

  test('by the path of --stdin-filename, which need not exist', () => {
    folder.plant({ 'x/vmlint.config.json': rules({ [QUOTES]: 'error' }) });
    const lint = (...args: string[]) =>
      vmlint(folder.path, ['--stdin', '--format', 'compact', ...args], { input: UNQUOTED }).stdout;
    expect(lint('--stdin-filename', 'x/new.vmx')).toContain(`error ${QUOTES}`);
    expect(lint('--stdin-filename', 'new.vmx')).toContain(`warning ${QUOTES}`);
    expect(lint()).toContain(`warning ${QUOTES}`);
    folder.plant({ 'vmlint.config.json': rules({ [QUOTES]: 'info' }) });
    expect(lint()).toContain(`info ${QUOTES}`);
  });
});

describe('extends', () => {
  test('files and packages, what is later over what is earlier, its own over all', () => {
    folder.plant({
      'a.vmx': ESXI,
      'node_modules/@team/vmlint/package.json':
        '{ "name": "@team/vmlint", "vmlint": "./base.jsonc" }',
      'node_modules/@team/vmlint/base.jsonc':
        '{ "nested": "forbid", "rules": { "vmx/quoted-value": "off", "nested/*": "off" } }',
      'node_modules/@team/vmlint/lab/hosts.yaml': 'nested: require\n',
      'node_modules/inline/package.json':
        '{ "vmlint": { "rules": { "vmx/quoted-value": "error" } } }',
      'shared/one.yaml': 'extends: [inline]\nrules: {vmx/no-bom: error}\n',
      'vmlint.config.jsonc': JSON.stringify({
        extends: ['@team/vmlint', './shared/one.yaml', '@team/vmlint/lab/hosts.yaml'],
        rules: { [EXPOSE]: 'info' },
      }),
    });
    expect(found()).toEqual([`a.vmx: info ${EXPOSE}`, `a.vmx: error ${QUOTES}`]);
  });

  test('patterns of what is extended start at the folder of what extends it', () => {
    folder.plant({
      'vmlint.config.json': '{ "extends": "./ci/base.json" }',
      'ci/base.json': JSON.stringify({
        overrides: [{ files: 'old/**', rules: { [QUOTES]: 'off' } }],
        ignore: 'gone/**',
      }),
      'old/a.vmx': UNQUOTED,
      'gone/a.vmx': UNQUOTED,
      'a.vmx': UNQUOTED,
    });
    expect(found()).toEqual([`a.vmx: warning ${QUOTES}`]);
  });

  test('presets say which rules there are', () => {
    folder.plant({ 'a.vmx': ESXI });
    const withPresets = (presets: unknown, ...args: string[]): string[] => {
      folder.plant({ 'vmlint.config.json': JSON.stringify({ extends: presets }) });
      return found(...args).map((line) => line.split(' ').at(-1)!);
    };
    expect(withPresets('vmlint:recommended')).toEqual([EXPOSE, QUOTES]);
    expect(withPresets('vmlint:nested')).toEqual([EXPOSE]);
    expect(withPresets('vmlint:syntax')).toEqual([QUOTES]);
    expect(withPresets(['vmlint:syntax', 'vmlint:nested'])).toEqual([EXPOSE, QUOTES]);
    expect(withPresets('vmlint:security')).toEqual([]);
    expect(withPresets([])).toEqual([EXPOSE, QUOTES]);
    expect(withPresets('vmlint:security', '--preset', 'syntax')).toEqual([QUOTES]);
    expect(withPresets('vmlint:security', '--preset=syntax', '--preset=vmlint:nested')).toEqual([
      EXPOSE,
      QUOTES,
    ]);
  });
});

describe('what wins', () => {
  test('the command line over overrides, they over the rest of the file, that over what it extends', () => {
    folder.plant({
      'legacy/a.vmx': UNQUOTED,
      'b.vmx': UNQUOTED,
      'base.json': rules({ [QUOTES]: 'off' }),
      'vmlint.config.json': JSON.stringify({
        extends: './base.json',
        rules: { [QUOTES]: 'info' },
        overrides: [{ files: ['legacy/**', '!legacy/b.vmx'], rules: { [QUOTES]: 'error' } }],
      }),
    });
    expect(found()).toEqual([`b.vmx: info ${QUOTES}`, `legacy/a.vmx: error ${QUOTES}`]);
    expect(found('--rule', `${QUOTES}=warning`)).toEqual([
      `b.vmx: warning ${QUOTES}`,
      `legacy/a.vmx: warning ${QUOTES}`,
    ]);
    expect(found('--rule', 'vmx/*=off')).toEqual([]);
    expect(found('--rule', '*=off', '--rule', `${QUOTES}=info`)).toHaveLength(2);
  });

  test('--preset alone says which rules are on; how severe they are stays', () => {
    folder.plant({
      'a.vmx': ESXI,
      'vmlint.config.json': rules({ [EXPOSE]: 'off', [QUOTES]: 'error' }),
    });
    expect(found()).toEqual([`a.vmx: error ${QUOTES}`]);
    expect(found('--preset', 'nested')).toEqual([`a.vmx: error ${EXPOSE}`]);
    expect(found('--preset', 'all')).toEqual([`a.vmx: error ${EXPOSE}`, `a.vmx: error ${QUOTES}`]);
  });

  test('a rule by its name over its group, and that over all', () => {
    folder.plant({
      'a.vmx': ESXI,
      'vmlint.config.json': rules({ [QUOTES]: 'error', 'vmx/*': 'off', '*': 'info' }),
    });
    expect(found()).toEqual([`a.vmx: info ${EXPOSE}`, `a.vmx: error ${QUOTES}`]);
  });
});

describe('the intent and the stack', () => {
  test('by configuration count as stated', () => {
    folder.plant({ 'a.vmx': UNQUOTED.replace('vhv.enable = "TRUE"\n', 'guestOS = "ubuntu-64"\n') });
    expect(folder.vmlint('--fix', '--no-assume').stdout).toContain('--nested require');
    folder.plant({ 'vmlint.config.json': '{"nested": "require"}' });
    const result = folder.vmlint('--fix', '--no-assume');
    expect(result.status).toBe(0);
    expect(result.stdout).not.toContain('assumed');
    expect(folder.read('a.vmx')).toContain('vhv.enable = "TRUE"');
  });

  test('by glob, and over all by the command line', () => {
    folder.plant({
      'lab/a.vmx': QUOTED.replace('TRUE', 'FALSE'),
      'desk/b.vmx': QUOTED,
      'vmlint.config.yaml': 'nested: require\noverrides:\n  - {files: desk, nested: forbid}\n',
    });
    expect(found()).toEqual([
      'desk/b.vmx: warning nested/hide-hardware-virtualization',
      `lab/a.vmx: error ${EXPOSE}`,
    ]);
    expect(found('--nested', 'auto')).toEqual([]);
  });

  test('a host as a text and as an object; another product is another host', () => {
    const text = 'config.version = "8"\nguestOS = "ubuntu-64"\nvhv.enable = "TRUE"\n';
    const impossible = 'nested/possible-on-host';
    folder.plant({ 'a.vmx': text, 'x/a.vmx': text });
    const hosts = (host: unknown, nearer: unknown = {}): string[] => {
      folder.plant({
        'vmlint.config.json': JSON.stringify({ host }),
        'x/vmlint.config.json': JSON.stringify(nearer),
      });
      return found().filter((line) => line.endsWith(impossible));
    };
    const windows = { product: 'workstation', version: 17, os: 'windows', hyperv: 'on' };
    expect(hosts('workstation@17')).toEqual([]);
    expect(hosts(windows)).toHaveLength(2);
    expect(hosts(windows, { host: { hyperv: 'off' } })).toEqual([`a.vmx: error ${impossible}`]);
    expect(hosts(windows, { host: 'esxi@8.0' })).toEqual([`a.vmx: error ${impossible}`]);
    expect(hosts(windows, { host: 'workstation@16' })).toHaveLength(2);
  });
});

describe('ignore', () => {
  test('leaves files out of folders and globs, and skips those that are named', () => {
    folder.plant({
      'vmlint.config.json': '{"ignore": ["archive/**", "!archive/keep/*.vmx", "old.vmx"]}',
      'a.vmx': QUOTED,
      'archive/b.vmx': QUOTED,
      'archive/keep/c.vmx': QUOTED,
      'x/old.vmx': QUOTED,
    });
    expect(folder.json().report.files.map(({ path }) => path)).toEqual([
      'a.vmx',
      'archive/keep/c.vmx',
    ]);
    expect(folder.json('**/*.vmx').report.files.map(({ path }) => path)).toEqual([
      'a.vmx',
      'archive/keep/c.vmx',
    ]);
    const named = folder.json('x/old.vmx', 'archive/b.vmx', 'a.vmx');
    expect(named.status).toBe(0);
    expect(statuses(named.report)).toEqual([
      'a.vmx: linted',
      'archive/b.vmx: skipped (ignored)',
      'x/old.vmx: skipped (ignored)',
    ]);
    expect(folder.vmlint('x/old.vmx').stdout).toContain(
      'skipped x/old.vmx: vmlint.config.json:1:50 leaves it out',
    );
    expect(folder.json('--no-config').report.files).toHaveLength(4);
  });

  test('a folder that is named, and one in which nothing is left', () => {
    folder.plant({
      'vmlint.config.json': '{"ignore": "archive"}',
      'archive/b.vmx': QUOTED,
      'x/vmlint.config.json': '{"ignore": "*.vmx"}',
      'x/a.vmx': QUOTED,
    });
    const archive = folder.json('archive');
    expect([archive.status, statuses(archive.report)]).toEqual([0, ['archive: skipped (ignored)']]);
    const nothing = folder.vmlint('x');
    expect(nothing.status).toBe(2);
    expect(nothing.stdout).toContain('besides what x/vmlint.config.json:1:12 leaves out');
  });

  test('a nearer file takes back what a farther one leaves out', () => {
    folder.plant({
      'vmlint.config.json': '{"ignore": ["*.vmx"]}',
      'a.vmx': QUOTED,
      'x/vmlint.config.json': '{"ignore": ["!b.vmx"]}',
      'x/b.vmx': QUOTED,
    });
    expect(folder.json().report.files.map(({ path }) => path)).toEqual(['x/b.vmx']);
  });

  test('what is in a folder that is left out is not read', () => {
    folder.plant({
      'vmlint.config.json': '{"ignore": "archive"}',
      'a.vmx': QUOTED,
      'archive/vmlint.config.json': 'broken',
      'archive/b.vmx': QUOTED,
    });
    expect(folder.vmlint().status).toBe(0);
  });

  test('the text from standard input comes back as it is', () => {
    folder.plant({ 'vmlint.config.json': '{"ignore": "old"}' });
    const args = ['--stdin', '--stdin-filename', 'old/a.vmx', '--fix'];
    const result = vmlint(folder.path, args, { input: UNQUOTED });
    expect(result).toMatchObject({ status: 0, stdout: UNQUOTED });
    expect(result.stderr).toContain('skipped old/a.vmx');
  });
});

test('hostile names of folders and files stay what they are', () => {
  folder.plant({
    'vmlint.config.json': rules({ [QUOTES]: 'error' }),
    'a [b] {c,d}/\x1b[31m.vmx': UNQUOTED,
    'x\ny/vmlint.config.json': '{"extends": "./\x1b[31m.json"}'.replace('\x1b', '\\u001b'),
    'x\ny/a.vmx': UNQUOTED,
  });
  expect(found('a [b] {c,d}')).toHaveLength(1);
  const result = folder.vmlint();
  expect(result.status).toBe(2);
  expect(result.stderr).toContain('x\\x0ay/vmlint.config.json:1:13');
  expect(result.stderr).not.toContain('\x1b');
});

unlessImpossible(!IS_ROOT || process.getuid !== undefined, 'a file that nobody may read', () => {
  test('a configuration that cannot be read is told, and nothing is done', () => {
    folder.plant({ 'a.vmx': UNQUOTED, 'vmlint.config.json': '{}' });
    chmodSync(folder.at('vmlint.config.json'), 0);
    const result = vmlint(folder.path, ['--fix', 'a.vmx'], IS_ROOT ? { uid: NOBODY } : {});
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('error vmlint.config.json: permission denied');
    expect(folder.read('a.vmx')).toBe(UNQUOTED);
  });
});
