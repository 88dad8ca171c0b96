import { chmodSync, linkSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { verifyVmcx } from '../support/vmcx-verifier.js';
import { vmTree, type VmOptions } from '../support/vmcx-vm.js';
import { writeVmcx, type Layout } from '../support/vmcx-writer.js';
import { expectQuiet, statuses, useFolder } from './vmlint.js';

const folder = useFolder();
const IN_PLACE = ['--fix', '--unsafe', '--vmcx-in-place'];
const NESTED = 'configuration/settings/processors/nested_virtualization/enabled';

function container(options: VmOptions = {}, layout: Layout = {}): Buffer {
  return Buffer.from(writeVmcx([vmTree({ nested: false, ...options })], layout).bytes);
}

function differences(one: Buffer, other: Buffer): number[] {
  expect(other).toHaveLength(one.length);
  return [...one.keys()].filter((index) => one[index] !== other[index]);
}

describe('--fix --unsafe --vmcx-in-place', () => {
  test('changes one value and the checksum of its entry, and keeps what was', () => {
    const before = container();
    folder.plant({ 'lab.vmcx': before });
    chmodSync(folder.at('lab.vmcx'), 0o640);
    const result = folder.vmlint(...IN_PLACE, 'lab.vmcx');
    expectQuiet(result);
    const after = readFileSync(folder.at('lab.vmcx'));
    const changed = differences(before, after);
    expect(changed.length).toBeGreaterThan(1);
    expect(changed.length).toBeLessThanOrEqual(5);
    expect(verifyVmcx(before).complaints).toEqual([]);
    const now = verifyVmcx(after);
    expect(now.complaints).toEqual([]);
    const was = verifyVmcx(before).keys;
    const differing = now.keys.filter((key, index) => key !== was[index]);
    expect(differing).toEqual([expect.stringMatching(/:enabled 8 01000000$/)]);
    expect(readFileSync(folder.at('lab.vmcx.bak'))).toEqual(before);
    for (const name of ['lab.vmcx', 'lab.vmcx.bak']) {
      expect(statSync(folder.at(name)).mode & 0o7777).toBe(0o640);
    }
    expect(folder.list()).toEqual(['lab.vmcx', 'lab.vmcx.bak']);
    expect(result.stdout).toContain(`${NESTED} = False → ${NESTED} = True`);
    expect(result.stdout).toContain('kept what it was as lab.vmcx.bak');
    expect(result.stdout).toMatch(/^ {2}byte \d+: /m);
  });

  test('a second time changes nothing, and an older copy is never written over', () => {
    folder.plant({ 'lab.vmcx': container() });
    folder.vmlint(...IN_PLACE, 'lab.vmcx');
    const once = folder.read('lab.vmcx');
    folder.vmlint(...IN_PLACE, 'lab.vmcx');
    expect(folder.read('lab.vmcx')).toBe(once);
    expect(folder.list()).toEqual(['lab.vmcx', 'lab.vmcx.bak']);
    folder.plant({ 'lab.vmcx': container({ name: 'second' }) });
    const first = folder.read('lab.vmcx.bak');
    const { report } = folder.json(...IN_PLACE, 'lab.vmcx');
    expect(report.files[0]).toMatchObject({ backup: 'lab.vmcx.bak.1' });
    expect(folder.read('lab.vmcx.bak')).toBe(first);
  });

  test('several leaves at once, each with its own checksum', () => {
    const before = container({ dynamicMemory: true, memory: 2048, processors: 1 });
    folder.plant({ 'lab.vmcx': before });
    const { report } = folder.json(...IN_PLACE, '--host', 'hyper-v', 'lab.vmcx');
    const after = readFileSync(folder.at('lab.vmcx'));
    expect(verifyVmcx(after).complaints).toEqual([]);
    const rules = report.files[0]!.fixed.map(({ rule }) => rule);
    expect(rules).toContain('nested/static-memory');
    expect(rules.length).toBeGreaterThan(1);
    const was = verifyVmcx(before).keys;
    const keys = verifyVmcx(after).keys.filter((key, index) => key !== was[index]);
    expect(keys.length).toBeLessThanOrEqual(rules.length);
    expect(differences(before, after).length).toBeLessThanOrEqual(12 * keys.length);
  });

  test('the report as JSON has the bytes, in base64, and the values as they are listed', () => {
    const before = container();
    folder.plant({ 'lab.vmcx': before });
    const { report } = folder.json(...IN_PLACE, 'lab.vmcx');
    const [file] = report.files;
    expect(file).toMatchObject({ status: 'fixed', backup: 'lab.vmcx.bak' });
    const bytes = Buffer.from(before);
    for (const { fix } of file!.fixed) {
      for (const { start, end, base64 } of fix!.edits) {
        const written = Buffer.from(base64!, 'base64');
        expect(written).toHaveLength(end - start);
        written.copy(bytes, start);
      }
    }
    expect(bytes).toEqual(readFileSync(folder.at('lab.vmcx')));
    const [change] = (file!.fixed[0] as { fix?: { changes?: unknown[] } }).fix!.changes!;
    expect(change).toEqual({ line: 1, old: [`${NESTED} = False`], new: [`${NESTED} = True`] });
  });

  test('through a link: the file itself is written, and the copy lies beside it', () => {
    const before = container();
    folder.plant({ 'vm/lab.vmcx': before });
    symlinkSync('vm/lab.vmcx', folder.at('link.vmcx'));
    const { stdout } = folder.vmlint(...IN_PLACE, 'link.vmcx');
    expect(stdout).toContain('kept what it was as vm/lab.vmcx.bak');
    expect(folder.list('vm')).toEqual(['lab.vmcx', 'lab.vmcx.bak']);
    expect(readFileSync(folder.at('vm/lab.vmcx.bak'))).toEqual(before);
  });

  test('a file with two names is not parted', () => {
    const before = container();
    folder.plant({ 'lab.vmcx': before });
    linkSync(folder.at('lab.vmcx'), folder.at('other.vmcx'));
    const { status, stdout } = folder.vmlint(...IN_PLACE, 'lab.vmcx');
    expect([status, stdout]).toEqual([2, expect.stringContaining('hard links')]);
    expect(readFileSync(folder.at('lab.vmcx'))).toEqual(before);
    expect(folder.list()).toEqual(['lab.vmcx', 'other.vmcx']);
  });
});

describe('what is never written', () => {
  const damaged = (): Buffer => {
    const written = writeVmcx([vmTree({ nested: false })]);
    const bytes = Buffer.from(written.bytes);
    const entry = written.entries.at(-1)!;
    bytes[entry + 12]! ^= 1;
    return bytes;
  };
  const pending = [{ offset: 0x3000, data: Uint8Array.of(1, 2, 3, 4) }];

  test.each([
    ['a log that has something to write', () => container({}, { pending }), 'replay log'],
    ['a wrong checksum', damaged, 'damaged'],
    [
      'a format that is not known',
      () => container({}, { formatVersion: 0x500 }),
      'know its format',
    ],
    ['an end that is missing', () => container().subarray(0, 0x3800), 'damaged'],
  ])('%s', (_, make, why) => {
    const before = make();
    folder.plant({ 'lab.vmcx': before });
    const { status, stdout } = folder.vmlint(...IN_PLACE, 'lab.vmcx');
    expect(stdout).toContain('read-only lab.vmcx');
    expect(stdout).toContain(why);
    expect(status).toBe(1);
    expect(statuses(folder.json(...IN_PLACE, 'lab.vmcx').report)).toEqual([
      'lab.vmcx: read-only (malformed)',
    ]);
    expect(readFileSync(folder.at('lab.vmcx'))).toEqual(before);
    expect(folder.list()).toEqual(['lab.vmcx']);
  });

  test('a container, without the option: said where fixes were asked for, not elsewhere', () => {
    const before = container();
    folder.plant({ 'lab.vmcx': before });
    const fixing = folder.vmlint('--fix', '--unsafe', 'lab.vmcx');
    expect(fixing.stdout).toContain('read-only lab.vmcx: it is binary');
    expect(folder.vmlint('--diff', '--unsafe', 'lab.vmcx').stdout).toContain('read-only');
    const plain = folder.vmlint('lab.vmcx');
    expect(plain.stdout).not.toContain('read-only');
    expect(plain.stdout).toContain('run: Get-VM');
    expect(plain.stdout).not.toContain('or run');
    expect(plain.stdout).toContain('\n1 fixable with --fix-script FILE.ps1\n');
    expect(statuses(folder.json('lab.vmcx').report)).toEqual(['lab.vmcx: read-only (binary)']);
    expect(readFileSync(folder.at('lab.vmcx'))).toEqual(before);
    expect(folder.list()).toEqual(['lab.vmcx']);
  });

  test('a value that lies outside of its entry: the command does it', () => {
    const open = [vmTree({ nested: false, memory: 2048, processors: 1 })];
    const [tree] = open;
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next.type === 'node') open.push(...next.children);
      else next.isFile = true;
    }
    const before = Buffer.from(writeVmcx([tree!]).bytes);
    expect(verifyVmcx(before).complaints).toEqual([]);
    folder.plant({ 'lab.vmcx': before });
    const { status, stdout } = folder.vmlint(...IN_PLACE, '--nested', 'require', 'lab.vmcx');
    expect(stdout).toContain('Set-VMProcessor -ExposeVirtualizationExtensions $true');
    expect(stdout).toContain('Set-VMMemory -StartupBytes 4096MB');
    expect(status).toBe(1);
    expect(readFileSync(folder.at('lab.vmcx'))).toEqual(before);
    expect(folder.list()).toEqual(['lab.vmcx']);
  });

  test('what is not there yet: only Hyper-V adds settings', () => {
    const before = Buffer.from(writeVmcx([vmTree({ version: 0x700 })]).bytes);
    folder.plant({ 'lab.vmcx': before });
    const { stdout } = folder.vmlint(...IN_PLACE, 'lab.vmcx');
    expect(stdout).toContain('nested/sufficient-configuration-version');
    expect(readFileSync(folder.at('lab.vmcx'))).toEqual(before);
    expect(folder.list()).toEqual(['lab.vmcx']);
  });
});

test.each([
  [['--vmcx-in-place'], '--vmcx-in-place needs --fix --unsafe'],
  [['--vmcx-in-place', '--fix'], '--vmcx-in-place needs --fix --unsafe'],
  [['--vmcx-in-place', '--unsafe', '--diff'], 'which --diff cannot show'],
  [['--vmcx-in-place', '--fix', '--unsafe', '--stdin'], 'has no file to keep'],
])('%j is refused', (options, message) => {
  const before = container();
  writeFileSync(folder.at('lab.vmcx'), before);
  const paths = options.includes('--stdin') ? [] : ['lab.vmcx'];
  const { status, stdout, stderr } = folder.vmlint(...options, ...paths);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
  expect(readFileSync(folder.at('lab.vmcx'))).toEqual(before);
});
