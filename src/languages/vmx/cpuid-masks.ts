import { foldCase, type VmxEntry } from '../../../grammars/vmx/index.js';
import type { VmxDocument } from './document.js';

/**
 * Masks of what the CPUID instruction tells a VM: `cpuid.<leaf>[.<subleaf>].<register>[.amd]`, with 32
 * characters, bit 31 first (format strings of vmware-vmx; vim25, HostCpuIdInfo).
 */

/** A part of a mask's key that VMware does not know, and what would be right. */
export interface MaskKeyProblem {
  readonly part: 'leaf' | 'register' | 'suffix' | 'noLeaf' | 'noRegister';
  readonly found: string;
}

const REGISTER = /^e[abcd]x$/;
const LEAF = /^[0-9a-f]{1,8}$/;

/** Why a key is no mask although it is meant to be; undefined: it is one. `key` in lower case. */
export function maskKeyProblem(key: string): MaskKeyProblem | undefined {
  const parts = key.split('.').slice(1);
  if (parts.at(-1) === 'amd') parts.pop();
  else if (!REGISTER.test(parts.at(-1)!) && REGISTER.test(parts.at(-2) ?? '')) {
    return { part: 'suffix', found: parts.at(-1)! };
  }
  if (parts.length < 2) {
    const [only = ''] = parts;
    return { part: REGISTER.test(only) ? 'noLeaf' : 'noRegister', found: only };
  }
  const register = parts.pop()!;
  if (!REGISTER.test(register)) return { part: 'register', found: register };
  const wrong = parts.find((part) => !LEAF.test(part));
  if (wrong !== undefined) return { part: 'leaf', found: wrong };
  return parts.length > 2 ? { part: 'leaf', found: parts.slice(1).join('.') } : undefined;
}

/**
 * Whether a key is meant as a mask, well or badly: it has a register, or begins with a number. So neither
 * `cpuid.coresPerSocket` nor `cpuid.3DNOW`. `key` in lower case.
 */
export function isMaskKey(key: string): boolean {
  if (!key.startsWith(PREFIX) || /[^a-z0-9.]/.test(key)) return false;
  const parts = key.slice(PREFIX.length).split('.');
  if (parts.length === 1)
    return /^(?:0x[0-9a-f]+|[0-9][0-9a-f]*(?:e[a-d]x)?|e[a-d]x)$/.test(parts[0]!);
  return /^[0-9]/.test(parts[0]!) || parts.some((part) => REGISTER.test(part));
}

/** `featMask.…`. `key` in lower case. */
export function isFeatureMaskKey(key: string): boolean {
  return key.startsWith(FEATURE_PREFIX);
}

const PREFIX = 'cpuid.';
const FEATURE_PREFIX = 'featmask.';

interface CpuSettings {
  /** Keys that are meant as masks, in lower case. */
  readonly masks: ReadonlyMap<string, VmxEntry>;
  /** `featMask.…`, in lower case. */
  readonly features: ReadonlyMap<string, VmxEntry>;
}

const found = new WeakMap<VmxDocument, CpuSettings>();

/** What a file says of CPU features; several rules ask. */
export function cpuSettings(document: VmxDocument): CpuSettings {
  let settings = found.get(document);
  if (settings === undefined) {
    const masks = new Map<string, VmxEntry>();
    const features = new Map<string, VmxEntry>();
    for (const [key, entry] of document.settings) {
      if (key.startsWith(PREFIX)) {
        if (isMaskKey(key)) masks.set(key, entry);
      } else if (isFeatureMaskKey(key)) {
        features.set(key, entry);
      }
    }
    settings = { masks, features };
    found.set(document, settings);
  }
  return settings;
}

/** The characters of a mask without the colons that make it readable. */
export function maskCharacters(value: string): string {
  return value.replaceAll(':', '');
}

/** The first character that no mask has. */
export function foreignCharacter(value: string): string | undefined {
  return /[^-01xhrtf:]/iu.exec(value)?.[0];
}

/** What a well-formed mask says of a bit, in lower case; undefined of a malformed one. */
export function bitOf(value: string, bit: number): string | undefined {
  const characters = maskCharacters(value);
  if (characters.length !== WIDTH || foreignCharacter(value) !== undefined) return undefined;
  return foldCase(characters[WIDTH - 1 - bit]!);
}

export const WIDTH = 32;

/** The mask with another character for a bit, and the colons where they were. */
export function withBit(value: string, bit: number, character: string): string {
  let at = WIDTH - 1 - bit;
  return value.replace(/[^:]/g, (old) => (at-- === 0 ? character : old));
}

/** Reports 0, or runs only on hosts that have 0 (vim25, HostCpuIdInfo). */
export function hidesBit(character: string | undefined): boolean {
  return character === '0' || character === 'r' || character === 'f';
}

/** Reports what the host has, or 1. */
export function showsBit(character: string | undefined): boolean {
  return character === '1' || character === 'h' || character === 't';
}

/** The bits that say that a CPU has hardware virtualization, and on whose CPUs. */
export const VIRTUALIZATION_BITS = [
  { key: 'cpuid.1.ecx', bit: 5, feature: 'VT-x', cpu: 'intel' },
  { key: 'cpuid.80000001.ecx', bit: 2, feature: 'AMD-V', cpu: 'amd' },
  { key: 'cpuid.80000001.ecx.amd', bit: 2, feature: 'AMD-V', cpu: 'amd' },
] as const;

/** The five lines of 2011 (VMware, "Running Nested VMs"), colons dropped, by key in lower case. */
const RECIPE: Readonly<Record<string, string>> = {
  'cpuid.1.ecx': `${'-'.repeat(26)}h-----`,
  'cpuid.80000001.ecx.amd': `${'-'.repeat(29)}h--`,
  'cpuid.8000000a.eax.amd': 'h'.repeat(32),
  'cpuid.8000000a.ebx.amd': 'h'.repeat(32),
  'cpuid.8000000a.edx.amd': 'h'.repeat(32),
};

/** Whether a mask is a line of the recipe that VMware gave for ESXi 5.0. `key` in lower case. */
export function isRecipeLine(key: string, value: string): boolean {
  return RECIPE[key] === foldCase(maskCharacters(value));
}
