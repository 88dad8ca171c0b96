/** Where a fact comes from. */
export interface Reference {
  readonly title: string;
  readonly url?: string;
}

/** What one setting of a configuration can say. */
export interface HypervSetting {
  /**
   * Its path below `configuration`. `N` stands for a number, `NNN` for three digits, `*` for any name; the section of a
   * device is called as the device: `<Virtual BIOS>`.
   */
  readonly path: string;
  readonly type: 'node' | 'integer' | 'bool' | 'string' | 'bytes';
  /** What holds where nobody has changed it. */
  readonly default?: string;
  /** Version of the configuration that came with it. */
  readonly since?: string;
  /** What its numbers or words mean. */
  readonly values?: Readonly<Record<string, string>>;
  /** `MiB`, say. */
  readonly unit?: string;
  /** The cmdlet that changes it, with its parameter: `Set-VMProcessor -Count`. */
  readonly cmdlet?: string;
  /** Bears on hypervisors inside the VM. */
  readonly nesting?: true;
  /** The value must never be shown. */
  readonly secret?: true;
  /** One line; absent where it was seen only, and no source says what it is. */
  readonly description?: string;
  readonly source?: Reference;
}
