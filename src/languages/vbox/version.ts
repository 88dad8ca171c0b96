/**
 * The version of the settings of a file, `1.19-windows`: a lower bound of the VirtualBox that can read all of it, never
 * the version of VirtualBox that wrote it.
 */
export interface SettingsVersion {
  readonly major: number;
  readonly minor: number;
  /** As written. */
  readonly text: string;
}

/** Oldest that is read: of VirtualBox 2.0 (`SettingsVersion` in VirtualBox.xidl). */
export const OLDEST: Pick<SettingsVersion, 'major' | 'minor'> = { major: 1, minor: 3 };
/** Newest that is known: of VirtualBox 7.3 (VirtualBox.xidl at 1d4010fd). */
export const NEWEST: Pick<SettingsVersion, 'major' | 'minor'> = { major: 1, minor: 22 };

/** As `parseVersion` of Settings.cpp does: two numbers; what follows counts nothing. Undefined: VirtualBox refuses it. */
export function parseSettingsVersion(text: string): SettingsVersion | undefined {
  const match = /^([0-9]{1,9})\.([0-9]{1,9})/.exec(text);
  if (match === null || text.length <= 3) return undefined;
  return { major: Number(match[1]), minor: Number(match[2]), text };
}

/** Below zero: `a` is older. */
export function compareSettings(
  a: Pick<SettingsVersion, 'major' | 'minor'>,
  b: Pick<SettingsVersion, 'major' | 'minor'>,
): number {
  return a.major - b.major || a.minor - b.minor;
}
