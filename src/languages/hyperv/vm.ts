import { bareGuid, deviceTypeOf, DEVICES, instanceIn, isGuid, type DeviceType } from './devices.js';
import { boolOf, childrenNamed, integerOf, settingAt, stringOf, type Setting } from './settings.js';
import { versionOf, type ConfigurationVersion } from './version.js';

/** A virtual device: an entry of the manifest, a section of settings, or both. */
export interface Device {
  /** The GUID of this one, in lower case. */
  readonly instance: string;
  /** Undefined: one that vmlint knows nothing of, or the manifest has no entry for the section. */
  readonly type: DeviceType | undefined;
  /** As the manifest calls it. */
  readonly name: string | undefined;
  /** `manifest/vdevNNN` */
  readonly entry: Setting | undefined;
  /** `_<instance>_` */
  readonly section: Setting | undefined;
}

export interface NetworkAdapter {
  readonly kind: 'synthetic' | 'legacy';
  /** Its section; of a legacy one its card in that. */
  readonly section: Setting;
  readonly name: string | undefined;
  readonly isConnected: boolean;
  readonly switchName: Setting | undefined;
  readonly mac: Setting | undefined;
  readonly isStaticMac: Setting | undefined;
}

export interface Drive {
  readonly controller: 'ide' | 'scsi' | 'floppy';
  /** `controllerN/driveN` */
  readonly section: Setting;
  readonly kind: Setting | undefined;
  readonly path: Setting | undefined;
}

/** Settings of a VM by what they mean. Paths start below `configuration`. */
export class HypervVm {
  readonly version: ConfigurationVersion | undefined;
  readonly devices: readonly Device[];

  /** `isBox`: it is the `box.xml` of Packer, which has some settings at other places. */
  constructor(
    readonly root: Setting,
    readonly isBox = false,
  ) {
    const version = integerOf(this.at('properties/version'));
    this.version = version === undefined ? undefined : versionOf(version);
    this.devices = isBox ? [] : devicesOf(root);
  }

  /** What stands at a path, the first one of each name. */
  at(path: string): Setting | undefined {
    return settingAt(this.root, path);
  }

  /** Whether the file says that it is no VM of its own; what a checkpoint keeps is a copy of the VM's configuration. */
  get isPartOfVm(): boolean {
    const kind = stringOf(this.at('properties/type_id'));
    return kind !== undefined && kind !== 'Virtual Machines';
  }

  /** `manifest/vdevNNN`, in the order of the file. */
  get manifestEntries(): Setting[] {
    return manifestEntriesIn(this.root);
  }

  get name(): string | undefined {
    return stringOf(this.at('properties/name'));
  }

  /** Without braces; undefined where it is no GUID. */
  get id(): string | undefined {
    const id = stringOf(this.at('properties/global_id'));
    return id !== undefined && isGuid(id) ? bareGuid(id).toUpperCase() : undefined;
  }

  /** Files before 5.0 do not say it: there was one generation only. */
  get generation(): 1 | 2 | undefined {
    const subtype = this.at('properties/subtype');
    if (subtype === undefined) return this.version && this.version.major < 5 ? 1 : undefined;
    const number = integerOf(subtype);
    return number === 0 ? 1 : number === 1 ? 2 : undefined;
  }

  /** `settings/processors/nested_virtualization/enabled` */
  get nested(): Setting | undefined {
    return this.at(NESTED);
  }

  get processors(): number | undefined {
    return integerOf(this.at('settings/processors/count'));
  }

  /** MiB, at start. */
  get memory(): number | undefined {
    return integerOf(this.at('settings/memory/bank/size'));
  }

  get dynamicMemory(): Setting | undefined {
    return this.at('settings/memory/bank/dynamic_memory_enabled');
  }

  /** A setting of the firmware. */
  firmware(path: string): Setting | undefined {
    if (this.isBox) return this.at(path);
    return settingAt(this.deviceOf('bios')?.section, path);
  }

  get secureBoot(): Setting | undefined {
    return this.firmware('secure_boot_enabled');
  }

  /** How many checkpoints there are. */
  get checkpoints(): Setting | undefined {
    return this.at('global_settings/snapshots/list/size');
  }

  /** Where it says what is to be seen of a running VM; undefined: the VM is off, as far as the file tells. */
  get savedState(): Setting | undefined {
    const saved = this.at('savedstate');
    return saved !== undefined && saved.children.length > 0 ? saved : undefined;
  }

  deviceOf(type: DeviceType): Device | undefined {
    return this.devices.find((device) => device.type === type);
  }

  devicesOf(type: DeviceType): Device[] {
    return this.devices.filter((device) => device.type === type);
  }

  get adapters(): NetworkAdapter[] {
    const adapters: NetworkAdapter[] = [];
    for (const { type, section } of this.devices) {
      if (section === undefined) continue;
      if (type === 'syntheticNic') adapters.push(syntheticAdapter(section));
      if (type !== 'legacyNic') continue;
      for (const card of section.children) {
        if (!/^ethernet_card\d+$/.test(card.name)) continue;
        // Three of the four are placeholders.
        if (boolOf(settingAt(card, 'is_attached')) !== true) continue;
        adapters.push(legacyAdapter(card));
      }
    }
    return adapters;
  }

  get drives(): Drive[] {
    if (this.isBox) return drivesIn('scsi', this.at('vm-controllers'));
    return this.devices.flatMap(({ type, section }) =>
      type === 'ide' || type === 'scsi' || type === 'floppy' ? drivesIn(type, section) : [],
    );
  }
}

/** The VM that the root of a container has; what is in there without `properties` is none. */
export function vmIn(root: Setting | undefined): HypervVm | undefined {
  const isVm = root?.children.some(({ name }) => name === 'properties') === true;
  return isVm ? new HypervVm(root) : undefined;
}

export const NESTED = 'settings/processors/nested_virtualization/enabled';

function manifestEntriesIn(root: Setting): Setting[] {
  const entries = settingAt(root, 'manifest')?.children ?? [];
  return entries.filter(({ name }) => /^vdev\d+$/.test(name));
}

function devicesOf(root: Setting): Device[] {
  const sections = new Map<string, Setting>();
  for (const child of root.children) {
    const instance = instanceIn(child.name);
    if (instance !== undefined && !sections.has(instance)) sections.set(instance, child);
  }
  const devices: Device[] = [];
  const listed = new Set<string>();
  const manifest = settingAt(root, 'manifest');
  for (const entry of manifestEntriesIn(root)) {
    const type = stringOf(settingAt(entry, 'device'));
    const given = stringOf(settingAt(entry, 'instance'));
    if (type === undefined || given === undefined) continue;
    const instance = bareGuid(given);
    listed.add(instance);
    devices.push({
      instance,
      type: deviceTypeOf(type),
      name: stringOf(settingAt(entry, 'name')),
      entry,
      section: sections.get(instance),
    });
  }
  for (const [instance, section] of sections) {
    if (listed.has(instance)) continue;
    // What there is only one of has its type for a name, and files of 2012 R2 list few of these.
    const type = manifest === undefined || isSingle(instance) ? deviceTypeOf(instance) : undefined;
    devices.push({ instance, type, name: undefined, entry: undefined, section });
  }
  return devices;
}

const SEVERAL: readonly string[] = [DEVICES.syntheticNic, DEVICES.scsi];

function isSingle(instance: string): boolean {
  return !SEVERAL.includes(instance);
}

function syntheticAdapter(section: Setting): NetworkAdapter {
  return {
    kind: 'synthetic',
    section,
    name: stringOf(settingAt(section, 'FriendlyName')),
    isConnected: boolOf(settingAt(section, 'IsConnected')) === true,
    switchName: settingAt(section, 'Connection/AltSwitchName'),
    mac: settingAt(section, 'MacAddress'),
    isStaticMac: settingAt(section, 'MacAddressIsStatic'),
  };
}

function legacyAdapter(card: Setting): NetworkAdapter {
  const switchName = settingAt(card, 'virtual_switch_name');
  return {
    kind: 'legacy',
    section: card,
    name: stringOf(settingAt(card, 'friendly_name')),
    isConnected: (stringOf(switchName) ?? '') !== '',
    switchName,
    mac: settingAt(card, 'mac_address'),
    isStaticMac: settingAt(card, 'mac_address_is_static'),
  };
}

/** Boxes have one more element around the controllers of SCSI. */
function drivesIn(controller: Drive['controller'], section: Setting | undefined): Drive[] {
  const holders = [section, ...childrenNamed(section, 'scsi')];
  return holders
    .flatMap((holder) => holder?.children ?? [])
    .filter(({ name }) => /^controller\d+$/.test(name))
    .flatMap(({ children }) => children.filter(({ name }) => /^drive\d+$/.test(name)))
    .map((drive) => ({
      controller,
      section: drive,
      kind: settingAt(drive, 'type'),
      path: settingAt(drive, 'pathname'),
    }));
}
