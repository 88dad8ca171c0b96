import { describe, expect, test } from '@jest/globals';
import { linuxHint, windows11Hint } from '../../rules/hyperv/guest-hints.js';
import { HYPERV_OPERATION } from '../../rules/hyperv/operation.js';
import { listing, xml, type Settings } from '../../rules/hyperv/written.js';
import { RECOMMENDED } from '../../rules/index.js';
import { DEVICES } from '../../src/languages/hyperv/devices.js';
import {
  detectLanguage,
  hypervIn,
  languageIn,
  type VmDocument,
} from '../../src/languages/index.js';
import type { HypervDialect } from '../../src/languages/dialects.js';
import type { HypervDocument } from '../../src/languages/hyperv/document.js';
import { fix } from '../../src/lint/fixer.js';
import type { Finding } from '../../src/lint/finding.js';
import { lint } from '../../src/lint/linter.js';
import { isAbout, type Intent } from '../../src/lint/rule.js';
import { Source } from '../../src/source/source.js';
import { corpus } from '../support/shared.js';
import { vmTree } from '../support/vmcx-vm.js';
import { writeVmcx } from '../support/vmcx-writer.js';

const AUTO: Intent = { nested: 'auto', stated: true };
const ID = '6F1B4C0E-2A37-4D5B-9C83-15E0A7D94B62';

function findingsIn(text: string, dialect: HypervDialect = 'vmcx'): readonly Finding[] {
  const document = languageIn(dialect).parse(Source.fromBytes(Buffer.from(text)));
  const rules = HYPERV_OPERATION.filter((rule) => isAbout(rule, document.dialect));
  return lint(document, rules, AUTO).findings;
}

function findingOf(rule: string, settings: Settings): Finding {
  const finding = findingsIn(listing(settings)).find((one) => one.rule === rule);
  if (finding === undefined) throw new Error(`${rule} says nothing`);
  return finding;
}

const BIOS = `_${DEVICES.bios}_`;
const NIC = `_${DEVICES.syntheticNic}_`;
const DVD = `_${DEVICES.ide}_/controller1/drive0`;

describe('the command that does what a fix does', () => {
  test.each<[rule: string, settings: Settings, change: string]>([
    [
      'hyperv/ordered-memory-bounds',
      {
        'settings/memory/bank/dynamic_memory_enabled': true,
        'settings/memory/bank/limit': 1024,
        'settings/memory/bank/size': 2048,
      },
      'Set-VMMemory -MaximumBytes 2048MB',
    ],
    [
      'hyperv/aligned-memory',
      { 'settings/memory/bank/size': 4019 },
      'Set-VMMemory -StartupBytes 4020MB',
    ],
    ['hyperv/valid-processors', { 'settings/processors/count': 0 }, 'Set-VMProcessor -Count 1'],
    [
      'hyperv/valid-processors',
      { 'settings/processors/limit': 100001 },
      'Set-VMProcessor -Maximum 100',
    ],
    [
      'hyperv/virtual-numa-in-use',
      { 'settings/memory/bank/dynamic_memory_enabled': true, 'settings/vnuma/enabled': true },
      'Set-VM -DynamicMemory',
    ],
    [
      'hyperv/secure-boot',
      { [`${BIOS}/secure_boot_enabled`]: false, 'properties/subtype': 1 },
      'Set-VMFirmware -EnableSecureBoot On',
    ],
    [
      'hyperv/fitting-secure-boot-template',
      {
        [`${BIOS}/secure_boot_enabled`]: true,
        [`${BIOS}/secure_boot_template_id`]: '{1734c6e8-3154-4dda-ba5f-a874cc483422}',
        'properties/notes': 'Debian 12',
        'properties/subtype': 1,
      },
      'Set-VMFirmware -SecureBootTemplate MicrosoftUEFICertificateAuthority',
    ],
    [
      'hyperv/guest-vbs',
      { 'security/settings/vbs_opt_out': true },
      'Set-VMSecurity -VirtualizationBasedSecurityOptOut $false',
    ],
    [
      'hyperv/no-automatic-checkpoints',
      { 'global_settings/snapshots/enable_automatic': true },
      'Set-VM -AutomaticCheckpointsEnabled $false',
    ],
    [
      'hyperv/production-checkpoints',
      { 'global_settings/snapshots/user_type': 5 },
      'Set-VM -CheckpointType Production',
    ],
  ])('%s: %j', (rule, settings, change) => {
    const finding = findingOf(rule, { ...settings, 'properties/global_id': ID });
    expect(finding.fix?.safety).toBe('unsafe');
    const [cmdlet, ...options] = change.split(' ');
    const when = 'planned';
    expect(finding.fix?.commands).toEqual([
      {
        shell: 'powershell',
        text: `Get-VM -Id ${ID} | ${change}`,
        step: { text: [`Hyper-V\\${cmdlet!} -VM $vm`, ...options].join(' '), when },
      },
    ]);
  });

  test('hyperv/no-saved-state: in a script, only where it is still saved', () => {
    const settings = { 'savedstate/type': 'Normal', 'properties/global_id': ID };
    expect(findingOf('hyperv/no-saved-state', settings).fix?.commands).toEqual([
      {
        shell: 'powershell',
        text: `Get-VM -Id ${ID} | Remove-VMSavedState`,
        step: {
          text: "if ($vm.State -like '*Saved') { Hyper-V\\Remove-VMSavedState -VM $vm }",
          when: 'registered',
        },
      },
    ]);
  });

  test.each<[rule: string, settings: Settings, get: string, where: string, change: string]>([
    [
      'hyperv/no-attached-iso',
      { [`${DVD}/pathname`]: "D:\\Ada's\\a b.iso", [`${DVD}/type`]: 'ISO' },
      'Get-VMDvdDrive',
      "Path -EQ 'D:\\Ada''s\\a b.iso'",
      'Set-VMDvdDrive -Path $null',
    ],
    [
      'hyperv/integration-services',
      { [`_${DEVICES.vss}_/Enabled`]: false },
      'Get-VMIntegrationService',
      "Id -Like '*5CED1297-4598-4915-A5FC-AD21BB4D02A4'",
      'Enable-VMIntegrationService',
    ],
    [
      'hyperv/dynamic-mac-address',
      { [`${NIC}/FriendlyName`]: "A; $(b) 'c'", [`${NIC}/MacAddressIsStatic`]: true },
      'Get-VMNetworkAdapter',
      "Name -EQ 'A; $(b) ''c'''",
      'Set-VMNetworkAdapter -DynamicMacAddress',
    ],
    [
      'hyperv/named-switch',
      {
        [`${NIC}/FriendlyName`]: 'LAN',
        [`${NIC}/IsConnected`]: true,
        [`${NIC}/SwitchName`]: '438B7B13-6180-4155-B7BF-08709CCF234D',
      },
      'Get-VMNetworkAdapter',
      "Name -EQ 'LAN'",
      'Disconnect-VMNetworkAdapter',
    ],
  ])('%s: only of what it is about', (rule, settings, get, where, change) => {
    const finding = findingOf(rule, { ...settings, 'properties/global_id': ID });
    expect(finding.fix?.commands).toEqual([
      {
        shell: 'powershell',
        text: `Get-VM -Id ${ID} | ${get} | Where-Object ${where} | ${change}`,
        step: {
          text: `Hyper-V\\${get} -VM $vm | Where-Object ${where} | Hyper-V\\${change}`,
          when: 'planned',
        },
      },
    ]);
  });

  test('has a name in it as a string that stays what it is', () => {
    const text = xml({
      [`${NIC}/FriendlyName`]: 'R\u00e9seau \u2019; b',
      [`${NIC}/MacAddressIsStatic`]: true,
      'properties/name': 'Lab',
    });
    const [finding] = findingsIn(text, 'hyperv');
    expect(finding?.fix?.commands?.[0]?.text).toBe(
      "Get-VM -Name 'Lab' | Get-VMNetworkAdapter | Where-Object Name -EQ 'R\u00e9seau \u2019\u2019; b' | Set-VMNetworkAdapter -DynamicMacAddress",
    );
  });

  test.each(['*', 'Lab [old]', 'a?', 'a`b'])('does not take the name %j for a pattern', (name) => {
    const text = xml({
      [`${NIC}/FriendlyName`]: 'LAN',
      [`${NIC}/MacAddressIsStatic`]: true,
      'properties/name': name,
    });
    const [finding] = findingsIn(text, 'hyperv');
    expect(finding?.fix?.commands?.[0]?.text).toBe(
      `Get-VM | Where-Object Name -EQ '${name}' | Get-VMNetworkAdapter | Where-Object Name -EQ 'LAN' | Set-VMNetworkAdapter -DynamicMacAddress`,
    );
  });

  test('is none where another adapter has the same name', () => {
    const one = '5c7a1f00-0000-4000-8000-000000000001';
    const two = '5c7a1f00-0000-4000-8000-000000000002';
    const findings = findingsIn(
      listing({
        [`_${one}_/FriendlyName`]: 'Network Adapter',
        [`_${one}_/MacAddressIsStatic`]: true,
        [`_${two}_/FriendlyName`]: 'network adapter',
        'manifest/vdev001/device': DEVICES.syntheticNic,
        'manifest/vdev001/instance': one,
        'manifest/vdev002/device': DEVICES.syntheticNic,
        'manifest/vdev002/instance': two,
        'properties/global_id': ID,
      }),
    );
    expect(findings.map(({ rule, fix }) => [rule, fix])).toEqual([
      ['hyperv/dynamic-mac-address', undefined],
    ]);
  });

  test('is none for a box, whose VM Vagrant names', () => {
    const text = xml({
      'properties/subtype': 0,
      'properties/name': 'packer-windows',
      'settings/memory/bank/size': 4019,
    });
    const [finding] = findingsIn(text, 'packer-box');
    expect(finding?.rule).toBe('hyperv/aligned-memory');
    expect(finding?.fix?.edits).not.toEqual([]);
    expect(finding?.fix?.commands).toEqual([]);
  });
});

test('a container takes a switch where somebody asks for that, and nothing else', () => {
  const tree = vmTree({ secureBoot: false, memory: 4019, nested: false });
  const source = Source.fromBytes(Buffer.from(writeVmcx([tree]).bytes));
  const language = hypervIn('vmcx', true);
  const before = language.parse(source);
  const options = { unsafe: true, assume: true };
  const after = fix(before, language, HYPERV_OPERATION, AUTO, options).document as typeof before;
  expect(before.vm?.secureBoot?.value).toBe(false);
  expect(after.vm?.secureBoot?.value).toBe(true);
  // An odd number of MB is put right by the command only.
  expect(after.vm?.memory).toBe(4019);
  expect(after.showsAllSettings).toBe(true);
});

describe('what a name says of the guest', () => {
  const vmOf = (name: string, disk = ''): NonNullable<HypervDocument['vm']> => {
    const drive = `_${DEVICES.scsi}_/controller0/drive0/pathname`;
    const text = listing({ [drive]: disk, 'properties/name': name });
    const document = languageIn('vmcx').parse(Source.fromBytes(Buffer.from(text)));
    return (document as VmDocument & HypervDocument).vm!;
  };

  test.each([
    ['ubuntu', '', true],
    ['packer_Debian_12', '', true],
    ['web01', 'D:\\VMs\\RedHat9.vhdx', true],
    ['web01', 'D:\\linux\\web01.vhdx', false],
    ['windows', 'D:\\VMs\\ubuntu.vhdx', false],
    ['WSL on Ubuntu', '', false],
    ['Arch', '', false],
    ['unlinuxed', '', false],
  ])('Linux: %s %s', (name, disk, says) => {
    expect(linuxHint(vmOf(name, disk)) !== undefined).toBe(says);
  });

  test.each([
    ['Windows 11', true],
    ['Win11-dev', true],
    ['windows_11', true],
    ['Windows 10', false],
    ['Darwin11', false],
    ['win110', false],
    ['Windows Server 11', false],
  ])('Windows 11: %s', (name, says) => {
    expect(windows11Hint(vmOf(name)) !== undefined).toBe(says);
  });
});

/** The boxes were made after a template, with a guest that does not start so: that is to be told. */
const TRUE_FINDINGS: Readonly<Record<string, readonly string[]>> = {
  'packer-box-gen2.xml': ['hyperv/fitting-secure-boot-template'],
};

test('has nothing to say by default of real files but what is wrong in them', () => {
  for (const { name, bytes } of [...corpus('hyperv/xml'), ...corpus('hyperv/vmcx')]) {
    const source = Source.fromBytes(bytes);
    const detected = detectLanguage(name, source);
    if ('whyNot' in detected) continue;
    const document = detected.language.parse(source);
    const rules = HYPERV_OPERATION.filter(
      (rule) => RECOMMENDED.includes(rule) && isAbout(rule, document.dialect),
    );
    const found = lint(document, rules, AUTO).findings.map(({ rule }) => rule);
    expect([name, found]).toEqual([name, TRUE_FINDINGS[name] ?? []]);
  }
});
