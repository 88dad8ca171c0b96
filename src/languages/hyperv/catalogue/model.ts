/** Where a fact comes from. */
export interface Reference {
  readonly title: string;
  readonly url?: string;
}

/** What one setting of a configuration can say. */
export interface HypervSetting {
  /**
   * Its path below `configuration`. `N` stands for a number, `NNN` for three digits, `*` for anything within a name;
   * the section of a device is called as the device: `<Virtual BIOS>`, and `<*>` is that of any.
   */
  readonly path: string;
  readonly type: 'node' | 'integer' | 'bool' | 'string' | 'bytes';
  /** What holds where nobody has changed it. */
  readonly default?: string;
  /** Version of the configuration that came with it. */
  readonly since?: string;
  /** The only kind of file in which it was seen: XML up to 5.0, containers, or the `box.xml` of Packer. */
  readonly seenIn?: 'xml' | 'container' | 'box';
  /** What its numbers or words mean. */
  readonly values?: Readonly<Record<string, string>>;
  /** `MiB`, say. */
  readonly unit?: string;
  /** The cmdlet that changes it, with its parameter: `Set-VMProcessor -Count`. */
  readonly cmdlet?: string;
  /** The property of WMI that is the same: `Msvm_ProcessorSettingData.HideHypervisorPresent`. */
  readonly wmi?: string;
  /** Names a file of the host. */
  readonly isFile?: true;
  /** Bears on hypervisors inside the VM. */
  readonly nesting?: true;
  /** One line; absent where it was seen only, and no source says what it is. */
  readonly description?: string;
  /** Absent: it is only *observed*, in real files. */
  readonly source?: Reference;
}
