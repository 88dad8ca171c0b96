import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import {
  bytes,
  expectQuiet,
  IS_ROOT,
  NOBODY,
  parseReport,
  places,
  QUOTED,
  statuses,
  UNQUOTED,
  unlessImpossible,
  useFolder,
  vmlint,
} from './vmlint.js';

const folder = useFolder();

function plantFixture(...names: string[]): void {
  for (const name of names) {
    const fixture = new URL(`./fixtures/${name}`, import.meta.url);
    copyFileSync(fileURLToPath(fixture), folder.at(name));
  }
}

function makeFifo(name: string): void {
  execFileSync('mkfifo', [folder.at(name)]);
}

describe('named and not to be read: a message and exit code 2; the rest is linted', () => {
  test.each<[string, () => void, string]>([
    ['missing', () => undefined, 'no such file or folder'],
    [
      'a broken link',
      () => folder.plant({ 'x.vmx': { link: 'gone' } }),
      'broken link: the file it points to does not exist',
    ],
    [
      'a link to itself',
      () => folder.plant({ 'x.vmx': { link: 'x.vmx' } }),
      'too many symbolic links: it, or a folder above it, links back to itself',
    ],
    ['a FIFO', () => makeFifo('x.vmx'), 'it is a FIFO (named pipe), not a file'],
    [
      'a link to a FIFO',
      () => {
        makeFifo('pipe');
        folder.plant({ 'x.vmx': { link: 'pipe' } });
      },
      'it is a FIFO (named pipe), not a file',
    ],
    [
      'a device',
      () => folder.plant({ 'x.vmx': { link: '/dev/null' } }),
      'it is a device, not a file',
    ],
  ])('%s', (_, make, message) => {
    folder.plant({ 'a.vmx': UNQUOTED });
    make();
    const { status, stderr, report } = folder.json('--fix', 'x.vmx', 'a.vmx');
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
    expect(report.files).toMatchObject([
      { path: 'a.vmx', status: 'fixed' },
      { path: 'x.vmx', status: 'failed', error: message },
    ]);
    const pretty = folder.vmlint('x.vmx');
    expect(pretty.stdout).toBe(`error x.vmx: ${message}\n\nChecked 0 files in # ms: 1 failed\n`);
    expectQuiet(pretty);
  });

  test('a name that the file system does not allow', () => {
    const { status, stdout } = folder.vmlint('--format=compact', 'x'.repeat(300));
    expect(status).toBe(2);
    expect(stdout).toContain('longer than the file system allows');
  });
});

test('met while walking: a warning only', () => {
  folder.plant({
    'a.vmx': QUOTED,
    'broken.vmx': { link: 'gone' },
    'loop.vmx': { link: 'loop.vmx' },
  });
  folder.plant({ 'up/again': { link: '..' } });
  makeFifo('pipe.vmx');
  const { status, stderr, report } = folder.json();
  expect(status).toBe(0);
  expect(statuses(report)).toEqual(['a.vmx: linted']);
  expect(stderr.split('\n').sort()).toEqual([
    '',
    'warning: broken.vmx: broken link: the file it points to does not exist',
    'warning: loop.vmx: too many symbolic links: it, or a folder above it, links back to itself',
    'warning: pipe.vmx: it is a FIFO (named pipe), not a file',
  ]);
});

describe('unreadable', () => {
  const asSomeone = (...args: string[]): ReturnType<typeof vmlint> =>
    vmlint(folder.path, args, IS_ROOT ? { uid: NOBODY } : {});
  const canRun = vmlint('/', ['--version'], IS_ROOT ? { uid: NOBODY } : {}).status === 0;

  unlessImpossible(canRun, 'files that cannot be read (another user cannot run vmlint)', () => {
    test('a file: a message and exit code 2 where it is named, a warning where it is met', () => {
      folder.plant({ 'a.vmx': UNQUOTED, 'secret.vmx': UNQUOTED });
      chmodSync(folder.at('secret.vmx'), 0o000);
      const named = asSomeone('--format=json', 'a.vmx', 'secret.vmx');
      const report = parseReport(named.stdout);
      expect(named.status).toBe(2);
      expect(statuses(report)).toEqual(['a.vmx: linted', 'secret.vmx: failed']);
      expect(report.files[1]!.error).toContain('permission denied');
      const walked = asSomeone('--format=compact', '.');
      expect(walked.status).toBe(0);
      expect(walked.stdout).toMatch(/^a\.vmx:3:11: warning [^\n]*\n$/);
      expect(walked.stderr).toMatch(/^warning: secret\.vmx: permission denied[^\n]*\n$/);
    });

    test('a folder: a warning where it is met, a failure where it is named', () => {
      folder.plant({ 'a.vmx': QUOTED, 'closed/b.vmx': QUOTED });
      chmodSync(folder.at('closed'), 0o000);
      expect(asSomeone('.')).toMatchObject({
        status: 0,
        stderr: expect.stringMatching(/^warning: closed: this folder was left out: permission/),
      });
      const named = asSomeone('closed', 'a.vmx');
      chmodSync(folder.at('closed'), 0o755);
      expect(named.status).toBe(2);
      expect(named.stdout).toMatch(/^error closed: this folder cannot be listed: permission/);
      expect(named.stdout).toContain('Checked 1 file');
    });
  });
});

describe('odd content', () => {
  test('an empty file is a finding', () => {
    plantFixture('empty.vmx', 'only-comments.vmx');
    const { status, report } = folder.json('--fix', '--unsafe');
    expect(status).toBe(1);
    expect(report.files.map(({ findings }) => places(findings))).toEqual([
      ['1:1 error vmx/not-empty'],
      ['1:1 error vmx/not-empty'],
    ]);
    expect(folder.read('empty.vmx')).toBe('');
  });

  test('a Git LFS pointer is skipped, and the report says how to get the file', () => {
    plantFixture('git-lfs-pointer.vmx');
    const before = folder.read('git-lfs-pointer.vmx');
    const { status, stdout } = folder.vmlint('--fix', '--unsafe');
    expect(status).toBe(0);
    expect(stdout).toContain(
      'skipped git-lfs-pointer.vmx: not a VM configuration: it looks like a Git LFS pointer; fetch the file with `git lfs pull`\n',
    );
    expect(folder.read('git-lfs-pointer.vmx')).toBe(before);
    expect(statuses(folder.json().report)).toEqual([
      'git-lfs-pointer.vmx: skipped (not-a-vm-config)',
    ]);
  });

  test('binary garbage is never written, and nothing of it reaches the terminal', () => {
    plantFixture('garbage.vmx');
    // Bytes without a pattern, the same in each run.
    let state = 1;
    const random = Buffer.alloc(8192).map(
      () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 16,
    );
    folder.plant({ 'random.vmx': Buffer.from(random) });
    const names = ['garbage.vmx', 'random.vmx'];
    const before = names.map((name) => folder.read(name));
    const { status, stdout, stderr } = folder.vmlint('--fix', '--unsafe');
    expect([0, 1]).toContain(status);
    expect(stderr).toBe('');
    expect(/[\0-\x09\x0b-\x1f\x7f-\x9f]/.test(stdout)).toBe(false);
    expect(names.filter((name, index) => folder.read(name) !== before[index])).toEqual([]);
  });

  test('UTF-16, with a byte order mark and without, is read and never written', () => {
    plantFixture('utf16le.vmx', 'utf16be-no-bom.vmx');
    const before = ['utf16be-no-bom.vmx', 'utf16le.vmx'].map((name) => folder.read(name));
    const { status, report } = folder.json('--fix', '--unsafe', '--nested=auto');
    expect(status).toBe(1);
    expect(report.files).toMatchObject([
      { status: 'read-only', reason: 'encoding', encoding: 'UTF-16BE' },
      { status: 'read-only', reason: 'encoding', encoding: 'UTF-16LE' },
    ]);
    const places16 = ['1:1 error vmx/no-utf16-or-nul', '2:11 warning vmx/quoted-value'];
    expect(report.files.map(({ findings }) => places(findings))).toEqual([places16, places16]);
    // Offsets count bytes of the file: a byte order mark, 22 characters, then 10.
    expect(report.files[1]!.findings[1]!.start.offset).toBe(2 * (1 + 22 + 10));
    expect(['utf16be-no-bom.vmx', 'utf16le.vmx'].map((name) => folder.read(name))).toEqual(before);
  });

  test('NULs are an error, and every byte of them stays', () => {
    plantFixture('nul.vmx', 'zeros.vmx');
    const before = folder.read('nul.vmx');
    const { status, report } = folder.json('--fix');
    expect(status).toBe(1);
    expect(report.files.map(({ findings }) => places(findings))).toEqual([
      ['3:4 error vmx/no-utf16-or-nul'],
      ['1:1 error vmx/no-utf16-or-nul'],
    ]);
    expect(report.files[0]!.findings[0]!.message).toContain('(3 in the file)');
    expect(folder.read('nul.vmx')).toBe(before.replace('y = 2', 'y = "2"'));
    expect(folder.read('zeros.vmx')).toBe('\0'.repeat(512));
  });

  test('larger than 32 MiB: skipped with a warning; --max-size lets it in', () => {
    const start = 'config.version = "8"\nvhv.enable = "TRUE"\nmemsize = 4096\n';
    const size = 33 << 20;
    const rest = Buffer.alloc(size - start.length, '# as a comment that goes on for a while\n');
    writeFileSync(folder.at('big.vmx'), Buffer.concat([bytes(start), rest]));
    const { status, stderr, report } = folder.json('--fix');
    expect(status).toBe(0);
    expect(stderr).toBe(
      `warning: big.vmx: it has ${size} bytes, more than --max-size ${32 << 20}\n`,
    );
    expect(statuses(report)).toEqual(['big.vmx: skipped (too-large)']);
    expect(folder.vmlint('--fix', `--max-size=${size}`, '--format=compact').status).toBe(0);
    expect(statSync(folder.at('big.vmx')).size).toBe(size + 2);
    expect(folder.read('big.vmx').startsWith(start.replace('4096', '"4096"'))).toBe(true);
  });
});

describe('control characters are shown escaped', () => {
  const UNSAFE = /[^\n -~]/;

  test('in values and keys', () => {
    plantFixture('escape-sequences.vmx');
    const name = 'escape-sequences.vmx';
    const { stdout } = folder.vmlint(name);
    expect(stdout).not.toMatch(UNSAFE);
    expect(stdout).toContain('3 | displayName = \\x1b[31mred\\x1b]0;title\\x07\n');
    expect(stdout).toContain('control character in the key `numvcpus\\x1b[2J`');
    expect(stdout).toContain('5 | annotation = "\\x9bK \\u202eabc" junk\n');
    expect(folder.vmlint('--format=compact', name).stdout).not.toMatch(UNSAFE);
    const { stdout: json, report } = folder.json(name);
    expect(json).not.toMatch(UNSAFE);
    expect(report.files[0]!.findings.map(({ message }) => message).join()).toContain('\x1b[2J');
    expect(folder.vmlint('--fix', '--unsafe', name).stdout).not.toMatch(/[^\n -~→]/);
  });

  test('in the tree that ast prints', () => {
    plantFixture('escape-sequences.vmx');
    const { stdout } = folder.vmlint('ast', 'escape-sequences.vmx');
    expect(stdout.match(/[^\n -~]/g)).toBeNull();
    expect(JSON.parse(stdout).tree.children[2].value).toBe('\x1b[31mred\x1b]0;title\x07');
  });

  test('in names of files, and a newline there ends no line', () => {
    const names = ['esc\x1b[31m.vmx', 'new\nline.vmx', '\u202etxt.vmx', 'c1\u009b.vmx'];
    folder.plant(Object.fromEntries(names.map((name) => [name, UNQUOTED])));
    const { stdout } = folder.vmlint('.', 'gone\x1b[1m.vmx');
    expect(stdout).not.toMatch(UNSAFE);
    for (const shown of ['esc\\x1b[31m', 'new\\x0aline', '\\u202etxt', 'c1\\x9b', 'gone\\x1b[1m']) {
      expect(stdout).toContain(`${shown}.vmx`);
    }
    const { stdout: json, report } = folder.json();
    expect(json).not.toMatch(UNSAFE);
    expect(report.files.map(({ path }) => path)).toEqual([...names].sort());
    expect(folder.vmlint('--fix').stdout).not.toMatch(/[^\n -~→]/);
    expect(folder.read('new\nline.vmx')).toBe(QUOTED);
  });

  test('in warnings and errors on stderr', () => {
    folder.plant({ 'esc\x1b[31m.vmx': { link: 'gone' }, 'big\x1b[32m.vmx': UNQUOTED });
    makeFifo('new\nline.vmx');
    const { stderr } = folder.vmlint('--max-size=10', '.');
    expect(stderr).not.toMatch(UNSAFE);
    expect(stderr.match(/\n/g)).toHaveLength(3);
    folder.plant({ 'a.vmx': QUOTED });
    for (const args of [
      ['ast', 'gone\x1b[1m.vmx'],
      ['explain', '\x1b[1m'],
      ['--format=json=none\x1b[1m/r', 'a.vmx'],
    ]) {
      expect(folder.vmlint(...args).stderr).toMatch(/^error: [ -~]*\\x1b\[1m[ -~\n]*$/);
    }
  });
});

test('a name that is no UTF-8 cannot be opened: a warning, and the others are linted', () => {
  execFileSync('bash', ['-c', "touch $'\\xff.vmx'"], { cwd: folder.path });
  folder.plant({ 'a.vmx': QUOTED });
  const { status, stderr, report } = folder.json();
  expect(status).toBe(0);
  expect(statuses(report)).toEqual(['a.vmx: linted']);
  expect(stderr).toMatch(/^warning: \ufffd\.vmx: its name is not valid UTF-8/);
});

test('a name that is no UTF-8, handed over by another program: why it is not found', () => {
  const named = folder.shell("touch $'\\xff.vmx'; vmlint --format compact -- *.vmx");
  expect(named.status).toBe(2);
  expect(named.stdout).toContain('no such file or folder, or its name is not valid UTF-8');
});
