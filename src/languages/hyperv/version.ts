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

/** Two versions of which a decompiled comparison knows; that previews have them is inferred. */
export function isPrerelease({ major, minor }: ConfigurationVersion): boolean {
  return minor === 0 && (major === 254 || major === 255);
}

/** Before it no host reads a configuration that also has `Update-VMVersion`, which came with Windows Server 2016. */
export const FIRST_TO_BE_RAISED = '5.0';

/** The versions that the Hyper-V of a Windows reads. */
export interface ReadableVersions {
  readonly from: string;
  readonly to: string;
}

/**
 * By release of Windows, as it is written behind `hyper-v@` (Microsoft Learn, "Upgrade virtual machine version in
 * Hyper-V", the table of hosts with long-term servicing and that of the others). Windows 10 has too many versions to say
 * anything of it as a whole.
 */
const READABLE: readonly (readonly [releases: readonly string[], from: string, to: string])[] = [
  [['2012r2', '8.1'], '5.0', '5.0'],
  [['2016', '1607'], '5.0', '8.0'],
  [['1703'], '5.0', '8.1'],
  [['1709'], '5.0', '8.2'],
  [['1803'], '5.0', '8.3'],
  [['2019', '1809'], '5.0', '9.0'],
  [['1903', '1909'], '5.0', '9.1'],
  [['2004', '20h2', '10.21h1', '10.21h2'], '8.0', '9.2'],
  [['2022', '11.21h2'], '8.0', '10.0'],
  [['11.22h2', '11.23h2', '23h2'], '8.0', '11.0'],
  [['2025', '11', '24h2', '11.24h2'], '8.0', '12.0'],
];

/** What a release of Windows reads, `2019`, `10 1809` or `11 22H2` say; undefined: it is not known. */
export function readableVersions(release: string): ReadableVersions | undefined {
  const name = release
    .toLowerCase()
    .replace(/[\s.]+/g, '.')
    .replace(/^2012\.r2$/, '2012r2');
  const row =
    READABLE.find(([releases]) => releases.includes(name)) ??
    READABLE.find(([releases]) => releases.includes(name.replace(/^10\./, '')));
  return row && { from: row[1], to: row[2] };
}
