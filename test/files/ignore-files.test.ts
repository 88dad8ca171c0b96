import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { discover, type Discovered } from '../../src/files/discover.js';
import { byCodeUnits } from '../../src/files/paths.js';
import { makeFifo, plant, remove, temporaryFolder, unlessImpossible } from './support.js';

let root: string;
let warnings: string[];

beforeEach(() => {
  root = temporaryFolder();
  warnings = [];
});
afterEach(() => {
  remove(root);
});

function find(operands: readonly string[], cwd = root): Promise<Discovered> {
  return discover(operands, {
    cwd,
    isCandidate: (name) => name.endsWith('.vmx'),
    warn: (message) => warnings.push(message),
  });
}

const pathsOf = ({ files }: Discovered): string[] => files.map(({ path }) => path);

test('every level counts, deeper ones override, and ignored folders are not entered', async () => {
  plant(root, {
    '.git': null,
    '.gitignore': '\uFEFF# comment\r\nbuild/\r\n*.old.vmx\r\n/top.vmx  \r\nblank\\ \r\n',
    'blank /x.vmx': '',
    'top.vmx': '',
    'a/top.vmx': '',
    'a/x.old.vmx': '',
    'a/build/x.vmx': '',
    'a/.gitignore': '!keep.old.vmx\nsub/only.vmx\n',
    'a/keep.old.vmx': '',
    'a/sub/only.vmx': '',
    'a/other/sub/only.vmx': '',
    'b/.gitignore': '!build/\n',
    'b/build/x.vmx': '',
  });
  const expected = ['a/keep.old.vmx', 'a/other/sub/only.vmx', 'a/top.vmx', 'b/build/x.vmx'];
  expect(pathsOf(await find(['.']))).toEqual(expected);
  expect(pathsOf(await find(['**/*.vmx']))).toEqual(expected);
  expect(pathsOf(await find(['.'], join(root, 'a')))).toEqual([
    'keep.old.vmx',
    'other/sub/only.vmx',
    'top.vmx',
  ]);
});

test('.vmlintignore has the same syntax and the last word', async () => {
  plant(root, {
    '.git': null,
    '.gitignore': '.vagrant/\n',
    '.vmlintignore': '!.vagrant/\narchive/\n',
    '.vagrant/box.vmx': '',
    'archive/old.vmx': '',
    'a/.vmlintignore': 'skip.vmx',
    'a/skip.vmx': '',
    'a/x.vmx': '',
  });
  expect(pathsOf(await find(['.']))).toEqual(['.vagrant/box.vmx', 'a/x.vmx']);
});

test('without a repository they count from the working folder or the given one down', async () => {
  plant(root, {
    '.gitignore': '*.vmx\n',
    '.vmlintignore': '*.vmx\n',
    'here/.gitignore': 'a.vmx\n',
    'here/a.vmx': '',
    'here/b.vmx': '',
    'there/.vmlintignore': 'c.vmx\n',
    'there/c.vmx': '',
    'there/d.vmx': '',
  });
  const here = join(root, 'here');
  expect(pathsOf(await find(['.'], here))).toEqual(['b.vmx']);
  expect(pathsOf(await find(['../there'], here))).toEqual([join(root, 'there/d.vmx')]);
  const named = await find(['../there/c.vmx'], here);
  expect(named.files.map(({ ignored }) => ignored)).toEqual([true]);
});

test('a repository in a repository asks its own .gitignore only', async () => {
  plant(root, {
    '.git': null,
    '.gitignore': 'x.vmx\n',
    '.vmlintignore': 'y.vmx\n',
    'inner/.git': 'gitdir: ../.git/modules/inner',
    'inner/x.vmx': '',
    'inner/y.vmx': '',
    'inner/deep/z.vmx': '',
  });
  expect(pathsOf(await find(['.']))).toEqual(['inner/deep/z.vmx', 'inner/x.vmx']);
});

test('what is named and ignored is returned as such, files and folders', async () => {
  plant(root, { '.gitignore': 'build/\nx.vmx\n', 'build/in.vmx': '', 'x.vmx': '', 'y.vmx': '' });
  const found = await find(['x.vmx', 'y.vmx', 'build', 'build/in.vmx']);
  expect(found.files.map(({ path, named, ignored }) => [path, named, ignored])).toEqual([
    ['build', true, true],
    ['build/in.vmx', true, true],
    ['x.vmx', true, true],
    ['y.vmx', true, false],
  ]);
  expect(found.problems).toEqual([]);
});

test('where ignore files leave nothing, the message says so', async () => {
  plant(root, { 'd/.vmlintignore': '*', 'd/x.vmx': '' });
  const { problems } = await find(['d', 'd/*.vmx']);
  expect(problems.map(({ message }) => message)).toEqual([
    'no VM configuration files in this folder, besides what .gitignore or .vmlintignore leaves out',
    'all that this glob matches is ignored (.gitignore or .vmlintignore)',
  ]);
});

test('folder names that mean something in patterns', async () => {
  plant(root, {
    'a[b] *!#\\\n/.gitignore': 'x.vmx\n/y.vmx\n',
    'a[b] *!#\\\n/x.vmx': '',
    'a[b] *!#\\\n/y.vmx': '',
    'a[b] *!#\\\n/z.vmx': '',
  });
  expect(pathsOf(await find(['.']))).toEqual(['a[b] *!#\\\n/z.vmx']);
});

test('an ignore file that cannot be read is warned of, and nothing waits for a FIFO', async () => {
  plant(root, { '.gitignore/folder': '', 'x.vmx': '' });
  makeFifo(join(root, '.vmlintignore'));
  expect(pathsOf(await find(['.']))).toEqual(['x.vmx']);
  expect(warnings).toEqual([
    '.gitignore: this ignore file was not applied: it is a folder, not a file',
    '.vmlintignore: this ignore file was not applied: it is a FIFO (named pipe), not a file',
  ]);
});

const NAMES = ['a', 'b', 'a b', 'ab', 'a ', '!a', '#b'];
const name = fc.constantFrom(...NAMES);
const line = fc
  .tuple(
    fc.constantFrom('', '!'),
    fc.constantFrom('', '/', '**/'),
    fc.array(
      fc.constantFrom(
        'a',
        'b',
        'a\\ b',
        'ab',
        '*',
        '?',
        '**',
        '[ab]',
        '[!a]',
        'a*',
        '\\!a',
        '\\#b',
        '\\a',
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    fc.constantFrom('', '/', '/**', '.vmx', '*.vmx'),
    fc.constantFrom('', ' ', '  ', '\r', '\\ '),
  )
  .map(([negation, start, parts, end, blank]) => negation + start + parts.join('/') + end + blank);
const ignoreFile = fc
  .array(fc.oneof(line, fc.constantFrom('', '# a', '/', '!', '\\', '!/', ' ')), { maxLength: 5 })
  .map((lines) => lines.join('\n'));
const folder = fc.array(name, { maxLength: 3 }).map((parts) => parts.join('/'));

const hasGit = spawnSync('git', ['--version']).status === 0;
unlessImpossible(hasGit, 'what git itself says, as there is no git', () => {
  test('finds what git would', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(folder, name), { minLength: 1, maxLength: 12 }),
        fc.array(fc.tuple(folder, ignoreFile), { maxLength: 3 }),
        async (files, ignoreFiles) => {
          const repository = join(root, String(run++));
          mkdirSync(repository);
          execFileSync('git', ['init', '-q'], { cwd: repository });
          for (const [place, stem] of files)
            plant(repository, { [join(place, `${stem}.vmx`)]: '' });
          for (const [place, text] of ignoreFiles) {
            plant(repository, { [join(place, '.gitignore')]: text });
          }
          const listing = execFileSync(
            'git',
            ['ls-files', '-z', '--others', '--exclude-standard'],
            { cwd: repository, encoding: 'utf8' },
          );
          const expected = listing.split('\0').filter((path) => path.endsWith('.vmx'));
          const found = await find(['.'], repository);
          expect(pathsOf(found)).toEqual(expected.sort(byCodeUnits));
        },
      ),
      { numRuns: Number(process.env['FC_RUNS'] ?? 60) },
    );
  }, 60_000);
});
