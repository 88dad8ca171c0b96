const DIGITS = /[0-9]+/g;

/** Leaves of CPUID are hexadecimal: `cpuid.8000000a.edx.amd`. */
const MASK = /^cpuid\.[0-9a-f]{1,8}(\.[0-9a-f]{1,8})?(\.e[a-d]x(?:\.amd)?)$/;

const DIGIT = /[0-9]/;

/** Several questions are asked about a key before there is another. */
const last = { folded: '', starred: '' };

/** The folded key of a device's setting as patterns have it: `scsi0:1.filename` is `scsi*:*.filename`. */
export function withStars(folded: string): string {
  if (folded !== last.folded) {
    last.starred = replaceUnits(folded);
    last.folded = folded;
  }
  return last.starred;
}

/** Whether a folded key is that of a mask. */
export function isMask(folded: string): boolean {
  return folded.startsWith('cpuid.') && MASK.test(folded);
}

function replaceUnits(folded: string): string {
  const mask = folded.startsWith('cpuid.') ? MASK.exec(folded) : null;
  if (mask !== null) return `cpuid.*${mask[1] === undefined ? '' : '.*'}${mask[2]!}`;
  return DIGIT.test(folded) ? folded.replace(DIGITS, '*') : folded;
}

/** The key that a pattern stands for, with the units of another key; the first of a kind (0) where it has fewer. */
export function withUnitsOf(key: string, pattern: string): string {
  const units = isMask(key.toLowerCase()) ? key.split('.').slice(1) : (key.match(DIGITS) ?? []);
  let next = 0;
  return pattern.replaceAll('*', () => units[next++] ?? '0');
}
