import fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { renameOver } from '../../src/files/temporary-file.js';
import {
  bundleInto,
  canMount,
  IS_ROOT,
  NOBODY,
  plant,
  remove,
  runElsewhere,
  temporaryFolder,
  unlessImpossible,
} from './support.js';

let folder: string;
let place: string;
let bundle: string;

beforeAll(async () => {
  folder = temporaryFolder();
  bundle = await bundleInto(folder);
});
afterAll(() => {
  remove(folder);
});
beforeEach(() => {
  place = fs.mkdtempSync(join(folder, 'case-'));
  fs.chmodSync(place, 0o777);
});

const attemptIn = (path: string, content = `'new'`): string => `
  const path = ${JSON.stringify(path)};
  const before = files.readFile(path, 1e9);
  const outcome = attempt(() => files.writeAtomically(path, Buffer.from(${content}), before, { backup: true }));
  print([outcome, fs.readFileSync(path, 'utf8').slice(0, 9), fs.readdirSync(${JSON.stringify(join(path, '..'))})]);`;

unlessImpossible(IS_ROOT, 'files and folders of others, which only root can make', () => {
  describe('as someone without rights', () => {
    const asNobody = (): unknown =>
      runElsewhere(bundle, attemptIn(join(place, 'vm.vmx')), { uid: NOBODY });

    test('a file that may not be written', () => {
      plant(place, { 'vm.vmx': 'old' });
      expect(asNobody()).toEqual(['not-writable', 'old', ['vm.vmx']]);
    });

    test('a folder in which nothing may be created', () => {
      plant(place, { 'vm.vmx': 'old' });
      fs.chmodSync(join(place, 'vm.vmx'), 0o666);
      fs.chmodSync(place, 0o755);
      expect(asNobody()).toEqual(['not-writable', 'old', ['vm.vmx']]);
    });

    test('a file of another owner, which a new file would not have', () => {
      plant(place, { 'vm.vmx': 'old' });
      fs.chmodSync(join(place, 'vm.vmx'), 0o666);
      expect(asNobody()).toEqual(['cannot-keep-owner', 'old', ['vm.vmx']]);
    });

    test('a group bit of a group that one is not in', () => {
      plant(place, { 'vm.vmx': 'old' });
      fs.chownSync(join(place, 'vm.vmx'), NOBODY, 1234);
      fs.chmodSync(join(place, 'vm.vmx'), 0o2770);
      expect(asNobody()).toEqual(['cannot-keep-owner', 'old', ['vm.vmx']]);
    });

    test('a group bit that the system drops without an error', () => {
      plant(place, { 'vm.vmx': 'old' });
      const path = join(place, 'vm.vmx');
      fs.chownSync(path, NOBODY, 1234);
      fs.chmodSync(path, 0o2770);
      // New files get the group of the folder, so that it need not be set.
      fs.chownSync(place, 0, 1234);
      fs.chmodSync(place, 0o2777);
      expect(asNobody()).toEqual(['cannot-keep-owner', 'old', ['vm.vmx']]);
    });

    test('in a folder that may be written, but not listed', () => {
      plant(place, { 'vm.vmx': 'old' });
      fs.chownSync(join(place, 'vm.vmx'), NOBODY, NOBODY);
      fs.chmodSync(place, 0o733);
      const path = join(place, 'vm.vmx');
      const statements = attemptIn(path).replace(/fs\.readdirSync\(.*?\)\]/, ']');
      expect(runElsewhere(bundle, statements, { uid: NOBODY })).toEqual(['done', 'new']);
      expect(fs.readdirSync(place).sort()).toEqual(['vm.vmx', 'vm.vmx.bak']);
    });
  });
});

unlessImpossible(canMount(), 'a full and a read-only file system, which need a mount', () => {
  const mounted = (options: string, setUp: string): readonly string[] => {
    const mount = `mount -t tmpfs -o ${options} tmpfs '${place}'`;
    return ['unshare', '-m', 'sh', '-c', `${mount} && ${setUp} && exec "$@"`, 'sh'];
  };

  test('no space left', () => {
    const path = join(place, 'vm.vmx');
    const wrap = mounted('size=64k', `printf old > '${path}'`);
    const outcome = runElsewhere(bundle, attemptIn(path, `'new'.repeat(1e5)`), { wrap });
    expect(outcome).toEqual(['no-space', 'old', ['vm.vmx']]);
  });

  test('mounted read-only', () => {
    const path = join(place, 'vm.vmx');
    const wrap = mounted('size=64k', `printf old > '${path}' && mount -o remount,ro '${place}'`);
    expect(runElsewhere(bundle, attemptIn(path), { wrap })).toEqual([
      'not-writable',
      'old',
      ['vm.vmx'],
    ]);
  });

  test('a file that something holds: no backup of what was not written piles up', () => {
    const path = join(place, 'vm.vmx');
    const bound = `mount --bind '${path}' '${path}'`;
    const wrap = mounted('size=64k', `printf old > '${path}' && ${bound}`);
    const outcome = runElsewhere(bundle, attemptIn(path), { wrap });
    expect(outcome).toEqual(['failed', 'old', ['vm.vmx']]);
  });
});

describe('renaming on Windows', () => {
  const failing = (times: number, code: string): { rename: () => void; calls: () => number } => {
    let calls = 0;
    const rename = (): void => {
      if (calls++ < times) throw Object.assign(new Error(code), { code });
    };
    return { rename, calls: () => calls };
  };

  test.each(['EPERM', 'EBUSY', 'EACCES'])('%s is tried again', (code) => {
    const { rename, calls } = failing(2, code);
    renameOver('a', 'b', rename, 'win32');
    expect(calls()).toBe(3);
  });

  test('gives up in the end, at once for other errors and on other systems', () => {
    const held = failing(99, 'EBUSY');
    expect(() => {
      renameOver('a', 'b', held.rename, 'win32');
    }).toThrow('EBUSY');
    expect(held.calls()).toBe(7);
    const other = failing(99, 'ENOSPC');
    expect(() => {
      renameOver('a', 'b', other.rename, 'win32');
    }).toThrow('ENOSPC');
    expect(other.calls()).toBe(1);
    const linux = failing(99, 'EPERM');
    expect(() => {
      renameOver('a', 'b', linux.rename, 'linux');
    }).toThrow('EPERM');
    expect(linux.calls()).toBe(1);
  });
});
