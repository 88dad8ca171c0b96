import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FolderStates, type InUse } from '../../src/files/in-use.js';
import {
  bundleInto,
  IS_ROOT,
  NOBODY,
  plant,
  remove,
  runElsewhere,
  temporaryFolder,
  unlessImpossible,
} from './support.js';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  remove(folder);
});

function state(file: string, referenced: readonly string[] = []): InUse | undefined {
  return new FolderStates().inUse(join(folder, file), () => referenced);
}

describe('locked', () => {
  test('by its own lock, a folder or a file', () => {
    plant(folder, { 'vm.vmx': '', 'vm.vmx.lck/M00001.lck': '', 'b.vmx.lck': '' });
    expect(state('vm.vmx')).toEqual({
      reason: 'locked',
      explanation:
        'the VM is in use: `vm.vmx.lck` lies beside it; power the VM off, or pass --force if the lock is stale',
    });
    expect(state('b.vmx')?.reason).toBe('locked');
    expect(state('c.vmx')).toBeUndefined();
  });

  test.each(['vm.vmem.lck', 'vm-564d1a2b.vmem.lck', 'VM.VMX.LCK', 'Vm-1.Vmem.lCK'])(
    'by %s',
    (name) => {
      plant(folder, { [name]: null });
      expect(state('vm.vmx')?.explanation).toContain(`\`${name}\``);
      expect(state('v.vmx')).toBeUndefined();
    },
  );

  test('by the lock of a disk in the same folder, however the .vmx writes its path', () => {
    plant(folder, { 'Disk 1.vmdk.lck/x': '', 'sub/d.vmdk': '' });
    for (const disk of [
      'Disk 1.vmdk',
      './disk 1.vmdk',
      '.\\Disk 1.vmdk',
      join(folder, 'Disk 1.vmdk'),
    ]) {
      expect(state('vm.vmx', ['other.vmdk', disk])?.reason).toBe('locked');
    }
    for (const disk of [
      'sub/Disk 1.vmdk',
      'sub\\Disk 1.vmdk',
      'C:\\VMs\\Disk 1.vmdk',
      '../Disk 1.vmdk',
      '',
    ]) {
      expect(state('vm.vmx', [disk])).toBeUndefined();
    }
  });
});

describe('suspended', () => {
  test.each(['vm.vmss', 'VM.VMSS', 'vm-564d1a2b.vmss'])('by %s', (name) => {
    plant(folder, { [name]: '' });
    expect(state('vm.vmx')).toEqual({
      reason: 'suspended',
      explanation: `the VM is suspended: \`${name}\` lies beside it; resume the VM and shut it down first`,
    });
  });

  test('a state or lock of another VM whose name only starts the same', () => {
    plant(folder, { 'vm-2.vmx': '', 'vm-2.vmss': '', 'vm-2.vmem.lck': null });
    expect(state('vm.vmx')).toBeUndefined();
    expect(state('vm-2.vmx')?.reason).toBe('locked');
  });

  test('a running VM that was suspended before is locked', () => {
    plant(folder, { 'vm.vmss': '', 'vm.vmx.lck': null });
    expect(state('vm.vmx')?.reason).toBe('locked');
  });
});

test('a linked .vmx is looked at where it lies and where it is linked from', () => {
  plant(folder, {
    'real/vm.vmx': '',
    'real/vm.vmx.lck': null,
    'links/a.vmx': { link: '../real/vm.vmx' },
    'free/vm.vmx': '',
    'links/b.vmx': { link: '../free/vm.vmx' },
    'links/b.vmss': '',
    'links/broken.vmx': { link: 'gone' },
  });
  expect(state('links/a.vmx')?.explanation).toContain(
    `lies beside \`${join(folder, 'real/vm.vmx')}\`, which it links to`,
  );
  expect(state('links/b.vmx')?.reason).toBe('suspended');
  expect(state('links/broken.vmx')).toBeUndefined();
});

test('each folder is listed once', () => {
  plant(folder, { 'a.vmx': '', 'b.vmx': '' });
  const states = new FolderStates();
  expect(states.inUse(join(folder, 'a.vmx'), () => [])).toBeUndefined();
  mkdirSync(join(folder, 'b.vmx.lck'));
  expect(states.inUse(join(folder, 'b.vmx'), () => [])).toBeUndefined();
  expect(state('b.vmx')?.reason).toBe('locked');
});

test('a folder that is not there holds nothing', () => {
  expect(state('gone/vm.vmx')).toBeUndefined();
});

unlessImpossible(IS_ROOT, 'folders of others, which only root can make', () => {
  test('a folder that cannot be listed is asked for the plain names', async () => {
    plant(folder, { 'd/vm.vmx': '', 'd/vm.vmx.lck': null });
    chmodSync(join(folder, 'd'), 0o711);
    const bundle = await bundleInto(folder);
    const statements = `
      const ask = (name) => new files.FolderStates().inUse(name, () => []) ?? null;
      print([ask('d/vm.vmx')?.reason, ask('d/other.vmx')]);`;
    expect(runElsewhere(bundle, statements, { uid: NOBODY })).toEqual(['locked', null]);
  });
});
