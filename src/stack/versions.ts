/** A product version as people write it: `17.5`, `8.0U2`, `25H2`, `2012R2`. */
export type Version = string;

const PATTERN = /^\d+(?:[.\s]?(?:[UHR]?\d+|[A-Z](?![A-Z0-9])))*$/i;

export function isVersion(text: string): boolean {
  return text.length <= 32 && PATTERN.test(text);
}

/** U2, H2 and R2 are a next part: VMware itself counts 8.0 U2 as 8.0.2. A last letter (8.0U3b) is one more. */
function partsOf(version: Version): number[] {
  const parts: number[] = [];
  for (const [part] of version.toLowerCase().matchAll(/\d+|[a-z](?!\d)/g)) {
    parts.push(/\d/.test(part) ? Number(part) : part.charCodeAt(0) - 96);
  }
  return parts;
}

/** Below 0: the first is older; 0: the same, where a missing part counts as 0. */
export function compareVersions(one: Version, other: Version): number {
  const [ours, theirs] = [partsOf(one), partsOf(other)];
  for (let index = 0; index < Math.max(ours.length, theirs.length); index++) {
    const difference = (ours[index] ?? 0) - (theirs[index] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

/** Whether one names a release line that the other belongs to: `17` covers `17.5`, but `17.0` does not. */
function covers(line: Version, version: Version): boolean {
  const parts = partsOf(version);
  return partsOf(line).every((part, index) => part === parts[index]);
}

/** Certainly older. `17` is no older than `17.5`: who writes only 17 may run 17.6. */
export function isOlderVersion(version: Version, than: Version): boolean {
  return compareVersions(version, than) < 0 && !covers(version, than);
}

/** That version or, where fewer parts are given, some release of that line reaches it. */
export function reaches(version: Version, minimum: Version): boolean {
  return !isOlderVersion(version, minimum);
}
