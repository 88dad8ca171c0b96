import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readFile, type FileStamp } from '../../src/files/read.js';
import { writeAtomically, WriteRefused } from '../../src/files/write.js';
import { IS_ROOT, plant, remove, temporaryFolder, unlessImpossible } from './support.js';

const OLD = 'memsize = "1"\n';
const NEW = 'memsize = "2048"\n';

let folder: string;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'vm.vmx');
  fs.writeFileSync(file, OLD);
});
afterEach(() => {
  remove(folder);
});

function read(path: string): { bytes: Buffer; stamp: FileStamp } {
  const result = readFile(path, 1 << 20);
  if (result.kind !== 'read') throw new Error(`${path}: ${result.kind}`);
  return result;
}

function write(path = file, options = { backup: false }, before = read(path)): void {
  writeAtomically(path, Buffer.from(NEW), before, options);
}

function refusal(action: () => void): WriteRefused {
  try {
    action();
  } catch (error) {
    if (error instanceof WriteRefused) return error;
    throw error;
  }
  throw new Error('it was written');
}

const textOf = (path: string): string => fs.readFileSync(path, 'utf8');
const modeOf = (path: string): number => fs.statSync(path).mode & 0o7777;
const namesIn = (path: string): string[] => fs.readdirSync(path).sort();

describe('writes', () => {
  test('the new content and nothing beside it', () => {
    write();
    expect(textOf(file)).toBe(NEW);
    expect(namesIn(folder)).toEqual(['vm.vmx']);
  });

  test('an empty content', () => {
    writeAtomically(file, Buffer.alloc(0), read(file), { backup: false });
    expect(textOf(file)).toBe('');
  });

  test.each([0o755, 0o600, 0o664, 0o2755, 0o4711, 0o200])('mode %o is kept', (mode) => {
    fs.chmodSync(file, mode);
    write();
    expect([textOf(file), modeOf(file)]).toEqual([NEW, mode]);
  });

  unlessImpossible(IS_ROOT, 'owners, which only root can set', () => {
    test('owner and group are kept, with the set-group bit', () => {
      fs.chownSync(file, 1234, 2345);
      fs.chmodSync(file, 0o2770);
      write(file, { backup: true });
      for (const path of [file, `${file}.bak`]) {
        const { uid, gid } = fs.statSync(path);
        expect([uid, gid, modeOf(path)]).toEqual([1234, 2345, 0o2770]);
      }
    });
  });

  test('through links: the link stays, its target is replaced', () => {
    plant(folder, { 'deep/link.vmx': { link: '../second.vmx' }, 'second.vmx': { link: 'vm.vmx' } });
    const link = join(folder, 'deep/link.vmx');
    write(link, { backup: true });
    expect(textOf(file)).toBe(NEW);
    expect(fs.readlinkSync(link)).toBe('../second.vmx');
    expect(fs.readlinkSync(join(folder, 'second.vmx'))).toBe('vm.vmx');
    expect(namesIn(folder)).toEqual(['deep', 'second.vmx', 'vm.vmx', 'vm.vmx.bak']);
    expect(namesIn(join(folder, 'deep'))).toEqual(['link.vmx']);
  });

  test('a backup of what was read, where a folder has its name', () => {
    plant(folder, { 'vm.vmx.bak/in the way': '' });
    write(file, { backup: true });
    expect([textOf(file), textOf(`${file}.bak.1`)]).toEqual([NEW, OLD]);
  });

  test('a backup of what was read, beside an older one', () => {
    plant(folder, { target: 'of a link', 'vm.vmx.bak': { link: 'target' } });
    fs.chmodSync(file, 0o755);
    write(file, { backup: true });
    expect([textOf(file), textOf(`${file}.bak.1`), modeOf(`${file}.bak.1`)]).toEqual([
      NEW,
      OLD,
      0o755,
    ]);
    expect(textOf(join(folder, 'target'))).toBe('of a link');
    expect(namesIn(folder)).toEqual(['target', 'vm.vmx', 'vm.vmx.bak', 'vm.vmx.bak.1']);
  });

  test.each(['v', 'ü', '💾'])('names of 255 bytes of %s', (character) => {
    const stem = character.repeat(Math.floor(251 / Buffer.byteLength(character)));
    const path = join(folder, `${stem}.vmx`);
    fs.writeFileSync(path, OLD);
    write(path);
    expect(textOf(path)).toBe(NEW);
    expect(namesIn(folder)).toEqual([basename(path), 'vm.vmx'].sort());
  });
});

describe('refuses', () => {
  function expectUntouched(names = ['vm.vmx']): void {
    expect(textOf(file)).toBe(OLD);
    expect(namesIn(folder)).toEqual(names);
  }

  test('a file with several names', () => {
    fs.linkSync(file, join(folder, 'other.vmx'));
    const { reason, message } = refusal(() => write());
    expect(reason).toBe('hard-link');
    expect(message).toContain('it has 2 names (hard links)');
    expectUntouched(['other.vmx', 'vm.vmx']);
  });

  test.each([0o444, 0o555, 0o400])('a file with mode %o', (mode) => {
    fs.chmodSync(file, mode);
    const { reason, message } = refusal(() => write());
    expect([reason, message]).toEqual([
      'read-only-file',
      'it is write-protected; allow it first (`chmod u+w`)',
    ]);
    expectUntouched();
  });

  const changes: readonly [string, () => void][] = [
    ['content', () => fs.writeFileSync(file, 'memsize = "3"\n')],
    ['length', () => fs.appendFileSync(file, '#')],
    ['identity', () => replace(file, OLD)],
    ['time', () => fs.utimesSync(file, 1, 1)],
  ];
  test.each(changes)('a file whose %s changed since it was read', (_what, change) => {
    const before = read(file);
    change();
    const now = textOf(file);
    const { reason, message } = refusal(() => write(file, { backup: true }, before));
    expect(reason).toBe('changed-on-disk');
    expect(message).toContain('run vmlint again');
    expect(textOf(file)).toBe(now);
    expect(namesIn(folder)).toEqual(['vm.vmx']);
  });

  test('other content with the same size and time', () => {
    const before = read(file);
    const { atime, mtime } = fs.statSync(file);
    fs.writeFileSync(file, OLD.replace('1', '7'));
    fs.utimesSync(file, atime, mtime);
    const stamp = { ...before.stamp, mtimeMs: read(file).stamp.mtimeMs };
    const { reason } = refusal(() => write(file, { backup: true }, { ...before, stamp }));
    expect(reason).toBe('changed-on-disk');
    expect(textOf(file)).toBe(OLD.replace('1', '7'));
    expect(namesIn(folder)).toEqual(['vm.vmx']);
  });

  test('a file that is gone, and a link that leads elsewhere now', () => {
    plant(folder, { 'a.vmx': OLD, link: { link: 'a.vmx' } });
    const link = join(folder, 'link');
    const before = read(link);
    replaceLink(link, 'vm.vmx');
    expect(refusal(() => write(link, { backup: false }, before)).reason).toBe('changed-on-disk');
    fs.rmSync(link);
    expect(refusal(() => write(link, { backup: false }, before)).reason).toBe('changed-on-disk');
    expect(textOf(file)).toBe(OLD);
  });

  test('where the name of the backup would be too long', () => {
    const long = join(folder, `${'v'.repeat(251)}.vmx`);
    fs.renameSync(file, long);
    const { message } = refusal(() => write(long, { backup: true }));
    expect(message).toContain('longer than the file system allows');
    expect([textOf(long), namesIn(folder)]).toEqual([OLD, [basename(long)]]);
  });
});

function replace(path: string, content: string): void {
  const other = join(dirname(path), 'other');
  fs.writeFileSync(other, content);
  fs.renameSync(other, path);
}

function replaceLink(path: string, target: string): void {
  fs.rmSync(path);
  fs.symlinkSync(target, path);
}
