import type { XmlAttribute, XmlElement } from '../../../grammars/xml/index.js';
import type { Cpu } from '../../stack/stack.js';
import type { Machine, Values } from './machine.js';
import { attributeOf, childrenNamed, firstChild, readInteger } from './reading.js';

/** What a `CpuIdLeaf` says of one leaf, in the order in which `VBoxManage modifyvm --cpuid-set` takes it. */
export const REGISTERS = ['eax', 'ebx', 'ecx', 'edx'] as const;

/** As tables of CPUID have it: eight digits. */
const OF_TABLE = /^[0-9a-f]{8}$/i;

/**
 * The number that a value of a leaf was meant as, where VirtualBox reads another one: in hexadecimal, since it has
 * eight digits, and some value of the same leaf has eight that cannot be a decimal number, or begin with 0, with which
 * VirtualBox begins none.
 */
export function meantInHexadecimal(
  values: Values,
  leaf: XmlElement,
  name: string,
): number | undefined {
  const written = (one: string): string => {
    const attribute = attributeOf(leaf, one);
    return attribute === undefined ? '' : values.valueOf(attribute);
  };
  const value = written(name);
  const isTable = ['id', ...REGISTERS]
    .map(written)
    .some((one) => OF_TABLE.test(one) && /^0|[a-f]/i.test(one));
  if (!isTable || !OF_TABLE.test(value)) return undefined;
  const meant = Number.parseInt(value, 16);
  return meant === readInteger(value) ? undefined : meant;
}

/** Where CPUs of each vendor say that they can virtualize. */
const BITS = [
  { id: 1, leaf: '1', bit: 5, cpu: 'intel', name: 'VMX' },
  { id: 0x8000_0001, leaf: '0x80000001', bit: 2, cpu: 'amd', name: 'SVM' },
] as const;

/** A `CpuIdLeaf` that hides VT-x or AMD-V from the guest, though nesting is on. */
export interface HidingLeaf {
  readonly element: XmlElement;
  readonly id: number;
  /** The same for people. */
  readonly leaf: string;
  /** Of ECX, that is 0. */
  readonly bit: number;
  /** What it stands for. */
  readonly name: string;
  /** `ecx`; undefined: it is absent, which is 0. */
  readonly attribute: XmlAttribute | undefined;
  /** ECX with the bit. */
  readonly expected: number;
  /** Else it does only if the CPU is one of AMD. */
  readonly isCertain: boolean;
}

/** `cpu`: what is known of the vendor. Leaves whose numbers are another finding are left out. */
export function hidingLeaves(
  values: Values,
  machine: Machine,
  cpu: Cpu | undefined,
): readonly HidingLeaf[] {
  const hiding: HidingLeaf[] = [];
  for (const element of childrenNamed(firstChild(machine.cpu, 'CpuIdTree'), 'CpuIdLeaf')) {
    const id = machine.number(element, 'id');
    const attribute = attributeOf(element, 'ecx');
    // A register that is absent is 0 (`CpuIdLeaf` in Settings.h).
    const ecx = attribute === undefined ? 0 : machine.number(element, 'ecx');
    const found = BITS.find((one) => one.id === id);
    // Of leaves with a sub-leaf no source says what becomes.
    if (found === undefined || ecx === undefined || ecx > 0xffff_ffff) continue;
    if ((machine.number(element, 'subleaf') ?? 0) !== 0) continue;
    if (meantInHexadecimal(values, element, 'ecx') !== undefined) continue;
    const vendor = cpu ?? vendorBySignature(machine, element);
    if (vendor !== undefined && vendor !== found.cpu) continue;
    const expected = (ecx | (1 << found.bit)) >>> 0;
    if (expected === ecx) continue;
    const isCertain = vendor === found.cpu || found.cpu === 'intel';
    hiding.push({ ...found, element, attribute, expected, isCertain });
  }
  return hiding;
}

/** Families from 16 on, which are 15 and an extended one in the signature, are all of AMD. */
function vendorBySignature(machine: Machine, element: XmlElement): Cpu | undefined {
  const eax = machine.number(element, 'eax') ?? 0;
  const family = Math.floor(eax / 0x100) % 0x10;
  const extended = Math.floor(eax / 0x10_0000) % 0x100;
  return family === 15 && extended > 0 ? 'amd' : undefined;
}
