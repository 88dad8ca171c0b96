import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { BYTE_CASES } from './byte-cases.js';
import {
  bytes,
  ENVIRONMENT,
  ESXI,
  ESXI_FIXED,
  expectQuiet,
  places,
  QUOTED,
  UNQUOTED,
  useFolder,
  vmlint,
} from './vmlint.js';

const folder = useFolder();

const GIT_ENVIRONMENT = {
  ...ENVIRONMENT,
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

function git(cwd: string, args: readonly string[], input: Buffer | string = ''): string {
  return execFileSync('git', args, {
    cwd,
    input,
    env: GIT_ENVIRONMENT,
    stdio: ['pipe', 'pipe', 'pipe'],
  }).toString('latin1');
}

function repository(tree: Parameters<typeof folder.plant>[0]): void {
  folder.plant(tree);
  git(folder.path, ['init', '--quiet']);
  git(folder.path, ['add', '--all']);
  git(folder.path, ['commit', '--quiet', '--message', 'x']);
}

/** The whole of stdout goes to `git apply`, report and all. */
function diffAndApply(cwd: string, ...args: string[]): void {
  const result = vmlint(cwd, ['--diff', ...args]);
  expectQuiet(result);
  expect(result.status).toBe(1);
  git(cwd, ['apply', '--whitespace=nowarn'], result.stdoutBytes);
}

test('the patch, what would be fixed, what would remain', () => {
  folder.plant({ 'a.vmx': `${ESXI}vpmc.enable = "yes"\n`, 'b.vmx': QUOTED });
  expect(folder.vmlint('--diff')).toMatchObject({
    status: 1,
    stderr: '',
    stdout: `diff --git a/a.vmx b/a.vmx
--- a/a.vmx
+++ b/a.vmx
@@ -1,5 +1,6 @@
 config.version = "8"
 virtualHW.version = "20"
 guestOS = "vmkernel6"
-memsize = 4096
+memsize = "4096"
 vpmc.enable = "yes"
+vhv.enable = "TRUE"

would fix a.vmx
  line 4: memsize = 4096 → memsize = "4096"   [vmx/quoted-value]
  line 5: added    vhv.enable = "TRUE"   [nested/expose-hardware-virtualization]

warning[vmx/boolean-spelling]: Unexpected \`vpmc.enable\` = "yes", expected "TRUE"
 --> a.vmx:5:15
  |
5 | vpmc.enable = "yes"
  |               ^^^^^
  |
  = fix (unsafe): write "TRUE" (apply with --fix --unsafe)
  = docs: vmlint explain vmx/boolean-spelling

Would fix 2 problems in 1 file
Checked 2 files in # ms: 1 warning in 1 file
1 fixable with --fix --unsafe
`,
  });
  expect(folder.read('a.vmx')).toBe(`${ESXI}vpmc.enable = "yes"\n`);
});

describe('exit codes', () => {
  test('0 where nothing would change and no error remains', () => {
    folder.plant({ 'a.vmx': `${QUOTED}vpmc.enable = "yes"\n` });
    expect(folder.vmlint('--diff').status).toBe(0);
    expect(folder.vmlint('--diff', '--max-warnings=0').status).toBe(1);
  });

  test('1 where a file would change', () => {
    folder.plant({ 'a.vmx': `${QUOTED}vpmc.enable = "yes"\n` });
    expect(folder.vmlint('--diff', '--unsafe').status).toBe(1);
    expect(folder.vmlint('--diff', '--unsafe', '--exit-zero').status).toBe(0);
    expect(folder.vmlint('--diff', '--unsafe', 'gone.vmx').status).toBe(2);
  });
});

test('json: the patch is in the report and nowhere else', () => {
  folder.plant({ 'a.vmx': bytes('.encoding = "GBK"\nvhv.enable = "TRUE"\nx = \xb1\xb8\n') });
  const { stdout, report } = folder.json('--diff');
  expect(stdout.startsWith('{\n')).toBe(true);
  expect(report.summary).toMatchObject({ fixed: 0, fixable: 0, warnings: 0 });
  expect(report.files[0]!.diff).toBe(`diff --git a/a.vmx b/a.vmx
--- a/a.vmx
+++ b/a.vmx
@@ -1,3 +1,3 @@
 .encoding = "GBK"
 vhv.enable = "TRUE"
-x = \xb1\xb8
+x = "\xb1\xb8"
`);
  expect(places(report.files[0]!.fixed)).toEqual(['3:5 warning vmx/quoted-value']);
});

test('compact: the patch, then what would remain', () => {
  repository({ 'a.vmx': `${ESXI}vpmc.enable = "yes"\n` });
  diffAndApply(folder.path, '--format=compact');
  expect(folder.vmlint('--diff', '--format=compact')).toMatchObject({
    status: 0,
    stdout:
      'a.vmx:5:15: warning vmx/boolean-spelling Unexpected `vpmc.enable` = "yes", expected "TRUE"\n',
  });
});

describe('git apply takes it', () => {
  test('whatever the names are', () => {
    const names = [
      'with space.vmx',
      ' lead and trail .vmx',
      'quo"te.vmx',
      "apo'strophe.vmx",
      'back\\slash.vmx',
      'ünï-日本-😀.vmx',
      'tab\there.vmx',
      'new\nline.vmx',
      'esc\x1b[31m\x07\x7f.vmx',
      'dollar$`;&.vmx',
      '-dash.vmx',
      '=>.vmx',
      'b c/a/with space.vmx',
      'a/a/a.vmx',
      'b/b.vmx',
      'day 2020-01-01 00:00:00.000000000 +0000.vmx',
    ];
    repository(Object.fromEntries(names.map((name) => [name, ESXI])));
    diffAndApply(folder.path);
    const after = names.map((name) => [name, folder.read(name)]);
    expect(after).toEqual(names.map((name) => [name, ESXI_FIXED]));
  });

  test.each([
    ['safe', false],
    ['unsafe', true],
  ] as const)('whatever the bytes are: %s fixes', (_, unsafe) => {
    const names = Object.keys(BYTE_CASES);
    repository(Object.fromEntries(names.map((name) => [`${name}.vmx`, BYTE_CASES[name]!.before])));
    diffAndApply(folder.path, ...(unsafe ? ['--unsafe'] : []));
    for (const name of names) {
      const { after, afterUnsafe } = BYTE_CASES[name]!;
      const expected = unsafe ? (afterUnsafe ?? after) : after;
      expect([name, folder.read(`${name}.vmx`)]).toEqual([name, expected]);
    }
  });

  test.each([
    ['--diff', '--fix', ['', '\uFEFF']],
    ['format --check', 'format', ['', '\uFEFF']],
  ])('of files in UTF-16, as their bytes are: %s', (patching, writing, marks) => {
    const files: Record<string, Buffer> = {};
    for (const mark of marks) {
      for (const end of ['\n', '\r\n', '\n\n', '']) {
        // The bytes of some of these are those of ends of line.
        const name = `x \u010A \u0A0D \u0D0A \u{1F600}`;
        const text = `${mark}<VirtualBox version="1.19-linux">\n<Machine name="${name}">\n<Hardware><CPU><NestedHWVirt enabled="True"/></CPU></Hardware>\n</Machine>\n</VirtualBox>${end}`;
        const little = Buffer.from(text, 'utf16le');
        const name16 = `${mark === '' ? 'plain' : 'marked'}-${encodeURIComponent(end)}`;
        files[`${name16}-le.vbox`] = little;
        files[`${name16}-be.vbox`] = Buffer.from(little).swap16();
      }
    }
    const before = (): string[] => Object.keys(files).map((name) => folder.read(name));
    repository(files);
    vmlint(folder.path, writing.split(' '));
    const written = before();
    git(folder.path, ['checkout', '--quiet', '.']);
    expect(before()).not.toEqual(written);
    const { stdoutBytes } = vmlint(folder.path, patching.split(' '));
    git(folder.path, ['apply', '--whitespace=nowarn'], stdoutBytes);
    expect(before()).toEqual(written);
  });

  test('of long files with a change in every line, and with few', () => {
    const lines = (value: (index: number) => string): string =>
      Array.from({ length: 2500 }, (_, index) => `k${index} = ${value(index)}\n`).join('');
    const start = 'config.version = "8"\nvhv.enable = "TRUE"\n';
    repository({
      'all.vmx': start + lines(String) + 'z = 1',
      'few.vmx': start + lines((index) => (index % 500 === 1 ? '1' : `"${index}"`)),
    });
    diffAndApply(folder.path);
    expect(folder.read('all.vmx')).toBe(`${start}${lines((index) => `"${index}"`)}z = "1"`);
    expect(folder.vmlint('--format=compact').stdout).toBe('');
  });

  test('in a sub-folder, for the files there', () => {
    repository({ 'vms/lab/a.vmx': ESXI, 'vms/vms/b.vmx': ESXI, 'c.vmx': ESXI });
    diffAndApply(folder.at('vms'));
    expect(folder.read('vms/lab/a.vmx')).toBe(ESXI_FIXED);
    expect(folder.read('vms/vms/b.vmx')).toBe(ESXI_FIXED);
    expect(folder.read('c.vmx')).toBe(ESXI);
  });

  test('of a file that is named by a path outside of the working folder', () => {
    repository({ 'vms/a.vmx': ESXI, 'c.vmx': ESXI });
    const { stdoutBytes } = vmlint(folder.at('vms'), ['--diff', '../c.vmx']);
    git(folder.path, ['apply'], stdoutBytes);
    expect(folder.read('c.vmx')).toBe(ESXI_FIXED);
  });

  test('where a link stands beside the file that it points to', () => {
    repository({ 'a.vmx': UNQUOTED, 'link.vmx': { link: 'a.vmx' }, 'z.vmx': UNQUOTED });
    diffAndApply(folder.path);
    expect([folder.read('a.vmx'), folder.read('z.vmx')]).toEqual([QUOTED, QUOTED]);
  });
});

test('--stdin --diff names the file as --stdin-filename does', () => {
  repository({ 'sub dir/a.vmx': UNQUOTED });
  const args = ['--stdin', '--stdin-filename', 'sub dir/a.vmx', '--diff'];
  const { status, stdoutBytes } = vmlint(folder.path, args, { input: UNQUOTED });
  expect(status).toBe(1);
  git(folder.path, ['apply'], stdoutBytes);
  expect(folder.read('sub dir/a.vmx')).toBe(QUOTED);
});

test('--quiet --diff still prints the patch', () => {
  repository({ 'a.vmx': UNQUOTED });
  diffAndApply(folder.path, '--quiet');
  expect(folder.read('a.vmx')).toBe(QUOTED);
});
