/** The version of a configuration, which says what Hyper-V of which Windows made it and reads it. */
export interface ConfigurationVersion {
  readonly major: number;
  readonly minor: number;
  /** `9.0` */
  readonly text: string;
}

/** `properties/version`: the major part stands above the lowest eight bits ([REAL] 2.0, 5.0, 9.0, 12.0; openvmm hvs_file). */
export function versionOf(number: number): ConfigurationVersion | undefined {
  if (!Number.isInteger(number) || number < 0 || number > 0xffff) return undefined;
  const major = number >> 8;
  const minor = number & 0xff;
  return { major, minor, text: `${major}.${minor}` };
}

export function versionFrom(text: string): ConfigurationVersion {
  const [major = 0, minor = 0] = text.split('.').map(Number);
  return { major, minor, text };
}

export function isBefore(version: ConfigurationVersion, other: string): boolean {
  const { major, minor } = versionFrom(other);
  return version.major < major || (version.major === major && version.minor < minor);
}

/**
 * All that a release of Windows has had (Microsoft Learn, "Upgrade virtual machine version in Hyper-V"), and those
 * before, of which it says nothing.
 */
export const KNOWN_VERSIONS: readonly string[] = [
  '1.0',
  '2.0',
  '3.0',
  '4.0',
  '5.0',
  '6.2',
  '7.0',
  '7.1',
  '8.0',
  '8.1',
  '8.2',
  '8.3',
  '9.0',
  '9.1',
  '9.2',
  '9.3',
  '10.0',
  '11.0',
  '12.0',
];
