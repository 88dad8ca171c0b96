import { describe, expect, test } from '@jest/globals';
import { ESXI, expectQuiet, places, QUOTED, statuses, UNQUOTED, useFolder } from './vmlint.js';

const folder = useFolder();

const ERROR = QUOTED.replace('"4096"', '"4 GB"');

const paths = (...args: string[]): string[] =>
  folder.json(...args).report.files.map(({ path }) => path);

test('the pretty report, in full', () => {
  folder.plant({ 'templates/esxi.vmx': ESXI });
  expect(folder.vmlint('templates')).toEqual({
    status: 1,
    stdout: `error[nested/expose-hardware-virtualization]: Unexpected missing \`vhv.enable\`, expected "TRUE" so that ESXi can run in this VM
 --> templates/esxi.vmx:3:1
  |
3 | guestOS = "vmkernel6"
  | ^^^^^^^^^^^^^^^^^^^^^ this VM is an ESXi host
  |
  = fix (safe): add \`vhv.enable = "TRUE"\` after line 4
  = docs: vmlint explain nested/expose-hardware-virtualization

warning[vmx/quoted-value]: Unexpected unquoted value of \`memsize\`, expected quotes
 --> templates/esxi.vmx:4:11
  |
4 | memsize = 4096
  |           ^^^^
  |
  = fix (safe): put the value in quotes
  = docs: vmlint explain vmx/quoted-value

Checked 1 file in # ms: 1 error, 1 warning in 1 file
2 fixable with --fix
`,
    stderr: '',
    stdoutBytes: expect.anything(),
  });
});

test('nothing to say', () => {
  folder.plant({ 'a.vmx': QUOTED });
  const clean = { status: 0, stdout: 'Checked 1 file in # ms: no problems\n', stderr: '' };
  expect(folder.vmlint()).toMatchObject(clean);
  expect(folder.vmlint('lint')).toMatchObject(clean);
  expect(folder.vmlint('lint', 'a.vmx')).toMatchObject(clean);
  expect(folder.read('a.vmx')).toBe(QUOTED);
});

describe('which files', () => {
  test('folders, files and globs, each file once, by path', () => {
    const names = ['a.vmx', 'b/Z.VMX', 'b/c.vmtx', 'b/d.vmx/e.vmx', 'ä.vmx', '.x/f.vmx'];
    folder.plant(Object.fromEntries(names.map((name) => [name, QUOTED])));
    folder.plant({ 'b/notes.txt': '', 'b/x.vmxf': '', 'node_modules/n.vmx': '', '.git/g.vmx': '' });
    folder.plant({ 'b/d.vmx.lck/M1.vmx': '' });
    const all = ['.x/f.vmx', 'a.vmx', 'b/Z.VMX', 'b/c.vmtx', 'b/d.vmx/e.vmx', 'ä.vmx'];
    expect(paths()).toEqual(all);
    expect(paths('.', 'a.vmx', './a.vmx', folder.at('a.vmx'), 'b', '*.vmx')).toEqual(all);
    expect(paths('b/**/*.vmx', '*.vmx')).toEqual(['a.vmx', 'b/d.vmx/e.vmx', 'ä.vmx']);
    expect(paths('b/d.vmx')).toEqual(['b/d.vmx/e.vmx']);
  });

  test('a name that exists is no glob', () => {
    folder.plant({ 'lab[1].vmx': QUOTED, 'lab1.vmx': QUOTED });
    expect(paths('lab[1].vmx')).toEqual(['lab[1].vmx']);
    expect(paths('lab[0-9].vmx')).toEqual(['lab1.vmx']);
  });

  test('a file outside of the working folder is shown by its whole path', () => {
    folder.plant({ 'sub/here.vmx': QUOTED, 'a.vmx': QUOTED });
    const { status, stdout } = folder.shell('vmlint --format json ../a.vmx', folder.at('sub'));
    expect(status).toBe(0);
    expect(JSON.parse(stdout).files[0].path).toBe(folder.at('a.vmx'));
  });

  test('by content, where the name says nothing', () => {
    folder.plant({
      machine: UNQUOTED,
      'notes.txt': 'memsize = 4096\n',
      'x.vmx': 'Dear all,\nhi\n',
    });
    const { status, report } = folder.json('machine', 'notes.txt', 'x.vmx');
    expect(status).toBe(0);
    expect(statuses(report)).toEqual([
      'machine: linted',
      'notes.txt: skipped (not-a-vm-config)',
      'x.vmx: skipped (not-a-vm-config)',
    ]);
    expect(report.summary).toMatchObject({ files: 1, warnings: 1 });
  });

  test('ignored files: left out of folders, skipped where they are named', () => {
    folder.plant({
      '.gitignore': 'old.vmx\nbuild/\n',
      '.vmlintignore': 'scratch.vmx\n',
      'old.vmx': ESXI,
      'scratch.vmx': ESXI,
      'build/a.vmx': ESXI,
      'a.vmx': QUOTED,
    });
    expect(paths()).toEqual(['a.vmx']);
    expect(paths('*.vmx')).toEqual(['a.vmx']);
    const { status, report } = folder.json('--fix', 'old.vmx', 'scratch.vmx', 'build');
    expect(status).toBe(0);
    expect(statuses(report)).toEqual([
      'build: skipped (ignored)',
      'old.vmx: skipped (ignored)',
      'scratch.vmx: skipped (ignored)',
    ]);
    expect(folder.read('old.vmx')).toBe(ESXI);
  });

  test('no file is exit code 2', () => {
    folder.plant({ 'empty/notes.txt': '' });
    for (const args of [['empty'], ['*.vmx'], ['empty', 'none/**']]) {
      const result = folder.vmlint(...args);
      expect(result.status).toBe(2);
      expect(result.stdout).toMatch(/^error /);
    }
    expect(folder.shell('vmlint', folder.at('empty')).status).toBe(2);
  });
});

describe('exit codes', () => {
  test('errors are 1, warnings 0', () => {
    folder.plant({ 'error.vmx': ERROR, 'warning.vmx': UNQUOTED });
    expect(folder.vmlint('error.vmx').status).toBe(1);
    expect(folder.vmlint('warning.vmx').status).toBe(0);
  });

  test('--max-warnings', () => {
    folder.plant({ 'a.vmx': UNQUOTED, 'b.vmx': UNQUOTED });
    expect(folder.vmlint('--max-warnings', '1').status).toBe(1);
    expect(folder.vmlint('--max-warnings=2').status).toBe(0);
    expect(folder.vmlint('--max-warnings', '0', '--quiet').status).toBe(1);
    expect(folder.vmlint('--max-warnings', '0', '--fix').status).toBe(0);
  });

  test('--exit-zero: 0 where findings remain, still 2 where something failed', () => {
    folder.plant({ 'a.vmx': ERROR });
    expect(folder.vmlint('--exit-zero')).toMatchObject({
      status: 0,
      stdout: folder.vmlint().stdout,
    });
    expect(folder.vmlint('--exit-zero', '--max-warnings', '0').status).toBe(0);
    expect(folder.vmlint('--exit-zero', 'gone.vmx').status).toBe(2);
  });

  test('what failed hides nothing else', () => {
    folder.plant({ 'a.vmx': UNQUOTED, 'z.vmx': ERROR });
    const { status, stderr, report } = folder.json('gone.vmx', 'z.vmx', 'a.vmx');
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
    expect(statuses(report)).toEqual(['a.vmx: linted', 'gone.vmx: failed', 'z.vmx: linted']);
    expect(report.summary).toMatchObject({ files: 2, errors: 1, warnings: 1 });
  });
});

test('--quiet shows errors and failures only', () => {
  folder.plant({ 'a.vmx': ERROR.replace('vhv.enable = "TRUE"', 'vhv.enable = "True"') });
  folder.plant({ 'b.vmx': UNQUOTED, 'c.vmx': 'no VM\n' });
  expect(folder.vmlint('--quiet', '.', 'gone.vmx')).toMatchObject({
    status: 2,
    stderr: '',
    stdout: `error[vmx/valid-memsize]: Unexpected \`memsize\` = "4 GB", expected a number of MB, such as "4096"
 --> a.vmx:3:11
  |
3 | memsize = "4 GB"
  |           ^^^^^^
  |
  = docs: vmlint explain vmx/valid-memsize

error gone.vmx: no such file or folder

Checked 2 files in # ms: 1 error, 2 warnings in 2 files, 1 skipped, 1 failed (warnings and infos hidden by --quiet)
2 fixable with --fix
`,
  });
  expect(folder.vmlint('--quiet', '--format', 'compact').stdout).toMatch(/^a\.vmx:3:11: [^\n]+\n$/);
});

test('--nested: require is the default, forbid and auto judge otherwise', () => {
  folder.plant({
    'esxi.vmx': ESXI.replace('4096', '"4096"'),
    'plain.vmx': QUOTED.replace('vhv.enable = "TRUE"\n', ''),
    'on.vmx': QUOTED,
  });
  const judged = (...args: string[]): string[] =>
    folder
      .json(...args)
      .report.files.flatMap(({ path, findings }) =>
        places(findings).map((place) => `${path}:${place}`),
      );
  const missing = 'error nested/expose-hardware-virtualization';
  expect(judged()).toEqual([`esxi.vmx:3:1 ${missing}`, `plain.vmx:1:1 ${missing}`]);
  expect(judged('--nested', 'require')).toEqual(judged());
  expect(judged('--nested', 'auto')).toEqual([`esxi.vmx:3:1 ${missing}`]);
  expect(judged('--nested=forbid')).toEqual([
    'on.vmx:2:14 warning nested/hide-hardware-virtualization',
  ]);
});

test('--no-config reads no configuration and changes nothing else', () => {
  folder.plant({ 'a.vmx': ESXI });
  expect(folder.vmlint('--no-config')).toEqual({
    ...folder.vmlint(),
    stdoutBytes: expect.anything(),
  });
});

test('--max-size: larger files are skipped with a warning', () => {
  folder.plant({ 'a.vmx': UNQUOTED, 'b.vmx': `${UNQUOTED}#` });
  const { status, stderr, report } = folder.json('--max-size', String(UNQUOTED.length));
  expect(status).toBe(0);
  expect(statuses(report)).toEqual(['a.vmx: linted', 'b.vmx: skipped (too-large)']);
  expect(stderr).toBe('warning: b.vmx: it has 57 bytes, more than --max-size 56\n');
  expect(folder.vmlint('--fix', '--max-size=10')).toMatchObject({ status: 0 });
  expect(folder.read('a.vmx')).toBe(UNQUOTED);
  expectQuiet(folder.vmlint('--max-size=57'));
});

test('columns count UTF-16 units of the decoded line, offsets bytes', () => {
  const junk = (text: string, line: number) => ({ text, line });
  const cases = {
    'emoji.vmx': junk(Buffer.from('displayName = "😀é" junk').toString('latin1'), 1),
    'gbk.vmx': junk('.encoding = "GBK"\r\ndisplayName = "\xd0\xe9\xc4\xe2\xbb\xfa" junk\r\n', 2),
    'cp1252.vmx': junk('.encoding = "windows-1252"\rdisplayName = "\x80\xfc\xdf" junk\r', 2),
    'bom.vmx': junk('\xef\xbb\xbfdisplayName = "abc" junk\n', 1),
  };
  for (const [name, { text }] of Object.entries(cases)) {
    folder.plant({ [name]: `${text}${text.endsWith('\r') ? '\r' : '\n'}config.version = "8"` });
  }
  for (const { path, findings } of folder.json('--nested', 'auto').report.files) {
    const { text, line } = cases[path as keyof typeof cases];
    const start = findings.find(({ rule }) => rule === 'vmx/no-malformed-line')!.start;
    expect({ path, ...start }).toEqual({ path, line, column: 21, offset: text.indexOf('junk') });
  }
});
