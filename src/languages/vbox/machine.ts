import type { XmlAttribute, XmlElement } from '../../../grammars/xml/index.js';
import {
  attributeOf,
  childrenNamed,
  firstChild,
  lastChild,
  readBoolean,
  readInteger,
} from './reading.js';
import { compareSettings, type SettingsVersion } from './version.js';

/** From this version on what concerns a CPU of one architecture stands below `Platform`. */
export const PLATFORM_SINCE = { major: 1, minor: 20 } as const;

/** An `enabled` or the like, as VirtualBox reads it. */
export interface Flag {
  /** `absent`: no element, or one without the attribute; `ignored`: neither a yes nor a no, so the default stays. */
  readonly state: 'on' | 'off' | 'absent' | 'ignored' | 'placeholder';
  readonly element: XmlElement | undefined;
  readonly attribute: XmlAttribute | undefined;
  /** Decoded; empty where there is none. */
  readonly value: string;
}

/** What is asked of the document that a machine is in. */
export interface Values {
  valueOf(attribute: XmlAttribute): string;
  isPlaceholder(attribute: XmlAttribute): boolean;
}

/**
 * The current state of a machine: what stands in `/VirtualBox/Machine` itself, never what its snapshots hold.
 * A machine in an OVF reads the same.
 */
export class Machine {
  /** Below `Machine`. In files of VirtualBox it stands behind the snapshots. */
  readonly hardware: XmlElement | undefined;
  /** Below `Machine`; from settings version 1.20 on. */
  readonly platform: XmlElement | undefined;
  /** Where VirtualBox looks for what a CPU can: `NestedHWVirt`, `PAE`, `LongMode`, `CpuIdTree`, … */
  readonly cpu: XmlElement | undefined;
  /** The element that has `count`, `hotplug` and `executionCap`. */
  readonly cpuCount: XmlElement | undefined;
  /** Where VirtualBox looks for `IOAPIC` and `ACPI`. */
  readonly firmware: XmlElement | undefined;
  readonly isArm: boolean;
  readonly #cpus: readonly XmlElement[];

  constructor(
    private readonly document: Values,
    readonly element: XmlElement,
    /** Undefined: it cannot be read, and neither can the machine. */
    readonly version: SettingsVersion | undefined,
  ) {
    // `readMachine` asks for these two by name.
    this.hardware = firstChild(element, 'Hardware');
    this.platform = firstChild(element, 'Platform');
    const architecture = this.text(this.platform, 'architecture') ?? '';
    this.isArm = this.hasPlatform && architecture === 'ARM';
    this.cpuCount = lastChild(this.hasPlatform ? this.platform : this.hardware, 'CPU');
    const cpuParent = this.hasPlatform
      ? firstChild(this.platform, this.isArm ? 'arm' : 'x86')
      : this.hardware;
    this.#cpus = childrenNamed(cpuParent, 'CPU');
    this.cpu = this.#cpus.at(-1);
    this.firmware = lastChild(this.hardware, this.hasPlatform ? 'Firmware' : 'BIOS');
  }

  /** Whether it is of the version that has a `Platform`. */
  get hasPlatform(): boolean {
    return this.version !== undefined && compareSettings(this.version, PLATFORM_SINCE) >= 0;
  }

  /** Where a feature of the CPU has to stand, for messages. */
  get cpuPath(): string {
    if (!this.hasPlatform) return 'Hardware/CPU';
    return this.isArm ? 'Platform/arm/CPU' : 'Platform/x86/CPU';
  }

  /** The value of an attribute; undefined where it is absent. */
  text(element: XmlElement | undefined, attribute: string): string | undefined {
    const found = attributeOf(element, attribute);
    return found && this.document.valueOf(found);
  }

  /** An attribute that is a yes or a no. */
  flag(element: XmlElement | undefined, name = 'enabled'): Flag {
    const attribute = attributeOf(element, name);
    if (attribute === undefined) return { state: 'absent', element, attribute, value: '' };
    const value = this.document.valueOf(attribute);
    if (this.document.isPlaceholder(attribute)) {
      return { state: 'placeholder', element, attribute, value };
    }
    const on = readBoolean(value);
    const state = on === undefined ? 'ignored' : on ? 'on' : 'off';
    return { state, element, attribute, value };
  }

  /** What the CPU can, as `<NestedHWVirt enabled="true"/>` says it. */
  feature(name: string): Flag {
    // Should there be several, VirtualBox reads one after the other: what the last does not say, one before does.
    const cpu = this.#cpus.findLast((one) => firstChild(one, name) !== undefined);
    return this.flag(firstChild(cpu, name));
  }

  /** A number as VirtualBox reads it; undefined where it is absent, a placeholder or no number. */
  number(element: XmlElement | undefined, name: string): number | undefined {
    const attribute = attributeOf(element, name);
    if (attribute === undefined || this.document.isPlaceholder(attribute)) return undefined;
    return readInteger(this.document.valueOf(attribute));
  }

  /** How many CPUs it has; undefined where that is not clear. */
  get cpus(): number | undefined {
    return attributeOf(this.cpuCount, 'count') === undefined
      ? 1
      : this.number(this.cpuCount, 'count');
  }

  /** `/Machine/Hardware/Network/Adapter`, those that are switched on. */
  get adapters(): XmlElement[] {
    return childrenNamed(lastChild(this.hardware, 'Network'), 'Adapter').filter(
      (adapter) => this.flag(adapter).state === 'on',
    );
  }

  /** `OSType`, as `Windows2022_64`. */
  get osType(): string | undefined {
    return this.text(this.element, 'OSType');
  }

  /** In braces. */
  get uuid(): string | undefined {
    return this.text(this.element, 'uuid');
  }

  /** The machine's name, as `VBoxManage` takes it. */
  get name(): string | undefined {
    return this.text(this.element, 'name');
  }
}
