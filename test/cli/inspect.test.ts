import { describe, expect, test } from '@jest/globals';
import { expectQuiet, statuses, useFolder } from './vmlint.js';

const folder = useFolder();

const LAB = `.encoding = "UTF-8"
config.version = "8"
virtualHW.version = "20"
guestOS = "vmkernel6"
displayName = "ESXi lab"
numvcpus = "4"
cpuid.coresPerSocket = "2"
memsize = "12288"
firmware = "efi"
vhv.enable = "TRUE"
vpmc.enable = "FALSE"
ethernet0.present = "TRUE"
ethernet0.noPromisc = "TRUE"
pciPassthru0.present = "FALSE"
`;

interface Vm {
  readonly path: string;
  readonly name: string | null;
  readonly nested: {
    readonly state: string;
    readonly why: string;
    readonly line: number | null;
    readonly intent: string;
  };
  readonly cpus: number | null;
  readonly memoryMiB: number | null;
  readonly firmware: string | null;
  readonly settings: readonly { readonly key: string; readonly value: string }[];
}

function vms(...args: string[]): Vm[] {
  const { stdout } = folder.vmlint('inspect', '--format=json', ...args);
  const report = JSON.parse(stdout) as { version: number; vms: Vm[] };
  expect(report.version).toBe(1);
  return report.vms;
}

/** What is said of a VM with these lines. */
function nested(...lines: string[]): string {
  const text = ['config.version = "8"', 'virtualHW.version = "20"', ...lines, ''].join('\n');
  folder.plant({ 'x.vmx': text });
  const [vm] = vms('x.vmx');
  return `${vm!.nested.state}: ${vm!.nested.why}`;
}

test('a table: a row a VM', () => {
  folder.plant({ 'lab/esxi.vmx': LAB, 'a.vmx': 'config.version = "8"\nmemsize = "1000"\n' });
  const result = folder.vmlint('inspect', '.');
  expect(result.status).toBe(0);
  expectQuiet(result);
  expect(result.stdout).toBe(
    [
      'PATH          NAME      NESTED  INTENT   CPUS  MEMORY    FIRMWARE  HW  GUESTOS    WHY                            SETTINGS',
      'a.vmx         -         off     require  1     1000 MiB  bios      -   -          vhv.enable is not set          -',
      'lab/esxi.vmx  ESXi lab  on      require  4     12 GiB    efi       20  vmkernel6  vhv.enable = "TRUE" (line 10)  vpmc.enable=FALSE; ethernet0.noPromisc=TRUE',
      '',
    ].join('\n'),
  );
});

test('JSON', () => {
  folder.plant({ 'a.vmx': LAB });
  expect(vms('a.vmx')).toEqual([
    {
      path: 'a.vmx',
      name: 'ESXi lab',
      nested: { state: 'on', why: 'vhv.enable = "TRUE"', line: 10, intent: 'require' },
      cpus: 4,
      coresPerSocket: 2,
      memoryMiB: 12288,
      firmware: 'efi',
      hardwareVersion: '20',
      guestOS: 'vmkernel6',
      settings: [
        { key: 'vpmc.enable', value: 'FALSE' },
        { key: 'ethernet0.noPromisc', value: 'TRUE' },
      ],
    },
  ]);
});

test('CSV as RFC 4180 has it', () => {
  folder.plant({ 'a,b.vmx': 'config.version = "8"\ndisplayName = "a |22b|22, c|0Ad"\n' });
  const { stdout, status } = folder.vmlint('inspect', '--format', 'csv', 'a,b.vmx');
  expect(status).toBe(0);
  expect(stdout).toBe(
    'path,name,nested,intent,cpus,memoryMiB,firmware,hw,guestOS,why,settings\r\n' +
      '"a,b.vmx","a ""b"", c\\x0ad",off,require,1,32,bios,,,vhv.enable is not set,\r\n',
  );
});

describe('why nesting is on or off', () => {
  test.each([
    [['vhv.enable = "true"'], 'on: vhv.enable = "true"'],
    [['vhv.enable = "FALSE"'], 'off: vhv.enable = "FALSE"'],
    [['vhv.enable = "yes"'], 'unknown: vhv.enable = "yes" is no boolean'],
    [
      ['vhv.enable = "TRUE"', 'vhv.enable = "FALSE"'],
      'unknown: vhv.enable is set to different values',
    ],
    [['vhv.enable = "TRUE'], 'unknown: VMware cannot read the line with vhv.enable'],
    [['vhv.enable = "{{ nested }}"'], 'unknown: vhv.enable is a placeholder'],
    [
      ['vhv.enable = "TRUE"', 'guestOS = "arm-ubuntu-64"'],
      'off: vhv.enable = "TRUE", but Arm guests have no nesting',
    ],
    [
      ['vhv.enable = "TRUE"', 'cpuid.1.ecx = "1000:0010:1001:1000:0010:0010:0000:0011"'],
      'unknown: vhv.enable = "TRUE", but cpuid.1.ecx hides VT-x',
    ],
    [
      ['vhv.enable = "TRUE"', 'featMask.vm.hv.capable = "Max:0"'],
      'off: vhv.enable = "TRUE", but featMask.vm.hv.capable = "Max:0" masks out nesting',
    ],
    [
      ['vhv.enable = "TRUE"', 'monitor.virtual_mmu = "software"'],
      'unknown: vhv.enable = "TRUE", but monitor.virtual_mmu = "software"',
    ],
    [
      [
        'virtualHW.productCompatibility = "esx"',
        'vhv.enable = "TRUE"',
        'pciPassthru0.present = "TRUE"',
      ],
      'off: vhv.enable = "TRUE", but ESXi starts no VM with it and pciPassthru0.present',
    ],
  ])('%j', (lines, expected) => {
    expect(nested(...lines)).toBe(expected);
  });

  test('a hardware version that does not know it', () => {
    folder.plant({ 'x.vmx': 'virtualHW.version = "7"\nvhv.enable = "TRUE"\n' });
    expect(vms('x.vmx')[0]!.nested.state).toBe('off');
  });

  test('Hyper-V on the host, as a log beside the VM says', () => {
    const text = LAB.replace('guestOS', 'virtualHW.productCompatibility = "hosted"\nguestOS');
    folder.plant({ 'x.vmx': text, 'vmware.log': 'a\nvmx| Monitor Mode: ULM\n' });
    expect(vms('x.vmx')[0]!.nested).toMatchObject({
      state: 'off',
      why: expect.stringContaining('vmware.log, line 2'),
    });
  });

  test('an encrypted file', () => {
    folder.plant({ 'x.vmx': '.encoding = "UTF-8"\nencryption.keySafe = "secret-1"\n' });
    const { stdout } = folder.vmlint('inspect', 'x.vmx', '--format=json');
    expect(stdout).toContain('the file is encrypted');
    expect(stdout).not.toContain('secret-1');
    expect(vms('x.vmx')[0]).toMatchObject({ cpus: null, memoryMiB: null, firmware: null });
  });
});

test('what steers a terminal is shown, not sent', () => {
  folder.plant({ 'x.vmx': 'config.version = "8"\ndisplayName = "a|1B[31mb\x1b[2J"\n' });
  for (const format of ['table', 'csv', 'json']) {
    const { stdout } = folder.vmlint('inspect', 'x.vmx', '--format', format);
    expect(stdout).not.toContain('\x1b');
    expect(stdout).toMatch(format === 'json' ? /a\\u001b\[31mb/ : /a\\x1b\[31mb/);
  }
});

test('names are decoded, and columns stay in line', () => {
  folder.plant({
    'x.vmx': '.encoding = "Shift_JIS"\nconfig.version = "8"\ndisplayName = "\x83\x7C"\n',
  });
  const { stdout } = folder.vmlint('inspect', 'x.vmx');
  expect(stdout.split('\n')[1]).toMatch(/^x\.vmx {2}ポ {4}off/);
});

describe('what is no VM, or cannot be read', () => {
  test('files that are no VM are left out, and told', () => {
    folder.plant({ 'notes.txt': 'hi\n', 'a.vmsd': 'snapshot.lastUID = "1"\n', 'a.vmx': LAB });
    const result = folder.vmlint('inspect', '--format=csv', 'notes.txt', 'a.vmsd', 'a.vmx');
    expect(result.status).toBe(0);
    expect(result.stdout.match(/\r\n/g)).toHaveLength(2);
    expect(result.stderr).toBe(
      'warning: a.vmsd: skipped: it belongs to VMware, but describes no VM\n' +
        'warning: notes.txt: skipped: not a VM configuration: it has neither `config.version` nor `virtualHW.version`\n',
    );
  });

  test('a file that is not there hides no other, and is exit code 2', () => {
    folder.plant({ 'a.vmx': LAB });
    const result = folder.vmlint('inspect', 'gone.vmx', 'a.vmx');
    expect(result.status).toBe(2);
    expect(result.stdout).toContain('\na.vmx');
    expect(result.stderr).toMatch(/^error: gone\.vmx: no such file or folder/);
  });

  test.each([
    [['inspect'], 'error: '],
    [['inspect', ''], 'error: one of the paths is empty'],
    [['inspect', 'a.vmx', '--format=xml'], 'error: '],
    [['inspect', 'a.vmx', '--max-size=much'], 'error: --max-size takes a whole number'],
    [['inspect', 'a.vmx', '--fix'], 'error: Unknown argument'],
  ])('bad usage: %j', (args, message) => {
    const result = folder.vmlint(...args);
    expect(result.status).toBe(2);
    expect(result.stdout).toBe('');
    expect(result.stderr.startsWith(message)).toBe(true);
  });

  test('a file that is too large', () => {
    folder.plant({ 'a.vmx': LAB });
    const result = folder.vmlint('inspect', 'a.vmx', '--max-size', '10');
    expect(result.status).toBe(0);
    expect(result.stderr).toMatch(/^warning: a\.vmx: skipped: it has \d+ bytes/);
  });
});

test('files of other dialects are linted where they are named, and not met in folders', () => {
  folder.plant({
    'a.vmx': 'config.version = "8"\nvhv.enable = "TRUE"\n',
    'a.vmsd': 'snapshot.lastUID = 1\n',
    'empty.vmsd': '',
    'preferences.ini': '.encoding = "UTF-8"\npref.x = "TRUE"\n',
    config: 'libdir = "/usr/lib/vmware"\nacceptEULA = "yes"\nvhv.allow = "TRUE"\n',
    'git/config': '[core]\n\tbare = false\n',
  });
  const { report } = folder.json('a.vmsd', 'empty.vmsd', 'preferences.ini', 'config', 'git/config');
  expect(statuses(report)).toEqual([
    'a.vmsd: linted',
    'config: linted',
    'empty.vmsd: skipped (not-a-vm-config)',
    'git/config: skipped (not-a-vm-config)',
    'preferences.ini: linted',
  ]);
  expect(report.files[0]!.findings.map(({ rule }) => rule)).toEqual(['vmx/quoted-value']);
  expect(folder.json('.').report.files.map(({ path }) => path)).toEqual(['a.vmx']);
  expect(folder.vmlint('--fix', 'a.vmsd').status).toBe(0);
  expect(folder.read('a.vmsd')).toBe('snapshot.lastUID = "1"\n');
});

test('help and completion know the command', () => {
  expect(folder.vmlint('--help').stdout).toContain('vmlint inspect <paths..>');
  expect(folder.vmlint('inspect', '--help').stdout).toMatch(/"table", "json", "csv"/);
  const offered = (...words: string[]): string =>
    folder.vmlint('--get-yargs-completions', 'vmlint', ...words).stdout;
  expect(offered('ins')).toBe('inspect\n');
  expect(offered('inspect', '--f')).toBe('--format\n');
  expect(offered('inspect', '--format', '')).toBe('table\njson\ncsv\n');
});

describe('what configurations say of a VM', () => {
  const ON = 'config.version = "8"\nvirtualHW.version = "20"\nvhv.enable = "TRUE"\n';

  test('holds: the host, what the VM is for, and which files are left out', () => {
    folder.plant({
      'vmlint.config.json': JSON.stringify({
        root: true,
        nested: 'auto',
        host: { product: 'workstation', version: '17', os: 'windows', hyperv: 'on' },
        overrides: [{ files: 'desktops/**', nested: 'forbid', host: 'esxi@8.0' }],
        ignore: ['archive/**'],
      }),
      'a.vmx': ON,
      'archive/a.vmx': ON,
      'desktops/a.vmx': ON,
      'marked.vmx': `# vmlint-nested require\n${ON}`,
    });
    expect(vms('.').map(({ path, nested: is }) => [path, is.state, is.intent, is.why])).toEqual([
      [
        'a.vmx',
        'off',
        'auto',
        'vhv.enable = "TRUE", but the host cannot nest (VMware Workstation 17, hyperv on)',
      ],
      ['desktops/a.vmx', 'on', 'forbid', 'vhv.enable = "TRUE"'],
      [
        'marked.vmx',
        'off',
        'require',
        'vhv.enable = "TRUE", but the host cannot nest (VMware Workstation 17, hyperv on)',
      ],
    ]);
    const named = folder.vmlint('inspect', 'archive/a.vmx');
    expect(named.stderr).toMatch(
      /^warning: archive\/a\.vmx: skipped: vmlint\.config\.json:1:\d+ leaves it out\n$/,
    );
  });

  test('counts less than the command line, and nothing with --no-config', () => {
    folder.plant({ 'vmlint.config.json': '{ "nested": "forbid", "host": "esxi@8.0" }' });
    folder.plant({ 'a.vmx': ON });
    const said = (...args: string[]): string[] =>
      vms('a.vmx', ...args).map(({ nested: is }) => `${is.state} ${is.intent}`);
    expect(said()).toEqual(['on forbid']);
    expect(said('--nested', 'auto')).toEqual(['on auto']);
    expect(said('--host', 'workstation@17', '--hyperv', 'on')).toEqual(['off forbid']);
    expect(said('--no-config')).toEqual(['on require']);
    folder.plant({ 'other.json': '{ "nested": "auto" }' });
    expect(said('--config', 'other.json')).toEqual(['on auto']);
  });

  test('that cannot be used: nothing is said, but why', () => {
    folder.plant({ 'vmlint.config.json': '{ "nested": "yes" }', 'a.vmx': ON });
    const { status, stdout, stderr } = folder.vmlint('inspect', '.');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('--> vmlint.config.json:1:13\n');
    expect(stderr).toContain('--no-config goes without\n');
  });
});
