import type { XmlElement } from '../../../grammars/xml/index.js';
import type { Change } from '../change.js';
import {
  addAttribute,
  appendChild,
  insertAfter,
  insertBefore,
  prependChild,
  setAttribute,
  type NewElement,
} from '../xml/changes.js';
import type { VboxDocument } from './document.js';
import { attributeOf, childElements, firstChild, localName } from './reading.js';

/** The order in which VirtualBox writes what a CPU can (`MachineConfigFile::buildHardwareXML`, 6.0 to 7.2). */
const CPU_ORDER = [
  'HardwareVirtEx',
  'HardwareVirtExNestedPaging',
  'HardwareVirtExVPID',
  'HardwareVirtExUX',
  'PAE',
  'IBPBOn',
  'SpecCtrl',
  'SpecCtrlByHost',
  'L1DFlushOn',
  'MDSClearOn',
  'NestedHWVirt',
  'HardwareVirtExVirtVmsaveVmload',
  'LongMode',
  'TripleFaultReset',
  'X2APIC',
  'APIC',
  // From 7.1 on these three come first; no element is put by them.
  'HardwareVirtExLargePages',
  'HardwareVirtForce',
  'HardwareVirtExUseNativeApi',
  'CpuTree',
  'CpuIdTree',
] as const;

const FLOATING = new Set<string>(CPU_ORDER.slice(16, 19));

/** The same of what stands in `BIOS`, or from settings version 1.20 on in `Firmware`. */
const FIRMWARE_ORDER = [
  'ACPI',
  'IOAPIC',
  'APIC',
  'Logo',
  'BootMenu',
  'TimeOffset',
  'PXEDebug',
  'SmbiosUuidLittleEndian',
  'AutoSerialNumGen',
  'NVRAM',
] as const;

/**
 * Switches something that the CPU can on or off, where VirtualBox has or would write it. Undefined: there is no place
 * for it (settings from 1.20 on without a `Platform`).
 */
export function setFeature(document: VboxDocument, name: string, on: boolean): Change | undefined {
  const { machine } = document;
  if (machine === undefined) return undefined;
  const { element } = machine.feature(name);
  if (element !== undefined) return setEnabled(document, element, on);
  const added = { name, attributes: { enabled: String(on) } };
  if (machine.cpu !== undefined) return insertInOrder(document, machine.cpu, added, CPU_ORDER);
  if (machine.hasPlatform || machine.hardware === undefined) return undefined;
  return prependChild(document, machine.hardware, { name: 'CPU', children: [added] });
}

/** The same of `IOAPIC`, say. */
export function setFirmwareFlag(
  document: VboxDocument,
  name: string,
  on: boolean,
): Change | undefined {
  const { machine } = document;
  if (machine === undefined) return undefined;
  const { firmware, hardware } = machine;
  const element = firstChild(firmware, name);
  if (element !== undefined) return setEnabled(document, element, on);
  const added = { name, attributes: { enabled: String(on) } };
  if (firmware !== undefined) return insertInOrder(document, firmware, added, FIRMWARE_ORDER);
  if (hardware === undefined) return undefined;
  const parent = machine.hasPlatform ? 'Firmware' : 'BIOS';
  return appendChild(document, hardware, { name: parent, children: [added] });
}

/** Gives an element `enabled="true"` or `enabled="false"`. */
export function setEnabled(document: VboxDocument, element: XmlElement, on: boolean): Change {
  return setText(document, element, 'enabled', String(on));
}

/** Gives an element an attribute, whether it has it or not. */
export function setText(
  document: VboxDocument,
  element: XmlElement,
  name: string,
  value: string,
): Change {
  const attribute = attributeOf(element, name);
  return attribute === undefined
    ? addAttribute(document, element, name, value)
    : setAttribute(document, element, attribute, value);
}

function insertInOrder(
  document: VboxDocument,
  parent: XmlElement,
  added: NewElement,
  order: readonly string[],
): Change | undefined {
  const rank = order.indexOf(added.name);
  const children = childElements(parent);
  const next = children.find((child) => {
    const name = localName(child);
    return order.indexOf(name) > rank && !FLOATING.has(name);
  });
  if (next !== undefined) return insertBefore(document, next, added);
  const last = children.filter((child) => {
    const at = order.indexOf(localName(child));
    return at !== -1 && at < rank;
  });
  return last.length === 0
    ? appendChild(document, parent, added)
    : insertAfter(document, last.at(-1)!, added);
}
