import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { QUOTED, statuses, UNQUOTED, unlessImpossible, useFolder } from './vmlint.js';

const folder = useFolder();

function paths(...args: string[]): string[] {
  return folder.json(...args).report.files.map(({ path }) => path);
}

describe('a folder is walked', () => {
  test('without what .gitignore leaves out, at every level, and with what it brings back', () => {
    folder.plant({
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.gitignore': 'build/\n*.tmp.vmx\n!keep.tmp.vmx\n/only-here.vmx\n',
      'a.vmx': QUOTED,
      'x.tmp.vmx': QUOTED,
      'keep.tmp.vmx': QUOTED,
      'only-here.vmx': QUOTED,
      'sub/only-here.vmx': QUOTED,
      'sub/build/b.vmx': QUOTED,
      'sub/.gitignore': 'c*.vmx\n!cc.vmx\n!x.tmp.vmx\n',
      'sub/c.vmx': QUOTED,
      'sub/cc.vmx': QUOTED,
      'sub/x.tmp.vmx': QUOTED,
      'sub/deeper/c.vmx': QUOTED,
    });
    expect(paths()).toEqual([
      'a.vmx',
      'keep.tmp.vmx',
      'sub/cc.vmx',
      'sub/only-here.vmx',
      'sub/x.tmp.vmx',
    ]);
  });

  test('for all that VirtualBox calls its settings', () => {
    const user = '<VirtualBox version="1.12-linux"><Global/></VirtualBox>\n';
    folder.plant({
      'VirtualBox.xml': user,
      'VirtualBox.xml-prev': user,
      'old/My-VirtualBox.xml': user,
      'vms/a.vbox': '<VirtualBox version="1.19-linux"/>\n',
      'vms/a.vbox-prev': '<VirtualBox version="1.19-linux"/>\n',
    });
    expect(paths()).toEqual([
      'VirtualBox.xml',
      'VirtualBox.xml-prev',
      'vms/a.vbox',
      'vms/a.vbox-prev',
    ]);
  });

  test('without what .vmlintignore leaves out, which has the last word', () => {
    folder.plant({
      '.gitignore': 'a.vmx\n',
      '.vmlintignore': '!a.vmx\nb.vmx\nold/\n',
      'a.vmx': QUOTED,
      'b.vmx': QUOTED,
      'old/c.vmx': QUOTED,
    });
    expect(paths()).toEqual(['a.vmx']);
    const { status, report } = folder.json('b.vmx', 'old');
    expect(status).toBe(0);
    expect(statuses(report)).toEqual(['b.vmx: skipped (ignored)', 'old: skipped (ignored)']);
  });

  test('into hidden folders and into one called like a file, not into .git, packages and locks', () => {
    folder.plant({
      '.templates/a.vmx': QUOTED,
      'x.vmx/inner.vmx': QUOTED,
      '.git/a.vmx': QUOTED,
      'node_modules/p/a.vmx': QUOTED,
      'x.vmx/y.vmx.lck/a.vmx': QUOTED,
    });
    expect(paths()).toEqual(['.templates/a.vmx', 'x.vmx/inner.vmx']);
    expect(paths('x.vmx')).toEqual(['x.vmx/inner.vmx']);
  });

  test('once, where links make a loop', () => {
    folder.plant({
      'a/b/vm.vmx': QUOTED,
      'a/b/up': { link: '..' },
      'a/b/self': { link: '.' },
      'a/b/ring': { link: 'ring' },
      'a/again': { link: 'b' },
      'a/copy.vmx': { link: 'b/vm.vmx' },
    });
    const { status, stderr, report } = folder.json();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(statuses(report)).toEqual(['a/b/vm.vmx: linted', 'a/copy.vmx: linted']);
  });
});

describe('hostile names', () => {
  const NAMES = [
    'a b.vmx',
    'trailing .vmx',
    ' leading.vmx',
    '-rf.vmx',
    '--fix.vmx',
    "it's.vmx",
    'say "hi".vmx',
    '`id`.vmx',
    '$(touch pwned).vmx',
    '$HOME.vmx',
    'a;b&c|d.vmx',
    'new\nline.vmx',
    'tab\there.vmx',
    'back\\slash.vmx',
    '*.vmx',
    '[x]{y}?.vmx',
    '#hash.vmx',
    '!bang.vmx',
    '%s%n.vmx',
    'C:drive.vmx',
    'lint.vmx',
    '😀 雲 é e\u0301.vmx',
    `${'x'.repeat(251)}.vmx`,
    `${'雲'.repeat(83)}.vmx`,
    '.vmx',
    '..vmx',
  ];
  const IN_FOLDERS = ['dir \n$(touch pwned)/-v.vmx', ' /x.vmx', 'x .vmx /y.vmx', '-d/--help.vmx'];
  const ALL = [...NAMES, ...IN_FOLDERS].sort();

  function plantAll(): void {
    folder.plant(Object.fromEntries(ALL.map((name) => [name, UNQUOTED])));
  }

  test('are found, told as they are, and fixed', () => {
    plantAll();
    for (const args of [[], ['.'], ['--jobs', '2'], ['--cache'], ['--cache']]) {
      const { status, stderr, report } = folder.json(...args);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(report.files.map(({ path, status: how }) => [path, how])).toEqual(
        ALL.map((path) => [path, 'linted']),
      );
      expect(report.summary).toMatchObject({ warnings: ALL.length });
    }
    expect(folder.vmlint('--fix').status).toBe(0);
    for (const name of ALL) expect(folder.read(name)).toBe(QUOTED);
    expect(folder.list()).not.toContain('pwned');
    expect(folder.list().filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('can be handed over as hooks do it, behind --', () => {
    plantAll();
    const { status, stdout } = folder.shell('vmlint --format json -- *.vmx .vmx ..vmx ./-d/*');
    expect(status).toBe(0);
    const { files } = JSON.parse(stdout) as { files: { path: string; status: string }[] };
    const linted = files.filter((file) => file.status === 'linted').map(({ path }) => path);
    // Among them is a folder that is called so; what is in it is linted.
    expect(linted).toEqual(ALL.filter((name) => NAMES.includes(name) || name === '-d/--help.vmx'));
  });

  test('one by one, too, where none is taken for an option, a command or a glob', () => {
    plantAll();
    for (const name of NAMES) {
      const { status, report } = folder.json('--', name);
      expect([status, statuses(report)]).toEqual([0, [`${name}: linted`]]);
    }
  });

  const HAS_GIT = spawnSync('git', ['--version']).status === 0;
  unlessImpossible(HAS_GIT, 'diffs of hostile names, for want of git', () => {
    test('in a diff that git applies', () => {
      plantAll();
      const { stdout } = folder.vmlint('--diff', '--format=json=report.json');
      expect(stdout).toBe('');
      const diff = folder.vmlint('--diff', '--format=compact').stdoutBytes;
      const patch = diff.subarray(0, diff.lastIndexOf('\n\n') + 1);
      execFileSync('git', ['init', '-q', folder.path]);
      execFileSync('git', ['apply', '-'], { cwd: folder.path, input: patch });
      for (const name of ALL) expect(folder.read(name)).toBe(QUOTED);
    });
  });

  test('that are no UTF-8 are warned of, and all others are linted', () => {
    folder.plant({ 'a.vmx': QUOTED, 'd/b.vmx': QUOTED });
    folder.shell("touch $'\\xff\\n.vmx'; mkdir $'d/\\xfe'; touch $'d/\\xfe/c.vmx'");
    const { status, stderr, report } = folder.json();
    expect([status, statuses(report)]).toEqual([0, ['a.vmx: linted', 'd/b.vmx: linted']]);
    expect(stderr).toMatch(
      /^warning: \ufffd\\x0a\.vmx: its name is not valid UTF-8[^\n]*\nwarning: d\/\ufffd: its name is not valid UTF-8[^\n]*\n$/,
    );
  });
});
