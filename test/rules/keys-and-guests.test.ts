import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../rules/index.js';
import allowPromiscuousMode from '../../rules/nested/allow-promiscuous-mode.js';
import coherentVbs from '../../rules/nested/coherent-vbs.js';
import esxiGuestNetworkCard from '../../rules/nested/esxi-guest-network-card.js';
import esxiGuestResources from '../../rules/nested/esxi-guest-resources.js';
import macosOnAmd from '../../rules/nested/macos-on-amd.js';
import configVersion from '../../rules/vmx/config-version.js';
import coresPerSocket from '../../rules/vmx/cores-per-socket.js';
import knownGuestOs from '../../rules/vmx/known-guest-os.js';
import knownHardwareVersion from '../../rules/vmx/known-hardware-version.js';
import knownKey from '../../rules/vmx/known-key.js';
import noRedundantMce from '../../rules/vmx/no-redundant-mce.js';
import noSecrets from '../../rules/vmx/no-secrets.js';
import pcieBridges from '../../rules/vmx/pcie-bridges.js';
import physBitsOfHardware from '../../rules/vmx/phys-bits-of-hardware.js';
import requiredKeys from '../../rules/vmx/required-keys.js';
import secureBootNeedsEfi from '../../rules/vmx/secure-boot-needs-efi.js';
import sideChannelMitigations from '../../rules/vmx/side-channel-mitigations.js';
import softwareTpm from '../../rules/vmx/software-tpm.js';
import { LANGUAGES, VmxDocument } from '../../src/languages/index.js';
import type { VmxDialect } from '../../src/languages/dialects.js';
import { fix } from '../../src/lint/fixer.js';
import { lint } from '../../src/lint/linter.js';
import type { Example, Intent, Rule } from '../../src/lint/rule.js';
import { Source } from '../../src/source/source.js';
import { corpus } from '../support/shared.js';

const [vmx] = LANGUAGES;

const OURS: readonly Rule[] = [
  allowPromiscuousMode,
  coherentVbs,
  esxiGuestNetworkCard,
  esxiGuestResources,
  macosOnAmd,
  configVersion,
  coresPerSocket,
  knownGuestOs,
  knownHardwareVersion,
  knownKey,
  noRedundantMce,
  noSecrets,
  pcieBridges,
  physBitsOfHardware,
  requiredKeys,
  secureBootNeedsEfi,
  sideChannelMitigations,
  softwareTpm,
];

const ALL = [...RULES.filter(({ id }) => !OURS.some((rule) => rule.id === id)), ...OURS];

function read(text: string | Uint8Array, dialect: VmxDialect = 'vmx'): VmxDocument {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return new VmxDocument(Source.fromBytes(bytes), dialect);
}

function intentOf(example: Omit<Example, 'text'>): Intent {
  const { nested = 'require', stack = {}, logText } = example;
  return { nested, stated: example.nested !== undefined, given: stack, logText };
}

function fixed(
  rules: readonly Rule[],
  example: Omit<Example, 'text'>,
  text: string,
  unsafe: boolean,
): string {
  const options = { unsafe, assume: true };
  const { document } = fix(read(text), vmx!, rules, intentOf(example), options);
  return Buffer.from(document.source.bytes).toString('utf8');
}

/** Findings as `line rule severity`, of our rules. */
function told(text: string | Uint8Array, intent: Omit<Example, 'text'> = {}): string[] {
  const document = read(text);
  return lint(document, OURS, intentOf(intent)).findings.map(
    ({ start, rule, severity, message }) =>
      `${document.source.pointAt(start).line} ${rule} ${severity} ${message}`,
  );
}

describe('a misspelt vhv.enable', () => {
  const text =
    'config.version = "8"\nvirtualHW.version = "20"\nguestOS = "vmkernel8"\nmemsize = "8192"\nnumvcpus = "2"\n';

  test('has two findings, and the fixes leave one line', () => {
    const misspelt = `${text}vhv.enabled = "TRUE"\n`;
    const rules = lint(read(misspelt), ALL, intentOf({ nested: 'auto' })).findings.map(
      ({ rule }) => rule,
    );
    expect(rules).toContain('vmx/known-key');
    expect(rules).toContain('nested/expose-hardware-virtualization');
    expect(fixed(ALL, { nested: 'auto' }, misspelt, true)).toBe(`${text}vhv.enable = "TRUE"\n`);
    const safe = fixed(ALL, { nested: 'auto' }, misspelt, false);
    expect(safe).toBe(`${text}vhv.enabled = "TRUE"\nvhv.enable = "TRUE"\n`);
    expect(fixed(ALL, { nested: 'auto' }, safe, true)).toBe(`${text}vhv.enable = "TRUE"\n`);
  });

  test('that says FALSE ends as TRUE where nesting is asked for', () => {
    const all = fixed(ALL, {}, `${text}vhv.enabled = "FALSE"\n`, true);
    expect(all.match(/^vhv\.enable = "TRUE"$/gm)).toHaveLength(1);
    expect(all).not.toContain('vhv.enabled = "TRUE"');
  });

  test('twice is renamed once', () => {
    const twice = 'vhu.enable = "TRUE"\nvhv.enabled = "TRUE"\n';
    expect(fixed([knownKey], { nested: 'auto' }, twice, true)).toBe('vhv.enable = "TRUE"\n');
    const differing = 'vhu.enable = "TRUE"\nvhv.enabled = "FALSE"\n';
    expect(fixed([knownKey], { nested: 'auto' }, differing, true)).toBe(
      'vhv.enable = "TRUE"\nvhv.enabled = "FALSE"\n',
    );
  });
});

describe('vmx/known-key', () => {
  test('says nothing of keys that are nobody’s business', () => {
    const keys = ['_vhv.enabled', '__vhv.enabled__', 'guestinfo.vhv.enabled', '"vhv.enable"'];
    keys.push('cpuid.0x1.ecx', 'hypervisor.cpuid.v3', 'my.own.key', 'x'.repeat(10_000));
    expect(told(keys.map((key) => `${key} = "1"\n`).join(''))).toEqual([]);
  });

  test('renames hypervisor.cpuid.0 by itself only where Hyper-V runs inside', () => {
    const text = 'guestOS = "windows8srv-64"\nhypervisor.cpuid.0 = "FALSE"\n';
    expect(fixed([knownKey], {}, text, false)).toBe(text);
    expect(fixed([knownKey], { nested: 'forbid', stack: { guest: 'hyper-v' } }, text, false)).toBe(
      text,
    );
    expect(fixed([knownKey], { stack: { guest: 'hyper-v' } }, text, false)).toContain(
      'hypervisor.cpuid.v0 = "FALSE"',
    );
  });

  test('keeps the bytes around the key', () => {
    const text = '\tvhv.enabel="TRUE"\t# für mich\r\nmemsize = "4096"';
    expect(fixed([knownKey], {}, text, true)).toBe(text.replace('enabel', 'enable'));
  });
});

test('VBS becomes coherent in one go, and forbid is not held up by it', () => {
  const text =
    'config.version = "8"\nvirtualHW.version = "20"\nguestOS = "windows2019srv-64"\nwindows.vbs.enabled = "TRUE"\nvhv.enable = "FALSE"\nvvtd.enable = "FALSE"\nfirmware = "bios"\n';
  const all = fixed(ALL, { nested: 'auto' }, text, true);
  for (const pair of ['vhv.enable = "TRUE"', 'vvtd.enable = "TRUE"', 'firmware = "efi"']) {
    expect(all).toContain(`${pair}\n`);
  }
  const on = text.replace(/FALSE/g, 'TRUE');
  expect(fixed(ALL, { nested: 'forbid' }, on, false)).toContain('vhv.enable = "FALSE"');
});

test('macOS on AMD and --nested require do not undo each other', () => {
  const text = 'virtualHW.version = "20"\nguestOS = "darwin20-64"\nvpmc.enable = "TRUE"\n';
  for (const nested of ['require', 'auto', 'forbid'] as const) {
    const all = fixed(ALL, { nested, stack: { cpu: 'amd' } }, text, true);
    expect(all).toContain('vpmc.enable = "FALSE"');
  }
});

test('an encrypted file gets no key', () => {
  const text =
    'virtualHW.version = "20"\nguestOS = "ubuntu-64"\nuefi.secureBoot.enabled = "TRUE"\nencryption.keySafe = "x"\nvmx.encryptionType = "partial"\n';
  expect(fixed(OURS, { nested: 'auto' }, text, true)).toBe(text);
  expect(told(text.replace('partial', 'full'), { nested: 'auto' })).toEqual([]);
});

test('secrets are named and not shown', () => {
  const text = 'RemoteDisplay.vnc.password = "hunter2"\nguestinfo.api_token = “hunter2”\n';
  const lines = told(text, { nested: 'auto' });
  expect(lines).toHaveLength(2);
  expect(lines.join('\n')).not.toContain('hunter2');
});

const FILES = corpus('vmx').filter(({ name }) => name.endsWith('.vmx') && !name.includes('NOTVMX'));
const NAMED = FILES.map(({ name, bytes }) => [name, bytes] as const);

if (FILES.length > 0)
  describe('real files', () => {
    test.each(NAMED)('%s: no errors', (_name, bytes) => {
      for (const nested of ['auto', 'require', 'forbid'] as const) {
        expect(told(bytes, { nested }).filter((line) => line.includes(' error '))).toEqual([]);
      }
      // What has been read by hand: nothing but these, of real files.
      const rules = told(bytes, { nested: 'require' }).map((line) => line.split(' ')[1]);
      const expected = ['vmx/side-channel-mitigations', 'vmx/required-keys'];
      expect(rules.filter((rule) => !expected.includes(rule!))).toEqual([]);
    });

    test.each(NAMED)('%s: fixes agree', (_name, bytes) => {
      for (const nested of ['auto', 'require', 'forbid'] as const) {
        const options = { unsafe: true, assume: true };
        expect(() => fix(read(bytes), vmx!, ALL, intentOf({ nested }), options)).not.toThrow();
      }
    });
  });
