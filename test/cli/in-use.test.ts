import { describe, expect, test } from '@jest/globals';
import { ESXI, ESXI_FIXED, places, statuses, useFolder, type Content } from './vmlint.js';

const folder = useFolder();

const FINDINGS = [
  '3:1 error nested/expose-hardware-virtualization',
  '4:11 warning vmx/quoted-value',
];

const KEY_SAFE = 'encryption.keySafe = "vmware:key/list/(pair/(phrase/x))"\n';
const FULL = `${ESXI}${KEY_SAFE}encryption.data = "c2VjcmV0"\n`;
const PARTIAL = `${FULL}vmx.encryptionType = "partial"\n`;

interface Case {
  readonly tree: Readonly<Record<string, Content>>;
  readonly reason: 'locked' | 'suspended' | 'encrypted' | 'encoding';
  /** A part of it; says what to do. */
  readonly explanation: string;
}

const CASES: Readonly<Record<string, Case>> = {
  'a lock of the VM': {
    tree: { 'vm.vmx': ESXI, 'vm.vmx.lck/M12345.lck': 'x' },
    reason: 'locked',
    explanation: 'power the VM off',
  },
  'a lock of its memory': {
    tree: { 'vm.vmx': ESXI, 'vm-564d1a2b.vmem.lck': null },
    reason: 'locked',
    explanation: '`vm-564d1a2b.vmem.lck`',
  },
  'a lock of a disk that it names': {
    tree: {
      'vm.vmx': `${ESXI}scsi0:0.fileName = "Lab disk.vmdk"\n`,
      'Lab disk.vmdk.lck/M1.lck': '',
    },
    reason: 'locked',
    explanation: '`Lab disk.vmdk.lck`',
  },
  'a lock beside what a link points to': {
    tree: { 'real/vm.vmx': ESXI, 'real/vm.vmx.lck': null, 'vm.vmx': { link: 'real/vm.vmx' } },
    reason: 'locked',
    explanation: 'real/vm.vmx',
  },
  'a saved state beside it': {
    tree: { 'vm.vmx': ESXI, 'vm-564d1a2b.vmss': '' },
    reason: 'suspended',
    explanation: 'resume',
  },
  'a saved state that it names': {
    tree: { 'vm.vmx': `${ESXI}checkpoint.vmState = "vm-1.vmss"\n` },
    reason: 'suspended',
    explanation: 'resume',
  },
  'full encryption': {
    tree: { 'vm.vmx': FULL },
    reason: 'encrypted',
    explanation: 'remove the encryption',
  },
  'an encoding that is no superset of ASCII': {
    tree: { 'vm.vmx': `.encoding = "UTF-16LE"\n${ESXI}` },
    reason: 'encoding',
    explanation: 'UTF-8',
  },
  'UTF-16': {
    tree: { 'vm.vmx': Buffer.from(`\ufeff${ESXI}`, 'utf16le') },
    reason: 'encoding',
    explanation: 'UTF-8',
  },
};

const NAMES = Object.keys(CASES);
const folderOf = (name: string): string => String(NAMES.indexOf(name));
const pathOf = (name: string): string => `${folderOf(name)}/vm.vmx`;

/** Each case in a folder of its own. */
function plantAll(): Record<string, string> {
  for (const name of NAMES) {
    for (const [file, content] of Object.entries(CASES[name]!.tree)) {
      folder.plant({ [`${folderOf(name)}/${file}`]: content });
    }
  }
  return contents();
}

function contents(): Record<string, string> {
  return Object.fromEntries(NAMES.map((name) => [name, folder.read(pathOf(name))]));
}

const paths = NAMES.map(pathOf);

describe('in use, encrypted or in an encoding of its own', () => {
  test('a file is linted and is read-only, and the report says why and what to do', () => {
    plantAll();
    const { status, report } = folder.json(...paths);
    expect(status).toBe(1);
    expect(statuses(report)).toEqual(
      NAMES.map((name) => `${pathOf(name)}: read-only (${CASES[name]!.reason})`),
    );
    expect(report.files).toMatchObject(
      NAMES.map((name) => ({ explanation: expect.stringContaining(CASES[name]!.explanation) })),
    );
    for (const { findings } of report.files) expect(findings).not.toEqual([]);
    expect(report.summary).toMatchObject({ fixable: 0, fixableUnsafe: 0, fixed: 0 });
  });

  test.each<[string, string[]]>([
    ['--fix', ['--fix', '--unsafe', '--backup']],
    ['--diff', ['--diff', '--unsafe']],
  ])('%s does nothing to it and reports the same', (_, args) => {
    const before = plantAll();
    const linted = folder.json(...paths);
    const run = folder.json(...args, ...paths);
    expect(run.report.files).toEqual(linted.report.files);
    expect(run.status).toBe(linted.status);
    expect(contents()).toEqual(before);
    expect(NAMES.filter((name) => folder.has(`${pathOf(name)}.bak`))).toEqual([]);
  });

  test('--force overrides locks and nothing else', () => {
    const before = plantAll();
    const { report } = folder.json('--fix', '--force', ...paths);
    const locked = NAMES.filter((name) => CASES[name]!.reason === 'locked');
    expect(locked).toHaveLength(4);
    expect(statuses(report)).toEqual(
      NAMES.map((name) => {
        const { reason } = CASES[name]!;
        return `${pathOf(name)}: ${reason === 'locked' ? 'fixed' : `read-only (${reason})`}`;
      }),
    );
    const after = contents();
    for (const name of locked) expect(after[name]).toContain('memsize = "4096"\n');
    expect({ ...after, ...Object.fromEntries(locked.map((name) => [name, ''])) }).toEqual({
      ...before,
      ...Object.fromEntries(locked.map((name) => [name, ''])),
    });
  });
});

test('the findings of a locked file are those of a free one', () => {
  folder.plant({ 'vm.vmx': ESXI, 'vm.vmx.lck': null, 'free.vmx': ESXI });
  const { report } = folder.json();
  expect(statuses(report)).toEqual(['free.vmx: linted', 'vm.vmx: read-only (locked)']);
  expect(report.files.map(({ findings }) => places(findings))).toEqual([FINDINGS, FINDINGS]);
  expect(report.summary).toMatchObject({ files: 2, errors: 2, warnings: 2, fixable: 2 });
});

test('pretty says why, and offers no way to fix it', () => {
  folder.plant({ 'vm.vmx': ESXI, 'vm.vmx.lck': null });
  const { status, stdout } = folder.vmlint('--fix');
  expect(status).toBe(1);
  expect(stdout).toMatch(
    /^read-only vm\.vmx: the VM is in use: `vm\.vmx\.lck` lies beside it; power the VM off, or pass --force if the lock is stale\n\nerror/,
  );
  expect(stdout).not.toContain('fixable');
});

test('a locked VM does not hinder the others in the folder', () => {
  folder.plant({ 'a.vmx': ESXI, 'b.vmx': ESXI, 'b.vmx.lck': null, 'c.vmx': ESXI });
  const { status, report } = folder.json('--fix');
  expect(status).toBe(1);
  expect(statuses(report)).toEqual(['a.vmx: fixed', 'b.vmx: read-only (locked)', 'c.vmx: fixed']);
  expect([folder.read('a.vmx'), folder.read('b.vmx')]).toEqual([ESXI_FIXED, ESXI]);
});

test('partial encryption: keys that can be seen are changed, none is added', () => {
  folder.plant({ 'off.vmx': `${PARTIAL}vhv.enable = "False"\n`, 'none.vmx': PARTIAL });
  const { status, report } = folder.json('--fix', '--unsafe');
  expect(status).toBe(1);
  expect(statuses(report)).toEqual(['none.vmx: fixed', 'off.vmx: fixed']);
  const quoted = PARTIAL.replace('4096', '"4096"');
  expect(folder.read('none.vmx')).toBe(quoted);
  expect(folder.read('off.vmx')).toBe(`${quoted}vhv.enable = "TRUE"\n`);
  expect(places(report.files[0]!.findings)).toEqual([FINDINGS[0]]);
  expect(report.files[0]!.findings[0]).not.toHaveProperty('fix');
});

test('an encoding that is no superset of ASCII garbles no message', () => {
  folder.plant({ 'a.vmx': `.encoding = "UTF-16LE"\n${ESXI.replace('4096', '"4095"')}` });
  const { report } = folder.json();
  expect(places(report.files[0]!.findings)).toEqual([
    '4:1 error nested/expose-hardware-virtualization',
    '5:11 error vmx/valid-memsize',
  ]);
  for (const { message } of report.files[0]!.findings) expect(message).toMatch(/^[ -~]*$/);
  expect(folder.vmlint().stdout).toContain('5 | memsize = "4095"\n');
});

describe('an unfinished save of VirtualBox', () => {
  const MACHINE =
    '<VirtualBox version="1.17-linux">\n<Machine uuid="{0ca5f1a5-5d4e-4bd0-8a0f-7bb9f2b1f6a1}" name="Lab">\n<Hardware><CPU><NestedHWVirt enabled="True"/></CPU><Memory RAMSize="4096"/></Hardware></Machine></VirtualBox>\n';
  const FIXED = MACHINE.replace('"True"', '"true"');

  test.each(['vm.vbox', 'vm.vbox-prev', 'VM.VBOX'])('beside %s locks it', (name) => {
    folder.plant({ [name]: MACHINE, 'vm.vbox-tmp': MACHINE.slice(0, 100) });
    const { status, report } = folder.json('--nested', 'auto', '--fix', name);
    expect(statuses(report)).toEqual([`${name}: read-only (locked)`]);
    expect(report.files[0]).toMatchObject({
      explanation: expect.stringContaining('`vm.vbox-tmp` lies beside it; close VirtualBox'),
    });
    expect(places(report.files[0]!.findings)).toContain('3:38 error vbox/boolean-spelling');
    expect(status).toBe(1);
    expect(folder.read(name)).toBe(MACHINE);
    folder.json('--nested', 'auto', '--fix', '--force', name);
    expect(folder.read(name)).toBe(FIXED);
  });

  test('of another machine does not matter', () => {
    folder.plant({ 'vm.vbox': MACHINE, 'other.vbox-tmp': '', 'vm.vmx': ESXI });
    const { report } = folder.json('--nested', 'auto', '--fix', 'vm.vbox');
    expect(statuses(report)).toEqual(['vm.vbox: fixed']);
    expect(folder.read('vm.vbox')).toBe(FIXED);
  });
});
