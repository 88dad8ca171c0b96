/** Where a fact comes from. */
export interface Reference {
  readonly title: string;
  readonly url?: string;
}

export type SettingType =
  | 'boolean'
  | 'integer'
  /** Any text; also where it is not known what VMware expects. */
  | 'string'
  | 'path'
  | 'enum'
  /** A CPUID mask: 32 characters, bit 31 first. */
  | 'mask'
  /** A hardware or format version: an integer that has a meaning as such. */
  | 'version';

export type Product = 'workstation' | 'player' | 'fusion' | 'esxi';

/** What is known of one setting, or of the same setting of all devices of a kind. */
export interface SettingDescription {
  /**
   * The key as VMware writes it. `*` stands for a run of digits, so that `scsi*:*.fileName` is that of
   * `scsi0:1`; after `cpuid.` also for a leaf in hexadecimal. `**` at the end stands for any rest.
   */
  readonly pattern: string;
  readonly type: SettingType;
  /** The values that are known; there may be others. */
  readonly values?: readonly string[];
  readonly default?: string;
  readonly sinceHardwareVersion?: number;
  /** Where it works; absent: in all of them, or not known. */
  readonly products?: readonly Product[];
  /** One line, for someone who has never heard of it. Absent, as `source` is: only *observed*. */
  readonly description?: string;
  readonly source?: Reference;
  /** The value must never be shown. */
  readonly secret?: true;
  /** VMware writes it by itself; nobody has to care for it. */
  readonly writtenByVmware?: true;
  /** Bears on hypervisors inside the VM. */
  readonly nesting?: true;
  /** Read in the configuration of the host (`/etc/vmware/config`) and not in a `.vmx`. */
  readonly hostOnly?: true;
}

/** A key that people write and no VMware product reads (in a `.vmx`). */
export interface MistakenKey {
  /** Written as the patterns of settings are. */
  readonly key: string;
  /** The key that was meant; absent where there is none, or where the same value would not do what was meant. */
  readonly instead?: string;
  readonly why: string;
  readonly source: Reference;
}
