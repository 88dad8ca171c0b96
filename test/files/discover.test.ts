import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from '@jest/globals';
import { discover, type Discovered } from '../../src/files/discover.js';
import {
  bundleInto,
  IS_ROOT,
  makeFifo,
  NOBODY,
  plant,
  remove,
  runElsewhere,
  temporaryFolder,
  unlessImpossible,
} from './support.js';

let cwd: string;
let warnings: string[];

beforeEach(() => {
  cwd = temporaryFolder();
  warnings = [];
});
afterEach(() => {
  remove(cwd);
});

const isCandidate = (name: string): boolean => name.endsWith('.vmx');

function find(...operands: string[]): Promise<Discovered> {
  const warn = (message: string): number => warnings.push(message);
  return discover(operands, { cwd, isCandidate, warn });
}

const pathsOf = ({ files }: Discovered): string[] => files.map(({ path }) => path);

describe('operands', () => {
  test('a file by name, whatever it is called', async () => {
    plant(cwd, { 'notes.txt': '', 'a [1].vmx': '', 'line\nbreak.vmx': '', '!x.vmx': '' });
    const found = await find('notes.txt', 'a [1].vmx', 'line\nbreak.vmx', '!x.vmx');
    expect(pathsOf(found)).toEqual(['!x.vmx', 'a [1].vmx', 'line\nbreak.vmx', 'notes.txt']);
    expect(found.files.every(({ named, ignored }) => named && !ignored)).toBe(true);
    expect(found.problems).toEqual([]);
  });

  test('a folder, also one called like a file', async () => {
    plant(cwd, { 'x.vmx/real.vmx': '', 'x.vmx/readme.md': '' });
    const found = await find('x.vmx');
    expect(found.files).toEqual([
      {
        path: 'x.vmx/real.vmx',
        absolute: join(cwd, 'x.vmx/real.vmx'),
        named: false,
        ignored: false,
        plain: true,
      },
    ]);
  });

  test('a glob finds files only, by any name, not in hidden or foreign folders', async () => {
    plant(cwd, {
      'a/1.vmx': '',
      'a/2.conf': '',
      'a/3.vmx/x': '',
      'a/.hidden/4.vmx': '',
      'node_modules/5.vmx': '',
      'a/1.vmx.lck/6.vmx': '',
    });
    expect(pathsOf(await find('**/*.vmx'))).toEqual(['a/1.vmx']);
    expect(pathsOf(await find('a/*.{vmx,conf}'))).toEqual(['a/1.vmx', 'a/2.conf']);
    expect(pathsOf(await find('node_modules/*.vmx'))).toEqual(['node_modules/5.vmx']);
    expect(pathsOf(await find(join(cwd, 'a/*.conf')))).toEqual(['a/2.conf']);
  });

  test('what lies outside of the working folder is shown by its absolute path', async () => {
    plant(cwd, { 'in/x.vmx': '', 'out/y.vmx': '' });
    const warn = (message: string): number => warnings.push(message);
    const found = await discover(['../out/y.vmx', '.', '../o*/*.vmx'], {
      cwd: join(cwd, 'in'),
      isCandidate,
      warn,
    });
    expect(pathsOf(found)).toEqual([join(cwd, 'out/y.vmx'), 'x.vmx']);
  });

  test('each file once, and the one that was named wins', async () => {
    plant(cwd, { 'a/x.vmx': '', 'a/y.vmx': '' });
    const found = await find('a', './a/../a/x.vmx', '**/*.vmx', 'a');
    expect(found.files.map(({ path, named }) => [path, named])).toEqual([
      ['a/x.vmx', true],
      ['a/y.vmx', false],
    ]);
  });

  test('sorted by code units', async () => {
    plant(cwd, { 'b.vmx': '', 'B.vmx': '', 'a/x.vmx': '', 'a.vmx': '', 'é.vmx': '' });
    expect(pathsOf(await find('.'))).toEqual(['B.vmx', 'a.vmx', 'a/x.vmx', 'b.vmx', 'é.vmx']);
  });

  test.each([
    ['missing.vmx', 'no such file or folder'],
    ['', 'the path is empty'],
    ['nul\0.vmx', 'a path cannot contain a NUL character'],
    ['*.nothing', 'no such file or folder, and as a glob it matches nothing'],
    ['broken.vmx', 'broken link: the file it points to does not exist'],
    ['loop.vmx', 'too many symbolic links: it, or a folder above it, links back to itself'],
    ['pipe.vmx', 'it is a FIFO (named pipe), not a file'],
    ['file/x.vmx', 'no such file or folder: a part of the path is a file, not a folder'],
    ['empty', 'no VM configuration files in this folder'],
    ['n'.repeat(256), 'the path, or a name in it, is longer than the file system allows'],
    ['/dev/null', 'it is a device, not a file'],
  ])('%j is a problem, and the rest is found', async (operand, message) => {
    plant(cwd, {
      'x.vmx': '',
      file: '',
      empty: null,
      'broken.vmx': { link: 'gone' },
      'loop.vmx': { link: 'loop.vmx' },
    });
    makeFifo(join(cwd, 'pipe.vmx'));
    const found = await find(operand, 'x.vmx');
    expect(found.problems).toEqual([{ path: operand, message }]);
    expect(pathsOf(found)).toEqual(['x.vmx']);
  });
});

describe('walking', () => {
  test('enters hidden folders, not those of version control, packages and locks', async () => {
    plant(cwd, {
      '.vagrant/box.vmx': '',
      '.git/a.vmx': '',
      '.hg/a.vmx': '',
      '.svn/a.vmx': '',
      'p/node_modules/a.vmx': '',
      'x.vmx.lck/a.vmx': '',
      'y.VMX.LCK/a.vmx': '',
    });
    expect(pathsOf(await find('.'))).toEqual(['.vagrant/box.vmx']);
    expect(pathsOf(await find('p/node_modules'))).toEqual(['p/node_modules/a.vmx']);
  });

  test('follows links, each real folder once, shown by its real path', async () => {
    plant(cwd, {
      'tree/z/real.vmx': '',
      'tree/a-link': { link: 'z' },
      'tree/z/loop': { link: '..' },
      'tree/self': { link: '.' },
      'tree/file.vmx': { link: 'z/real.vmx' },
      'tree/out1': { link: '../elsewhere' },
      'tree/out2': { link: '../elsewhere' },
      'elsewhere/o.vmx': '',
    });
    const expected = ['tree/file.vmx', 'tree/out1/o.vmx', 'tree/z/real.vmx'];
    expect(pathsOf(await find('tree'))).toEqual(expected);
    expect(warnings).toEqual([]);
    expect(pathsOf(await find('tree/a-link'))).toContain('tree/a-link/real.vmx');
  });

  test('a glob ends in a loop of links too', async () => {
    plant(cwd, {
      'tree/x.vmx': '',
      'tree/loop': { link: '..' },
      'tree/broken.vmx': { link: 'no' },
    });
    expect(pathsOf(await find('tree/**/x.vmx'))).toContain('tree/x.vmx');
  });

  test('warns about what cannot be read and goes on', async () => {
    plant(cwd, {
      'd/x.vmx': '',
      'd/broken.vmx': { link: 'gone' },
      'd/broken.txt': { link: 'gone' },
      'd/to-pipe.vmx': { link: 'pipe.vmx' },
    });
    makeFifo(join(cwd, 'd/pipe.vmx'));
    makeFifo(join(cwd, 'd/pipe.txt'));
    const found = await find('d');
    expect(pathsOf(found)).toEqual(['d/x.vmx']);
    expect(found.problems).toEqual([]);
    expect(warnings.sort()).toEqual([
      'd/broken.vmx: broken link: the file it points to does not exist',
      'd/pipe.vmx: it is a FIFO (named pipe), not a file',
      'd/to-pipe.vmx: it is a FIFO (named pipe), not a file',
    ]);
  });

  test('a name that is not UTF-8 is warned of', async () => {
    mkdirSync(Buffer.from(`${cwd}/folder\xff`, 'latin1'));
    writeFileSync(Buffer.from(`${cwd}/bad\xff.vmx`, 'latin1'), '');
    plant(cwd, { 'x.vmx': '', 'really \uFFFD.vmx': '' });
    expect(pathsOf(await find('.'))).toEqual(['really \uFFFD.vmx', 'x.vmx']);
    expect(warnings.sort()).toEqual([
      'bad\uFFFD.vmx: its name is not valid UTF-8, so it cannot be opened; rename it',
      'folder\uFFFD: its name is not valid UTF-8, so it cannot be opened; rename it',
    ]);
    expect(pathsOf(await find('*.vmx'))).toEqual(['really \uFFFD.vmx', 'x.vmx']);
  });

  test('names of 255 bytes and deep folders', async () => {
    const long = `${'ü'.repeat(125)}x.vmx`;
    plant(cwd, { [long]: '' });
    let deep = cwd;
    for (let depth = 0; depth < 200; depth++) deep += `/folder-${String(depth)}`;
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, 'deep.vmx'), '');
    const found = await find('.');
    expect(found.files).toHaveLength(2);
    expect(pathsOf(found)[1]).toBe(long);
  });
});

unlessImpossible(IS_ROOT, 'files of others, which only root can make', () => {
  describe('as someone without rights', () => {
    let folder: string;
    let bundle: string;

    beforeAll(async () => {
      folder = temporaryFolder();
      bundle = await bundleInto(folder);
      plant(folder, { 'd/secret.vmx': '', 'd/open.vmx': '', 'd/closed/x.vmx': '' });
    });
    afterAll(() => {
      remove(folder);
    });

    test('unreadable: by name a problem, a folder on the way a warning', () => {
      const result = runElsewhere(
        bundle,
        `process.setuid(0);
         fs.chmodSync('d/secret.vmx', 0o600);
         fs.chmodSync('d/closed', 0o700);
         process.setgid(${String(NOBODY)});
         process.setuid(${String(NOBODY)});
         const warnings = [];
         const options = {
           cwd: ${JSON.stringify(folder)},
           isCandidate: (name) => name.endsWith('.vmx'),
           warn: (message) => warnings.push(message),
         };
         const named = await files.discover(['d/secret.vmx', 'd/closed', 'd/closed/x.vmx'], options);
         const walked = await files.discover(['d'], options);
         print({ named, walked: walked.files.map(({ path }) => path), problems: walked.problems, warnings });`,
      );
      const denied =
        'permission denied; check the owner and mode of it and of the folders above it';
      expect(result).toEqual({
        named: {
          files: [],
          problems: [
            { path: 'd/secret.vmx', message: denied },
            { path: 'd/closed', message: `this folder cannot be listed: ${denied}` },
            { path: 'd/closed/x.vmx', message: denied },
          ],
        },
        walked: ['d/open.vmx', 'd/secret.vmx'],
        problems: [],
        warnings: [`d/closed: this folder was left out: ${denied}`],
      });
    });
  });
});
