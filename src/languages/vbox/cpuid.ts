import type { XmlElement } from '../../../grammars/xml/index.js';
import type { Values } from './machine.js';
import { attributeOf, readInteger } from './reading.js';

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
