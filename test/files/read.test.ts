import { chmodSync, linkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFile, type ReadResult } from '../../src/files/read.js';
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

let folder: string;

beforeAll(() => {
  folder = temporaryFolder();
  plant(folder, {
    'x.vmx': 'a = "1"\n',
    empty: '',
    'link.vmx': { link: 'x.vmx' },
    'broken.vmx': { link: 'gone' },
    'loop.vmx': { link: 'loop.vmx' },
  });
  makeFifo(join(folder, 'pipe.vmx'));
});
afterAll(() => {
  remove(folder);
});

const read = (name: string, maxSize = 1 << 20): ReadResult => readFile(join(folder, name), maxSize);

test('the bytes and the state of the file', () => {
  const path = join(folder, 'stamped.vmx');
  writeFileSync(path, Buffer.from([0, 255, 13, 10]));
  chmodSync(path, 0o755);
  linkSync(path, join(folder, 'second-name'));
  const stats = statSync(path);
  expect(read('stamped.vmx')).toEqual({
    kind: 'read',
    bytes: Buffer.from([0, 255, 13, 10]),
    stamp: {
      dev: stats.dev,
      ino: stats.ino,
      size: 4,
      mtimeMs: stats.mtimeMs,
      mode: 0o100755,
      uid: process.getuid?.(),
      gid: process.getgid?.(),
      nlink: 2,
    },
  });
});

test('links are followed, an empty file is read, and buffers are not shared', () => {
  expect(read('link.vmx')).toMatchObject({ kind: 'read', bytes: Buffer.from('a = "1"\n') });
  expect(read('empty')).toMatchObject({ kind: 'read', bytes: Buffer.alloc(0) });
  const result = read('x.vmx');
  expect(result.kind === 'read' && result.bytes.buffer.byteLength).toBe(8);
});

test('a file larger than the limit is not read', () => {
  expect(read('x.vmx', 7)).toEqual({ kind: 'too-large', size: 8 });
  expect(read('x.vmx', 8).kind).toBe('read');
});

test.each([
  ['missing', 'no such file or folder'],
  ['broken.vmx', 'broken link: the file it points to does not exist'],
  ['loop.vmx', 'too many symbolic links: it, or a folder above it, links back to itself'],
  ['x.vmx/y', 'no such file or folder: a part of the path is a file, not a folder'],
  ['.', 'it is a folder, not a file'],
  ['pipe.vmx', 'it is a FIFO (named pipe), not a file'],
  ['../../dev/null', 'it is a device, not a file'],
  ['n'.repeat(256), 'the path, or a name in it, is longer than the file system allows'],
  ['nul\0', 'a path cannot contain a NUL character'],
])('%j cannot be read', (name, message) => {
  expect(read(name)).toEqual({ kind: 'failed', message });
});

unlessImpossible(IS_ROOT, 'files of others, which only root can make', () => {
  test('permission denied', async () => {
    const bundle = await bundleInto(folder);
    chmodSync(join(folder, 'empty'), 0o600);
    expect(runElsewhere(bundle, `print(files.readFile('empty', 9))`, { uid: NOBODY })).toEqual({
      kind: 'failed',
      message: 'permission denied; check the owner and mode of it and of the folders above it',
    });
  });
});
