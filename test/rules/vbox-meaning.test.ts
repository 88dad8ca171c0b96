import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RULES } from '../../rules/index.js';
import { NESTED, vbox } from '../../rules/vbox/examples.js';
import { VBOX_MEANING } from '../../rules/vbox/meaning.js';
import { languageIn } from '../../src/languages/index.js';
import {
  familyOf,
  resolveProvider,
  type EffectiveProvider,
  type Provider,
} from '../../src/languages/vbox/paravirt.js';
import { fix } from '../../src/lint/fixer.js';
import type { Finding } from '../../src/lint/finding.js';
import { lint } from '../../src/lint/linter.js';
import type { Intent, NestedIntent } from '../../src/lint/rule.js';
import { Source } from '../../src/source/source.js';
import { corpus } from '../support/shared.js';

const CLI = fileURLToPath(new URL('../../dist/vmlint.cjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'vmlint-vbox-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const intentOf = (nested: NestedIntent): Intent => ({ nested, stated: true });
const VBOX = languageIn('vbox');

function findingsIn(text: string, nested: NestedIntent = 'require'): readonly Finding[] {
  const document = VBOX.parse(Source.fromBytes(Buffer.from(text)));
  return lint(document, VBOX_MEANING, intentOf(nested)).findings;
}

function rulesIn(text: string, nested?: NestedIntent): string[] {
  return [...new Set(findingsIn(text, nested).map(({ rule }) => rule))].sort();
}

function fixedUnsafe(text: string): string {
  const document = VBOX.parse(Source.fromBytes(Buffer.from(text)));
  const options = { unsafe: true, assume: true };
  const outcome = fix(document, VBOX, VBOX_MEANING, intentOf('auto'), options);
  return Buffer.from(outcome.document.source.bytes).toString();
}

describe('what a guest gets to see of the VM', () => {
  test.each<[Provider, string, EffectiveProvider]>([
    ['Default', 'Windows10_64', 'HyperV'],
    ['Default', 'Windows11_64', 'HyperV'],
    ['Default', 'Windows2022_64', 'HyperV'],
    ['Default', 'Windows2008', 'HyperV'],
    ['Default', 'WindowsXP', 'None'],
    ['Default', 'Windows2003_64', 'None'],
    ['Default', 'Ubuntu22_LTS_64', 'KVM'],
    ['Default', 'ArchLinux_64', 'KVM'],
    ['Default', 'Linux24_64', 'None'],
    ['Default', 'MacOS1013_64', 'Minimal'],
    ['Default', 'Windows 11', 'None'],
    ['Default', 'FreeBSD_64', 'None'],
    ['Legacy', 'Windows10_64', 'None'],
    ['Legacy', 'MacOS_64', 'Minimal'],
    ['KVM', 'Windows10_64', 'KVM'],
  ])('%s for %s is %s', (provider, osType, effective) => {
    expect(resolveProvider(provider, osType)).toBe(effective);
  });

  test('tells families apart', () => {
    expect(['Windows7', 'Lubuntu_64', 'OpenBSD', 'MacOS'].map(familyOf)).toEqual([
      'windows',
      'linux',
      undefined,
      'macos',
    ]);
  });
});

const PLATFORM = `<VirtualBox version="1.22-linux">
  <Machine name="Lab" OSType="Debian_64">
    <Hardware>
      <Firmware/>
    </Hardware>
    <Platform architecture="x86">
      <Chipset type="ICH9"/>
      <CPU count="2" CpuIdPortabilityLevel="1"/>
      <x86>
        <CPU>
          <NestedHWVirt enabled="true"/>
          <LongMode enabled="false"/>
        </CPU>
      </x86>
    </Platform>
  </Machine>
</VirtualBox>
`;

describe('settings from 1.20 on', () => {
  test('are judged and mended below Platform and Firmware', () => {
    expect(rulesIn(PLATFORM, 'auto')).toEqual([
      'nested/cpuid-portability-level',
      'nested/long-mode',
      'vbox/io-apic',
    ]);
    expect(fixedUnsafe(PLATFORM)).toBe(
      PLATFORM.replace('<LongMode enabled="false"/>', '<LongMode enabled="true"/>')
        .replace(' CpuIdPortabilityLevel="1"', '')
        .replace('<Firmware/>', '<Firmware>\n        <IOAPIC enabled="true"/>\n      </Firmware>'),
    );
  });

  test('of a machine of ARM are not measured by what holds for x86', () => {
    const arm = PLATFORM.replace('architecture="x86"', 'architecture="ARM"')
      .replace('<x86>', '<arm>')
      .replace('</x86>', '</arm>');
    expect(rulesIn(arm)).toEqual([]);
  });
});

const SNAPSHOT = `<VirtualBox version="1.19-linux">
  <Machine name="Lab" OSType="Debian_64">
    <Snapshot uuid="{5b5c7a7e-0001-4000-8000-000000000001}" name="then">
      <Hardware>
        <CPU count="4" CpuIdPortabilityLevel="1">
          <HardwareVirtEx enabled="false"/>
          <NestedHWVirt enabled="true"/>
          <LongMode enabled="false"/>
        </CPU>
        <Network>
          <Adapter slot="0" enabled="true" MACAddress="wrong"><NAT/></Adapter>
        </Network>
      </Hardware>
    </Snapshot>
    <Hardware>
      <CPU count="1"/>
    </Hardware>
  </Machine>
</VirtualBox>
`;

test('what a snapshot has is not judged', () => {
  expect(rulesIn(SNAPSHOT)).toEqual([]);
});

test('a template is not judged by what is filled in later', () => {
  const template = SNAPSHOT.replace(/<Snapshot[^]*<\/Snapshot>\n/, '')
    .replace('count="1"', 'count="{{ cpus }}" CpuIdPortabilityLevel="{{ level }}"')
    .replace('<Hardware>', '{% if lab %}<Hardware>')
    .replace('</Hardware>', '</Hardware>{% endif %}')
    .replace('Debian_64', '{{ os }}');
  expect(rulesIn(template)).toEqual([]);
});

test('a secret is named and never shown, whatever is printed', () => {
  const file = join(folder, 'secret.vbox');
  const text = `<VirtualBox version="1.19-linux">
  <Machine name="Lab" OSType="Debian_64">
    <MediaRegistry><HardDisks>
      <HardDisk uuid="{5b5c7a7e-0001-4000-8000-000000000002}" location="/home/me/d.vdi" format="VDI"><Property name="CRYPT/KeyStore" value="U0VDUkVU"/></HardDisk>
    </HardDisks></MediaRegistry>
    <Teleporter enabled="true" password="hunter2"/>
    <Hardware><CPU count="2"/></Hardware>
  </Machine>
</VirtualBox>
`;
  writeFileSync(file, text);
  for (const format of ['pretty', 'compact', 'json']) {
    const args = [CLI, '--preset', 'security', '--preset', 'portable', '--format', format, file];
    const { stdout: printed } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(printed).toContain('vbox/no-secrets');
    expect(printed).not.toContain('hunter2');
    expect(printed).not.toContain('U0VDUkVU');
  }
  expect(readFileSync(file, 'utf8')).toBe(text);
});

const FEATURES = [
  NESTED,
  "<LongMode enabled='false'/>",
  '<APIC enabled="no"/>',
  '<HardwareVirtEx enabled="0"/>',
  '<HardwareVirtExUseNativeApi enabled="yes"/>',
  '<HardwareVirtExVPID enabled="false"/>',
  '<CpuIdTree><CpuIdLeaf id="1" eax="1" ebx="2" ecx="0x5" edx="3"/></CpuIdTree>',
];
const HARDWARE = [
  '<Paravirt provider="HyperV"/>',
  '<Chipset type="ICH9"/>',
  '<Iommu type="AMD"/>',
  '<RemoteDisplay enabled="true"/>',
  '<BIOS/>',
  '<BIOS><IOAPIC enabled="false"/></BIOS>',
  '<Network><Adapter slot="0" enabled="true" MACAddress="1"><NAT/></Adapter></Network>',
];

test('all fixes together come to an end, and leave nothing that has one', () => {
  fc.assert(
    fc.property(
      fc.subarray(FEATURES),
      fc.subarray(HARDWARE),
      fc.constantFrom('1', '2', '0x4'),
      fc.constantFrom('\n', '\r\n', ''),
      (features, hardware, count, endOfLine) => {
        const cpu = `count="${count}" CpuIdPortabilityLevel="1"`;
        const text = vbox({ cpu, features, hardware }).replaceAll('\n', endOfLine);
        const fixed = fixedUnsafe(text);
        expect(findingsIn(fixed, 'auto').filter((finding) => finding.fix !== undefined)).toEqual(
          [],
        );
        expect(fixedUnsafe(fixed)).toBe(fixed);
      },
    ),
    { numRuns: 100 },
  );
});

describe('real files', () => {
  const files = corpus('vbox').filter(({ name }) => name.endsWith('.vbox'));
  const known = files.length === 0 ? test.skip : test;

  known('that are healthy have no error', () => {
    for (const { name, bytes } of files) {
      const { findings } = lint(
        VBOX.parse(Source.fromBytes(bytes)),
        RULES.filter(({ id }) => VBOX_MEANING.some((rule) => rule.id === id)),
        intentOf('auto'),
      );
      const errors = findings.filter(({ severity }) => severity === 'error');
      expect([name, errors.map(({ message }) => message)]).toEqual([name, []]);
    }
  });
});
