import type { XmlAttribute, XmlElement } from '../../../grammars/xml/index.js';
import type { Machine, Values } from './machine.js';
import { attributeOf, childElements, childrenNamed, firstChild, localName } from './reading.js';

/** `Chipset` or `Iommu`: below `Platform` where there is one. The last one counts. */
export function boardPart(machine: Machine, name: 'Chipset' | 'Iommu'): BoardPart {
  const element = childrenNamed(machine.hasPlatform ? machine.platform : machine.hardware, name).at(
    -1,
  );
  const attribute = attributeOf(element, 'type');
  return { element, attribute, type: machine.text(element, 'type') };
}

export interface BoardPart {
  readonly element: XmlElement | undefined;
  readonly attribute: XmlAttribute | undefined;
  /** Undefined: the default, which is `PIIX3` for a chipset, `None` for an IOMMU. */
  readonly type: string | undefined;
}

/** What VirtualBox looks for in `Firmware` or `BIOS`: `IOAPIC`, `ACPI`. */
export function firmwareFlag(machine: Machine, name: string): ReturnType<Machine['flag']> {
  return machine.flag(firstChild(machine.firmware, name));
}

/** Values of `executionEngine` with which nothing nests, by what CPUM of VirtualBox checks; it was not tried. */
const OTHER_ENGINES: ReadonlyMap<string, string> = new Map([
  ['NativeApi', 'nesting is then switched off'],
  ['Interpreter', 'the VM then does not start'],
  ['Recompiler', 'the VM then does not start'],
]);

export interface Engine {
  readonly attribute: XmlAttribute;
  readonly name: string;
  /** What becomes of nesting. */
  readonly effect: string;
}

/** What runs the machine's code in place of VT-x or AMD-V, as settings of any version can say. */
export function otherEngine(machine: Machine): Engine | undefined {
  const attribute = attributeOf(machine.element, 'executionEngine');
  const name = machine.text(machine.element, 'executionEngine') ?? '';
  const effect = OTHER_ENGINES.get(name);
  return attribute && effect !== undefined ? { attribute, name, effect } : undefined;
}

/** To what an adapter can be attached, as the elements in it are called. */
const ATTACHMENTS = new Set([
  'NAT',
  'NATNetwork',
  'BridgedInterface',
  'InternalNetwork',
  'HostOnlyInterface',
  'HostOnlyNetwork',
  'GenericInterface',
  'CloudNetwork',
]);

/** The element that says to what an adapter is attached; those in `DisabledModes` are only remembered. */
export function attachmentOf(adapter: XmlElement): string | undefined {
  return childElements(adapter)
    .map(localName)
    .find((name) => ATTACHMENTS.has(name));
}

/** The number by which VBoxManage calls an adapter. */
export function adapterNumber(machine: Machine, adapter: XmlElement): number | undefined {
  const slot = machine.number(adapter, 'slot');
  return slot === undefined ? undefined : slot + 1;
}

export interface ExtraDataItem {
  readonly element: XmlElement;
  readonly name: string;
  readonly value: string;
}

/** What stands in the `ExtraData` of `Machine`, or of `Global`. */
export function extraDataIn(values: Values, parent: XmlElement): ExtraDataItem[] {
  const said = (element: XmlElement, name: string): string => {
    const attribute = attributeOf(element, name);
    return attribute === undefined ? '' : values.valueOf(attribute);
  };
  return childrenNamed(firstChild(parent, 'ExtraData'), 'ExtraDataItem').map((element) => ({
    element,
    name: said(element, 'name'),
    value: said(element, 'value'),
  }));
}
