/** Comparing takes time by the square of this; names that people write are shorter. */
const LONGEST = 80;

/** The name that is meant, where one is near enough. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length === 0 || name.length > LONGEST) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    // So many characters are missing or superfluous in any case.
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const distance = editDistance(name, candidate, least);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best ?? known.find((candidate) => name.length > 2 && candidate.startsWith(name));
}

/** How many characters to insert, delete, replace or swap with the next; of `enough` and more it is any number. */
function editDistance(one: string, other: string, enough: number): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    let smallest = i;
    for (let j = 1; j <= other.length; j++) {
      const replaced = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
          ? before[j - 2]! + 1
          : Infinity;
      const distance = Math.min(replaced, swapped, row[j]! + 1, next[j - 1]! + 1);
      next.push(distance);
      if (distance < smallest) smallest = distance;
    }
    // What follows adds to one of these, a swap to one of those before.
    if (smallest > enough) return enough;
    [before, row] = [row, next];
  }
  return row[other.length]!;
}
