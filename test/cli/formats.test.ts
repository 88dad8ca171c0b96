import { describe, expect, test } from '@jest/globals';
import { ESXI, ESXI_FIXED, parseReport, QUOTED, UNQUOTED, useFolder } from './vmlint.js';

const folder = useFolder();

const COMPACT = `sub dir/a.vmx:3:1: error nested/expose-hardware-virtualization Unexpected missing \`vhv.enable\`, expected "TRUE" so that ESXi can run in this VM
sub dir/a.vmx:4:11: warning vmx/quoted-value Unexpected unquoted value of \`memsize\`, expected quotes
`;

const PRETTY_VERDICT =
  /\nChecked 1 file in # ms: 1 error, 1 warning in 1 file\n2 fixable with --fix\n$/;

const JSON_REPORT = {
  version: 1,
  summary: {
    files: 1,
    errors: 0,
    warnings: 1,
    infos: 0,
    fixable: 1,
    fixableUnsafe: 0,
    fixed: 0,
    durationMs: 0,
  },
  files: [
    {
      path: 'a.vmx',
      language: 'vmx',
      encoding: 'UTF-8',
      status: 'linted',
      findings: [
        {
          rule: 'vmx/quoted-value',
          severity: 'warning',
          message: 'Unexpected unquoted value of `memsize`, expected quotes',
          start: { line: 3, column: 11, offset: 51 },
          end: { line: 3, column: 15, offset: 55 },
          related: [],
          setting: 'memsize',
          url: 'https://github.com/vmware/open-vm-tools/blob/1634dfb42f72/open-vm-tools/lib/dict/dictll.c',
          fix: {
            safety: 'safe',
            title: 'put the value in quotes',
            edits: expect.any(Array),
            commands: [],
          },
        },
      ],
      fixed: [],
    },
  ],
};

test('json', () => {
  folder.plant({ 'a.vmx': UNQUOTED });
  const { status, stdout, stderr } = folder.json();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual(JSON_REPORT);
  expect(stdout.endsWith('}\n')).toBe(true);
});

test('compact', () => {
  folder.plant({ 'sub dir/a.vmx': ESXI });
  const result = folder.vmlint('--format', 'compact');
  expect(result).toMatchObject({ status: 1, stdout: COMPACT, stderr: '' });
});

test('compact is one line a finding, and empty where there is none', () => {
  folder.plant({ 'a.vmx': QUOTED, 'new\nline:7.vmx': UNQUOTED, 'lfs.vmx': 'no VM\n' });
  expect(folder.vmlint('--format=compact', 'a.vmx', 'lfs.vmx')).toMatchObject({
    status: 0,
    stdout: '',
  });
  const { stdout } = folder.vmlint('--format=compact', 'new\nline:7.vmx', 'gone.vmx');
  expect(stdout).toBe(
    'gone.vmx: error: no such file or folder\n' +
      'new\\x0aline\\x3a7.vmx:3:11: warning vmx/quoted-value Unexpected unquoted value of `memsize`, expected quotes\n',
  );
});

test('pretty is the default', () => {
  folder.plant({ 'sub dir/a.vmx': ESXI });
  const { stdout } = folder.vmlint('--format', 'pretty');
  expect(stdout).toBe(folder.vmlint().stdout);
  expect(stdout).toMatch(PRETTY_VERDICT);
});

test('several at once: one on stdout, the others into files', () => {
  folder.plant({ 'sub dir/a.vmx': ESXI });
  const args = ['--format', 'json=report=1.json', '--format', 'compact', '--format=pretty=p.txt'];
  expect(folder.vmlint(...args)).toMatchObject({ status: 1, stdout: COMPACT, stderr: '' });
  expect(parseReport(folder.read('report=1.json')).summary).toMatchObject({ errors: 1 });
  expect(folder.read('p.txt').replace(/\d+ ms/, '# ms')).toMatch(PRETTY_VERDICT);
});

test('only into a file: stdout stays empty', () => {
  folder.plant({ 'a.vmx': UNQUOTED });
  const result = folder.vmlint('--format', `json=${folder.at('report.json')}`);
  expect(result).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(parseReport(folder.read('report.json')).files).toHaveLength(1);
});

test('a report that is longer than the new one is replaced', () => {
  folder.plant({ 'a.vmx': UNQUOTED, 'report.json': 'x'.repeat(10_000) });
  folder.vmlint('--format=json=report.json');
  parseReport(folder.read('report.json'));
});

test('a report that cannot be written is exit code 2, and the others are', () => {
  folder.plant({ 'a.vmx': ESXI, d: null });
  const formats = ['--format', 'json=none/r.json', '--format', 'compact=d', '--format', 'json'];
  const result = folder.vmlint('--fix', ...formats);
  expect(result.status).toBe(2);
  expect(result.stderr).toBe(
    'error: the json report could not be written to none/r.json: no such file or folder\n' +
      'error: the compact report could not be written to d: it is a folder, not a file\n',
  );
  expect(parseReport(result.stdout).files).toMatchObject([{ path: 'a.vmx', status: 'fixed' }]);
  expect(folder.read('a.vmx')).toBe(ESXI_FIXED);
});

test('--fix: json lists the findings whose fixes were applied', () => {
  folder.plant({ 'a.vmx': ESXI });
  const { status, report } = folder.json('--fix');
  expect(status).toBe(0);
  expect(report.summary).toMatchObject({ errors: 0, warnings: 0, fixable: 0, fixed: 2 });
  expect(report.files).toMatchObject([{ status: 'fixed', findings: [] }]);
  expect(report.files[0]!.fixed.map(({ rule }) => rule).sort()).toEqual([
    'nested/expose-hardware-virtualization',
    'vmx/quoted-value',
  ]);
});

test('machine formats stay parseable with 2>/dev/null: warnings are on stderr', () => {
  folder.plant({ 'a.vmx': UNQUOTED, 'broken.vmx': { link: 'gone' } });
  const { status, stderr, report } = folder.json();
  expect(status).toBe(0);
  expect(stderr).toBe('warning: broken.vmx: broken link: the file it points to does not exist\n');
  expect(report.files).toHaveLength(1);
});

test('an empty path is bad usage: no report could name it', () => {
  const { status, stdout, stderr } = folder.vmlint('--format', 'json', '');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('one of the paths is empty');
});

describe('more findings than a report lists', () => {
  const COUNT = 10_200;

  function plantMany(): void {
    const lines = Array.from({ length: COUNT }, (_, index) => `k${index} = 1\n`).join('');
    folder.plant({ 'a.vmx': `config.version = "8"\nvhv.enable = "TRUE"\n${lines}` });
  }

  test('are counted, and count for the exit code', () => {
    plantMany();
    expect(folder.json().report.summary).toMatchObject({ warnings: COUNT, fixable: COUNT });
    expect(folder.vmlint('--quiet', `--max-warnings=${COUNT - 1}`).status).toBe(1);
    expect(folder.vmlint('--quiet', `--max-warnings=${COUNT}`).status).toBe(0);
  });

  test('are fixed, and counted as such', () => {
    plantMany();
    expect(folder.json('--fix').report.summary).toMatchObject({ warnings: 0, fixed: COUNT });
    expect(folder.read('a.vmx').match(/ = "1"/g)).toHaveLength(COUNT);
  });
});
