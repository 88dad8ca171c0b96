import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../rules/index.js';
import guestOf64Bits from '../../rules/nested/64-bit-guest.js';
import allowedByHost from '../../rules/nested/allowed-by-host.js';
import allowedUnderHypervisor from '../../rules/nested/allowed-under-hypervisor.js';
import automaticMonitorMode from '../../rules/nested/automatic-monitor-mode.js';
import cpuidMaskKeepsVirtualization from '../../rules/nested/cpuid-mask-keeps-virtualization.js';
import cpuidRecipeOnEsxi5 from '../../rules/nested/cpuid-recipe-on-esxi-5.js';
import exposeHardwareVirtualization from '../../rules/nested/expose-hardware-virtualization.js';
import featureMaskKeepsVirtualization from '../../rules/nested/feature-mask-keeps-virtualization.js';
import fittingBackdoorRestriction from '../../rules/nested/fitting-backdoor-restriction.js';
import fittingHypervisorBit from '../../rules/nested/fitting-hypervisor-bit.js';
import hideHardwareVirtualization from '../../rules/nested/hide-hardware-virtualization.js';
import knownCpuVendor from '../../rules/nested/known-cpu-vendor.js';
import noCpuHotAdd from '../../rules/nested/no-cpu-hot-add.js';
import noLegacyCpuidRecipe from '../../rules/nested/no-legacy-cpuid-recipe.js';
import noPassthroughDevice from '../../rules/nested/no-passthrough-device.js';
import noPerformanceCounters from '../../rules/nested/no-performance-counters-under-hyper-v.js';
import possibleOnHost from '../../rules/nested/possible-on-host.js';
import sufficientHardwareVersion from '../../rules/nested/sufficient-hardware-version.js';
import validFeatureMask from '../../rules/nested/valid-feature-mask.js';
import wellFormedCpuidMask from '../../rules/nested/well-formed-cpuid-mask.js';
import { isMaskKey, maskKeyProblem } from '../../src/languages/vmx/cpuid-masks.js';
import { LANGUAGES, VmxDocument } from '../../src/languages/index.js';
import { fix } from '../../src/lint/fixer.js';
import { lint } from '../../src/lint/linter.js';
import type { Example, Intent, Rule } from '../../src/lint/rule.js';
import { Source } from '../../src/source/source.js';

const [vmx] = LANGUAGES;

const OWN: readonly Rule[] = [
  guestOf64Bits,
  allowedByHost,
  allowedUnderHypervisor,
  automaticMonitorMode,
  cpuidMaskKeepsVirtualization,
  cpuidRecipeOnEsxi5,
  exposeHardwareVirtualization,
  featureMaskKeepsVirtualization,
  fittingBackdoorRestriction,
  fittingHypervisorBit,
  hideHardwareVirtualization,
  knownCpuVendor,
  noCpuHotAdd,
  noLegacyCpuidRecipe,
  noPassthroughDevice,
  noPerformanceCounters,
  possibleOnHost,
  sufficientHardwareVersion,
  validFeatureMask,
  wellFormedCpuidMask,
];

type Case = Omit<Example, 'text'>;

function read(text: string): VmxDocument {
  return new VmxDocument(Source.fromBytes(Buffer.from(text)));
}

function intentOf({ nested = 'require', stack = {}, logText, ...rest }: Case): Intent {
  return { nested, stated: 'nested' in rest || nested !== 'require', given: stack, logText };
}

/** `severity rule` of each finding. */
function found(text: string, of: Case = {}, rules = OWN): string[] {
  return lint(read(text), rules, intentOf(of)).findings.map(
    ({ severity, rule }) => `${severity} ${rule.replace('nested/', '')}`,
  );
}

function repaired(text: string, of: Case = {}, options = {}): { text: string; left: string[] } {
  const chosen = { unsafe: false, assume: true, ...options };
  const { document, remaining } = fix(read(text), vmx!, RULES, intentOf(of), chosen);
  return {
    text: Buffer.from(document.source.bytes).toString(),
    left: remaining.map(({ message }) => message),
  };
}

const ESXI_50 = { product: 'esxi', version: '5.0' } as const;
const ON_HYPERV = { host: { product: 'workstation', version: '17' }, hyperv: 'on' } as const;

test('Hyper-V on ESXi 5.0: the five masks and the hidden bit, no vhv.enable, and a word on the host', () => {
  const file = 'virtualHW.version = "8"\nguestOS = "windows7srv-64"\nmemsize = "4096"\n';
  const { text, left } = repaired(file, { stack: { host: ESXI_50, guest: 'hyper-v' } });
  const h = 'hhhh:hhhh:hhhh:hhhh:hhhh:hhhh:hhhh:hhhh';
  const added = text.split('\n').filter((line) => !file.split('\n').includes(line));
  expect(added.sort()).toEqual([
    'cpuid.1.ecx = "----:----:----:----:----:----:--h-:----"',
    'cpuid.80000001.ecx.amd = "----:----:----:----:----:----:----:-h--"',
    `cpuid.8000000a.eax.amd = "${h}"`,
    `cpuid.8000000a.ebx.amd = "${h}"`,
    `cpuid.8000000a.edx.amd = "${h}"`,
    'hypervisor.cpuid.v0 = "FALSE"',
  ]);
  expect(text).not.toContain('vhv.enable');
  expect(left).toContainEqual(
    expect.stringContaining('`vhv.allow` = "TRUE" in /etc/vmware/config'),
  );
});

test('only the masks that are absent are added, with the end of line of the file', () => {
  const file = 'virtualHW.version = "8"\r\ncpuid.1.ecx = "----:----:----:----:----:----:--h-:----"';
  const { text } = repaired(file, { stack: { host: ESXI_50, guest: 'kvm' } });
  expect(text.split('\r\n')).toHaveLength(6);
  expect(text).not.toMatch(/[^\r]\n|\n$/);
  const again = repaired(text, { stack: { host: ESXI_50, guest: 'kvm' } });
  expect(again.text).toBe(text);
});

describe('where the host cannot nest', () => {
  const file =
    'config.version = "8"\nvirtualHW.version = "7"\nguestOS = "winHyperV"\nvhv.enable = "TRUE"\n';

  test('there is one error, on the line that asks for it', () => {
    expect(found(file, { stack: ON_HYPERV })).toEqual(['error possible-on-host']);
    expect(found(file, { stack: ON_HYPERV, nested: 'auto' })).toEqual(['error possible-on-host']);
    expect(found('virtualHW.version = "20"\n', { stack: ON_HYPERV })).toEqual([
      'error possible-on-host',
    ]);
  });

  test('vhv.enable is switched off for good', () => {
    const { text, left } = repaired(file, { stack: ON_HYPERV });
    expect(text).toBe(file.replace('TRUE', 'FALSE'));
    expect(left).toEqual([expect.stringContaining('Unexpected Hyper-V in a VM on VMware')]);
    const ubuntu =
      'config.version = "8"\nvirtualHW.version = "20"\nguestOS = "ubuntu-64"\nvhv.enable = "TRUE"\n';
    const auto = repaired(ubuntu, { stack: ON_HYPERV, nested: 'auto' });
    expect(auto).toEqual({ text: ubuntu.replace('TRUE', 'FALSE'), left: [] });
  });

  test('two copies are switched off and become one', () => {
    const twice = 'vhv.enable = "TRUE"\nmemsize = "4096"\nVHV.enable = "TRUE"\n';
    const { text } = repaired(twice, { stack: ON_HYPERV });
    expect(text).toBe('vhv.enable = "FALSE"\nmemsize = "4096"\n');
  });

  test('forbid needs no reason', () => {
    expect(found(file, { stack: ON_HYPERV, nested: 'forbid' })).toEqual([
      'warning hide-hardware-virtualization',
    ]);
  });

  test('what says nothing of the host rules nothing out', () => {
    const logText = '2024-05-01T10:00:00Z In(05) vmx Monitor Mode: CPL0\n';
    const ubuntu = 'guestOS = "ubuntu-64"\nvhv.enable = "TRUE"\n';
    expect(found(ubuntu, { logText, nested: 'auto' })).toEqual([]);
  });
});

describe('the default intent', () => {
  test('hardware too old: two errors, no safe fix; then all of it', () => {
    const file = 'config.version = "8"\nvirtualHW.version = "7"\nguestOS = "ubuntu-64"\n';
    expect(found(file)).toEqual([
      'error sufficient-hardware-version',
      'error expose-hardware-virtualization',
    ]);
    expect(repaired(file).text).toBe(file);
    expect(repaired(file, {}, { unsafe: true }).text).toBe(
      'config.version = "8"\nvirtualHW.version = "9"\nguestOS = "ubuntu-64"\nvhv.enable = "TRUE"\n',
    );
  });

  test('a mask that hides VT-x does not keep vhv.enable from being added', () => {
    const file = 'virtualHW.version = "18"\ncpuid.1.ecx = "--------------------------0-----"\n';
    expect(repaired(file).text).toBe(`${file}vhv.enable = "TRUE"\n`);
  });

  test('VMware under KVM', () => {
    const { text } = repaired('virtualHW.version = "20"\nguestOS = "vmkernel8"\n', {
      stack: { host: { product: 'esxi', version: '8.0' }, under: 'kvm' },
    });
    expect(text).toContain('vmx.allowNested = "TRUE"\n');
    expect(text).toContain('vhv.enable = "TRUE"\n');
  });
});

describe('silent', () => {
  const masks = 'virtualHW.version = "8"\nguestOS = "{{ .guest }}"\n';
  test.each([
    ['in a template of blocks', '{{ if .nested }}\nvirtualHW.version = "8"\n{{ end }}\n'],
    ['in an encrypted file', '.encoding = "UTF-8"\nencryption.keySafe = "x"\n'],
    ['in an empty file', '# nothing\n'],
  ])('%s', (_title, text) => {
    expect(found(text, { stack: { host: ESXI_50, guest: 'hyper-v', under: 'kvm' } })).toEqual(
      text.startsWith('#') ? [] : expect.not.arrayContaining([expect.stringMatching(/^error/)]),
    );
  });

  test('on values that a template leaves open', () => {
    const text = `${masks}cpuid.1.ecx = "{{ .mask }}"\nfeatMask.vm.hv.capable = "{{ .f }}"\nvhv.enable = "{{ .vhv }}"\n`;
    expect(found(text, { nested: 'auto' })).toEqual([]);
    expect(found(text)).toEqual([]);
  });

  test('on copies that say different things', () => {
    const text = 'virtualHW.version = "7"\nvhv.enable = "TRUE"\nvhv.enable = "FALSE"\n';
    expect(found(text, { nested: 'auto' })).toEqual([]);
  });

  test('on a setting in a line that VMware cannot read', () => {
    expect(found('virtualHW.version = "20"\nvhv.enable = "TRUE\n')).toEqual([]);
  });
});

test('a partly encrypted file gets no new key, and its visible ones change', () => {
  const head =
    'virtualHW.version = "20"\nguestOS = "ubuntu-64"\nencryption.keySafe = "x"\nvmx.encryptionType = "partial"\n';
  expect(repaired(head).text).toBe(head);
  expect(repaired(`${head}vhv.enable = "FALSE"\n`).text).toBe(`${head}vhv.enable = "TRUE"\n`);
});

test.each([
  ['cpuid.1.ecx', undefined],
  ['cpuid.80000001.ecx.amd', undefined],
  ['cpuid.d.1.eax', undefined],
  ['cpuid.7.0.ebx.amd', undefined],
  ['cpuid.0x1.ecx', 'leaf'],
  ['cpuid.800000001.ecx', 'leaf'],
  ['cpuid.1.2.3.ecx', 'leaf'],
  ['cpuid.1.rcx', 'register'],
  ['cpuid.1', 'noRegister'],
  ['cpuid.1.amd', 'noRegister'],
  ['cpuid.ecx', 'noLeaf'],
  ['cpuid.ecx.amd', 'noLeaf'],
  ['cpuid.1.ecx.intel', 'suffix'],
])('%s is meant as a mask: %s', (key, part) => {
  expect(isMaskKey(key)).toBe(true);
  expect(maskKeyProblem(key)?.part).toBe(part);
});

test.each([
  'cpuid.corespersocket',
  'cpuid.brandstring',
  'cpuid.numsmt',
  'cpuid.vmx',
  'cpuid.3dnow',
  'cpuid.inhibitdarwinmasks',
  'cpuid.feature.option',
  'hypervisor.cpuid.v0',
])('%s is no mask', (key) => expect(isMaskKey(key)).toBe(false));
