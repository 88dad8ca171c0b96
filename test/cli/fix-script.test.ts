import { chmodSync, mkdirSync, statSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePowerShell, type ParsedScript } from '../support/powershell.js';
import { vmTree, type VmOptions } from '../support/vmcx-vm.js';
import { writeVmcx } from '../support/vmcx-writer.js';
import { IS_ROOT, unlessImpossible, UNQUOTED, useFolder } from './vmlint.js';

const folder = useFolder();
const ID = '6F1B4C0E-2A37-4D5B-9C83-15E0A7D94B62';
const EXPOSE = 'Hyper-V\\Set-VMProcessor -VM $vm -ExposeVirtualizationExtensions $true';
const UPGRADE = 'Hyper-V\\Update-VMVersion -VM $vm -Force';

function container(options: VmOptions = {}): Buffer {
  return Buffer.from(writeVmcx([vmTree({ nested: false, ...options })]).bytes);
}

/** The script, without its byte order mark, as UTF-8. */
function script(name = 'fix.ps1'): string {
  const text = Buffer.from(folder.read(name), 'latin1').toString('utf8');
  expect(text.startsWith('\uFEFF')).toBe(true);
  return text.slice(1);
}

/** What a function of the script does, to the brace in the first column. */
function functionOf(name: string): string {
  const [, body] = script().split(`\r\nfunction ${name}(`);
  return body!.slice(0, body!.indexOf('\r\n}'));
}

/** Nothing was told but that. */
function expectWritten({ stderr }: { readonly stderr: string }): void {
  expect(stderr).toMatch(/^fix\.ps1 was written, for \d+ VMs?; on the host, begin with -WhatIf\n$/);
}

async function made(options: VmOptions, ...args: string[]): Promise<ParsedScript> {
  folder.plant({ 'lab.vmcx': container(options) });
  const { stderr } = folder.vmlint('--fix-script', 'fix.ps1', ...args, 'lab.vmcx');
  expect(stderr).toBe('fix.ps1 was written, for 1 VM; on the host, begin with -WhatIf\n');
  return parsePowerShell(script());
}

describe('the script', () => {
  test('is PowerShell that says what it needs, what it does and what for', async () => {
    const { strings, comments } = await made({ memory: 2048, dynamicMemory: true });
    const text = script();
    expect(text).toMatch(/^# Made by vmlint --fix-script, .*\r\n#Requires -Version 5\.1\r\n/);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text).toMatch(/^[\r\n -~]*$/);
    for (const needed of ['-Modules Hyper-V', '-RunAsAdministrator']) {
      expect(text).toContain(`#Requires ${needed}\r\n`);
    }
    expect(text).toContain('SupportsShouldProcess');
    expect(strings).toEqual(expect.arrayContaining([ID, 'lab', 'lab.vmcx']));
    const reason = expect.stringMatching(/^nested\/static-memory: Unexpected /);
    expect(strings).toContainEqual(reason);
    expect(comments).toContainEqual(expect.stringMatching(/^# nested\/static-memory: Unexpected /));
    // One does not go with the other, so memory comes first.
    const memory = text.indexOf('Hyper-V\\Set-VMMemory -VM $vm -DynamicMemoryEnabled $false');
    expect(memory).toBeGreaterThan(0);
    expect(text.indexOf(EXPOSE)).toBeGreaterThan(memory);
  });

  test('calls the commands of Hyper-V by the name of their module, and asks before each change', async () => {
    const { shape } = await made({});
    const commands = shape.flatMap((node) => /command_name (.*)$/.exec(node)?.[1] ?? []);
    const own =
      /^(?:Format-Text|Get-Label|Get-Problem|Invoke-\w+|Import-FixedVm|Repair-\w+|Clear-SavedState|Remove-PlannedVm)$/;
    const builtIn =
      /^(?:Set-StrictMode|Get-Command|Write-\w+|Join-Path|Test-Path|Resolve-Path|New-Item|(?:Where|ForEach)-Object)$/;
    const others = commands.filter((name) => !own.test(name) && !builtIn.test(name));
    expect([...new Set(others)].filter((name) => !name.startsWith('Hyper-V\\'))).toEqual([]);
    expect(others.length).toBeGreaterThan(5);
  });

  test('with -WhatIf plans nothing, and leaves no planned VM behind', async () => {
    await made({});
    const importing = functionOf('Import-FixedVm');
    const steps = [
      'if (-not $PSCmdlet.ShouldProcess((Get-Label $Machine), $what)) {',
      'return',
      '$report = Hyper-V\\Compare-VM @arguments',
      'try {',
      "Invoke-Fixes $Machine $planned @('planned')",
      '$vm = Hyper-V\\Import-VM -CompatibilityReport $report',
      '} finally {',
      'if ($null -eq $vm) { Remove-PlannedVm $Machine $planned }',
    ].map((step) => importing.indexOf(step));
    expect(steps).not.toContain(-1);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    const removing = functionOf('Remove-PlannedVm');
    expect(removing.indexOf('Hyper-V\\Remove-VM ')).toBeGreaterThan(
      removing.indexOf('.Count -gt 0) { return }'),
    );
    expect(script().match(/Hyper-V\\Remove-VM\b/g)).toHaveLength(1);
  });

  test('drops a saved state only where that was asked for', async () => {
    await made({});
    const text = script();
    const clearing = functionOf('Clear-SavedState');
    expect(clearing).toMatch(
      /if \(-not \$RemoveSavedState\) \{\s+throw [^}]+\}[^}]+Remove-VMSavedState/,
    );
    expect(text.match(/Remove-VMSavedState/g)).toHaveLength(1);
    for (const [name, first] of [
      ['Repair-RegisteredVm', "Invoke-Fixes $Machine $Vm @('planned', 'registered')"],
      ['Import-FixedVm', "Invoke-Fixes $Machine $planned @('planned')"],
      ['Import-FixedVm', "Invoke-Fixes $Machine $vm @('registered')"],
    ] as const) {
      const [before = ''] = functionOf(name).split(first);
      expect(before.trimEnd()).toMatch(/Clear-SavedState \$Machine \$\w+$/);
    }
  });

  test('upgrades what is too old before it exposes anything', async () => {
    await made({ version: 0x701 }, '--nested', 'require');
    const text = script();
    expect(text.indexOf(UPGRADE)).toBeGreaterThan(0);
    expect(text.indexOf(EXPOSE)).toBeGreaterThan(text.indexOf(UPGRADE));
    const block = text.slice(0, text.indexOf(EXPOSE));
    expect(block.slice(block.lastIndexOf('When'))).toMatch(/^When {5}= 'registered'/);
  });

  test('leaves fixes that nobody has stated the intent of to --no-assume', async () => {
    await made({ memory: 2048 }, '--nested', 'require', '--no-assume');
    expect(script()).toContain(EXPOSE);
    const { stderr } = folder.vmlint('--fix-script', 'other.ps1', '--no-assume', 'lab.vmcx');
    if (folder.has('other.ps1')) expect(script('other.ps1')).not.toContain(EXPOSE);
    else expect(stderr).toContain('nothing that remains has a fix for it');
  });

  test('is named where there is something for it, and nobody has asked', () => {
    folder.plant({ 'lab.vmcx': container({ memory: 2048, dynamicMemory: true }) });
    for (const options of [[], ['--no-assume']]) {
      const { stdout } = folder.vmlint(...options, 'lab.vmcx');
      const [, count] = /^(\d+) fixable with --fix-script FILE\.ps1$/m.exec(stdout)!;
      folder.vmlint('--fix-script', 'fix.ps1', ...options, 'lab.vmcx');
      const { findings } = folder.json('lab.vmcx').report.files[0]!;
      const scripted = findings.filter(({ rule }) => script().includes(`# ${rule}: `));
      expect(Number(count)).toBe(scripted.length);
    }
  });

  test('has what --fix has left, and not what it has done', async () => {
    await made({}, '--fix', '--unsafe', '--vmcx-in-place', '--cpu', 'amd', '--nested', 'require');
    expect(script()).toContain(UPGRADE);
    expect(script()).not.toContain(EXPOSE);
  });

  test('is the same with threads and from a cache, and the report is as ever', () => {
    const files = Array.from({ length: 40 }, (_, index) => `${index}.vmcx`);
    for (const [index, name] of files.entries()) {
      folder.plant({ [name]: container({ name: `lab ${index}` }) });
    }
    const plain = folder.json('--fix-script', '1.ps1', '.');
    expect(plain.stderr).toBe('1.ps1 was written, for 40 VMs; on the host, begin with -WhatIf\n');
    expect(plain.stdout).toBe(folder.json('.').stdout);
    for (const [name, options] of [
      ['2.ps1', ['--jobs', '2']],
      ['3.ps1', ['--cache']],
      ['4.ps1', ['--cache']],
    ] as const) {
      folder.vmlint('--fix-script', name, ...options, '.');
      expect(script(name)).toBe(script('1.ps1'));
    }
    expect(script('1.ps1').match(/^ {8}Name /gm)).toHaveLength(40);
  });
});

describe('names of VMs stay names', () => {
  const HOSTILE = [
    "a'; Remove-Item -Recurse C:\\ #",
    'a\u2019; Remove-Item C:\\ #',
    '\u2018\u201a\u201b\u2019',
    '$(Remove-Item C:\\) $env:PATH ${x}',
    '`n`0`"',
    'a\nRemove-Item C:\\\r\nb',
    "\n'@\n@'\n",
    '"@\n',
    '#> Remove-Item C:\\ <#',
    '\u202e\u2066 txt \u2069',
    'x'.repeat(10_000),
    "'".repeat(500),
    '\u{1f600} \u00e9\u65e5\u672c',
    '# SIG # Begin signature block',
    '#Requires -Version 99',
    '--%',
  ];

  /** A script for VMs of these names, in their order. */
  async function scriptFor(names: readonly string[]): Promise<ParsedScript> {
    for (const [index, name] of names.entries()) {
      folder.plant({ [`${1000 + index}.vmcx`]: container({ name }) });
    }
    expectWritten(folder.vmlint('--fix-script', 'fix.ps1', '.'));
    return parsePowerShell(script());
  }

  /** Only the names differ from a script for VMs that have plain ones. */
  async function expectNames(names: readonly string[]): Promise<void> {
    const plain = await scriptFor(names.map((_, index) => `plain ${index}`));
    const hostile = await scriptFor(names);
    expect(hostile.shape).toEqual(plain.shape);
    expect(hostile.comments).toEqual(plain.comments);
    const meant = plain.strings.map((text) => {
      const index = /^plain (\d+)$/.exec(text)?.[1];
      return index === undefined ? text : names[Number(index)];
    });
    expect(hostile.strings).toEqual(meant);
  }

  test('whatever they would be in a script', () => expectNames(HOSTILE));

  test('whatever they are made of', async () => {
    const unit = fc.constantFrom(...Array.from(`'"\`$()#<>@{};\r\n\u2018\u2019a`));
    await expectNames(fc.sample(fc.string({ unit, maxLength: 12 }), { numRuns: 30 }));
  });

  test('what a file of PowerShell cannot hold is shown', async () => {
    const plain = await scriptFor(['lab']);
    const { shape, strings } = await scriptFor(['a\0b\ud800']);
    expect(shape).toEqual(plain.shape);
    expect(strings).toContain('a\\x00b\\ud800');
  });
});

describe('paths', () => {
  test('start from the folder of the script, with backslashes', async () => {
    folder.plant({
      'vms/it\u2019s $(x)/\u00e9\u2019; b.vmcx': container(),
      "vms/o'brien.vmcx": container(),
    });
    mkdirSync(folder.at('out'));
    expectWritten(folder.vmlint('--fix-script', 'fix.ps1', '.'));
    const strings = (await parsePowerShell(script())).strings;
    expect(strings).toEqual(
      expect.arrayContaining(['vms\\it\u2019s $(x)\\\u00e9\u2019; b.vmcx', "vms\\o'brien.vmcx"]),
    );
    folder.vmlint('--fix-script', 'out/fix.ps1', '.');
    expect((await parsePowerShell(script('out/fix.ps1'))).strings).toContain(
      "..\\vms\\o'brien.vmcx",
    );
  });

  test('of a file that is elsewhere are absolute', async () => {
    folder.plant({ 'vms/a.vmcx': container(), 'here/x': '' });
    folder.shell(`vmlint --fix-script fix.ps1 ../vms`, folder.at('here'));
    const absolute = folder.at('vms/a.vmcx').replaceAll('/', '\\');
    expect((await parsePowerShell(script('here/fix.ps1'))).strings).toContain(absolute);
  });

  test('that Windows cannot have are told of and left out', () => {
    folder.plant({ 'a.vmcx': container(), '..\\b.vmcx': container(), 'c:d.vmcx': container() });
    const { stderr } = folder.vmlint('--fix-script', 'fix.ps1', '.');
    expect(stderr).toContain('warning: ..\\b.vmcx is not in fix.ps1: Windows has no files of such');
    expect(stderr).toContain('warning: c:d.vmcx is not in fix.ps1');
    expect(script()).not.toContain('b.vmcx');
    expect(script()).toContain("File  = 'a.vmcx'");
  });

  test('a configuration with two names is there once', () => {
    folder.plant({ 'a.vmcx': container() });
    symlinkSync('a.vmcx', folder.at('b.vmcx'));
    folder.vmlint('--fix-script', 'fix.ps1', 'a.vmcx', 'b.vmcx');
    expect(script().match(/File {2}= /g)).toHaveLength(1);
  });

  test('of standard input come from --stdin-filename', () => {
    const args = ['--stdin', '--fix-script', 'fix.ps1', '--stdin-filename', 'vms/a.vmcx'];
    folder.plant({ 'a.bin': container() });
    folder.shell(`vmlint ${args.join(' ')} < a.bin`);
    expect(script()).toContain("File  = 'vms\\a.vmcx'");
  });
});

describe('the file', () => {
  test('is made anew, and keeps its mode', () => {
    folder.plant({ 'a.vmcx': container({ name: 'one' }) });
    folder.vmlint('--fix-script', 'fix.ps1', 'a.vmcx');
    chmodSync(folder.at('fix.ps1'), 0o640);
    folder.plant({ 'a.vmcx': container({ name: 'two' }) });
    folder.vmlint('--fix-script', 'fix.ps1', 'a.vmcx');
    expect(script()).toContain("'two'");
    expect(statSync(folder.at('fix.ps1')).mode & 0o777).toBe(0o640);
    expect(folder.list()).toEqual(['a.vmcx', 'fix.ps1']);
  });

  test('is not written over where somebody else has written it, and nothing else is done', () => {
    folder.plant({ 'fix.ps1': 'Get-Date\n', 'a.vmx': UNQUOTED, 'a.vmcx': container() });
    const { status, stdout, stderr } = folder.vmlint('--fix', '--fix-script', 'fix.ps1', '.');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      'error: fix.ps1 was not written: it is there, and no script of vmlint: name another file, or move that one\n',
    );
    expect([folder.read('fix.ps1'), folder.read('a.vmx')]).toEqual(['Get-Date\n', UNQUOTED]);
  });

  test('is not written over a report of the same run', () => {
    folder.plant({ 'a.vmcx': container() });
    const args = ['--format', 'json=fix.ps1', '--fix-script', 'fix.ps1', 'a.vmcx'];
    expect(folder.vmlint(...args).status).toBe(2);
    expect(folder.read('fix.ps1')).toMatch(/^\{/);
  });

  test('stays as it is where there is nothing to do', () => {
    folder.plant({ 'a.vmcx': container(), 'b.vmx': UNQUOTED });
    const none = folder.vmlint('--fix-script', 'fix.ps1', 'b.vmx');
    expect(none.stderr).toBe(
      'fix.ps1 was not written: no command of Hyper-V fixes anything that remains\n',
    );
    expect([none.status, folder.has('fix.ps1')]).toEqual([0, false]);
    folder.vmlint('--fix-script', 'fix.ps1', 'a.vmcx');
    const before = folder.read('fix.ps1');
    expect(folder.vmlint('--fix-script', 'fix.ps1', 'b.vmx').stderr).toContain(
      'what an earlier run has written stays there',
    );
    expect(folder.read('fix.ps1')).toBe(before);
  });

  test.each([
    ['none.d/fix.ps1', 'no such file or folder'],
    ['folder.ps1', 'it is a folder, not a file'],
  ])('that cannot be written: %s', (name, why) => {
    folder.plant({ 'a.vmcx': container(), 'folder.ps1': null });
    const { status, stderr } = folder.vmlint('--fix-script', name, 'a.vmcx');
    expect([status, stderr]).toEqual([2, `error: ${name} was not written: ${why}\n`]);
  });

  unlessImpossible(!IS_ROOT, 'a folder that root cannot write', () => {
    test('in a folder that cannot be written', () => {
      folder.plant({ 'a.vmcx': container(), d: null });
      chmodSync(folder.at('d'), 0o555);
      const { status, stderr } = folder.vmlint('--fix-script', 'd/fix.ps1', 'a.vmcx');
      expect([status, stderr]).toEqual([2, expect.stringContaining('permission denied')]);
    });
  });

  test.each([
    [['--fix-script', 'fix.sh'], 'ends in .ps1, not "fix.sh"'],
    [['--fix-script', '.ps1'], 'ends in .ps1'],
    [['--fix-script', ''], 'ends in .ps1'],
    [['--fix-script', 'fix.ps1', '--stdin'], 'give --stdin-filename'],
  ])('%j is refused', (args, message) => {
    const { status, stderr } = folder.vmlint(...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(folder.list()).toEqual([]);
  });
});

test('a damaged container may say of a VM what it never had; one with a log to replay does not', () => {
  const { bytes, entries } = writeVmcx([vmTree({ nested: false })]);
  bytes[entries.at(-1)! + 12]! ^= 1;
  folder.plant({ 'a.vmcx': Buffer.from(bytes) });
  folder.vmlint('--fix-script', 'fix.ps1', 'a.vmcx');
  expect(folder.has('fix.ps1')).toBe(false);
  const pending = [{ offset: 0x3000, data: Uint8Array.of(1) }];
  const dirty = writeVmcx([vmTree({ nested: false })], { pending }).bytes;
  folder.plant({ 'b.vmcx': Buffer.from(dirty) });
  folder.vmlint('--fix-script', 'fix.ps1', '.');
  expect(script().match(/File {2}= .*/g)).toEqual(["File  = 'b.vmcx'"]);
});

test('a box.xml of Packer is nothing that Hyper-V imports', () => {
  folder.plant({
    'box.xml':
      '<?xml version="1.0"?>\n<configuration><properties><name type="string">a</name></properties><settings><memory><bank><size type="integer">1024</size></bank></memory></settings><AltSwitchName type="string">s</AltSwitchName></configuration>\n',
  });
  folder.vmlint('--fix-script', 'fix.ps1', 'box.xml');
  expect(folder.has('fix.ps1')).toBe(false);
});

test('neither is what is no VM of its own, such as a checkpoint', () => {
  const file = (kind: string): string =>
    `<?xml version="1.0"?>\n<configuration><properties><global_id type="string">${ID}</global_id><type_id type="string">${kind}</type_id><version type="integer">1280</version></properties><settings><memory><bank><size type="integer">1025</size></bank></memory></settings></configuration>\n`;
  const commandsOf = (kind: string): number => {
    folder.plant({ [`${ID}.xml`]: file(kind) });
    const { stdout } = folder.vmlint('--format', 'json', '--fix-script', 'fix.ps1', `${ID}.xml`);
    return (stdout.match(/Set-VMMemory/g) ?? []).length;
  };
  expect(commandsOf('Snapshots')).toBe(0);
  expect(folder.has('fix.ps1')).toBe(false);
  expect(commandsOf('Virtual Machines')).toBeGreaterThan(0);
  expect(folder.has('fix.ps1')).toBe(true);
});
