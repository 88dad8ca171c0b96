import type { VmxEntry } from '../../../grammars/vmx/index.js';
import { isOlder, type Cpu, type Host } from '../../stack/stack.js';
import type { VmxDocument } from './document.js';
import { stated } from './stated.js';

/**
 * What in a file keeps a hypervisor from running in the VM although `vhv.enable` is on. Each has a rule of its
 * own; others ask so as not to switch nesting on beside it.
 */

/** A feature mask that takes back what `vhv.enable` requires of the host: then the VM does not start. */
export interface MaskedFeature {
  readonly key: string;
  readonly feature: string;
  readonly entry: VmxEntry;
  readonly value: string;
}

export const FEATURE_MASKS_OF_NESTING = [
  { key: 'featMask.vm.hv.capable', feature: 'nesting', cpu: undefined },
  { key: 'featMask.vm.cpuid.VMX', feature: 'VT-x', cpu: 'intel' },
  { key: 'featMask.vm.cpuid.SVM', feature: 'AMD-V', cpu: 'amd' },
] as const;

const MASKED_OUT = /^\s*(?:[a-z]+\s*:\s*)?(?:max|val)\s*:\s*(?:0x)?0+\s*$/i;

export function maskedFeatures(document: VmxDocument, cpu: Cpu | undefined): MaskedFeature[] {
  const masked: MaskedFeature[] = [];
  for (const { key, feature, cpu: only } of FEATURE_MASKS_OF_NESTING) {
    if (only !== undefined && cpu !== undefined && cpu !== only) continue;
    const found = stated(document, key);
    if (found === undefined || !MASKED_OUT.test(found.value)) continue;
    masked.push({ key, feature, entry: found.entry, value: found.value });
  }
  return masked;
}

/** More than a VM can have. */
const UNITS = 32;

/** PCI devices of an ESXi host that the VM has: from ESXi 5.1 on the VM does not start with one and `vhv.enable`. */
export function passthroughDevices(document: VmxDocument, host: Host): VmxEntry[] {
  const onEsxi = host.product === 'esxi' || (host.product === 'vmware' && host.hosted === false);
  if (!onEsxi || isOlder(host, 'esxi', '5.1')) return [];
  const devices: VmxEntry[] = [];
  for (let unit = 0; unit < UNITS; unit++) {
    const key = `pciPassthru${unit}.present`;
    if (document.flag(key) === true) devices.push(document.entry(key)!);
  }
  return devices;
}

/** `vhv.allowPassthru`, undocumented, is reported to permit both. */
export function permitsPassthrough(document: VmxDocument): boolean {
  return document.flag('vhv.allowPassthru') === true;
}

/** "Genu", "ineI", "ntel" in the registers, as masks of bits. */
const INTEL = {
  ebx: '01110101011011100110010101000111',
  edx: '01001001011001010110111001101001',
  ecx: '01101100011001010111010001101110',
} as const;

export interface MacosOnAmd {
  /** One of the masks that spell GenuineIntel: who sets them has a CPU that does not say so. */
  readonly spoof: VmxEntry | undefined;
}

/** Recipes for macOS on AMD want what virtualizes CPU features off. */
export function macosOnAmd(document: VmxDocument, cpu: Cpu | undefined): MacosOnAmd | undefined {
  if (document.value('guestOS')?.toLowerCase().startsWith('darwin') !== true) return undefined;
  const spoof = cpu === undefined ? vendorMask(document) : undefined;
  return spoof === undefined && cpu !== 'amd' ? undefined : { spoof };
}

function vendorMask(document: VmxDocument): VmxEntry | undefined {
  for (const leaf of ['cpuid.0', 'cpuid.0.0']) {
    const masks = (['ebx', 'edx', 'ecx'] as const).map((register) => ({
      found: stated(document, `${leaf}.${register}`),
      expected: INTEL[register],
    }));
    const spells = masks.every(
      ({ found, expected }) => found?.value.replace(/:/g, '') === expected,
    );
    if (spells) return masks[0]!.found!.entry;
  }
  return undefined;
}
