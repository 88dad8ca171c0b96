import { distanceWithin } from './distance.js';

interface Candidate<T> {
  readonly value: T;
  readonly folded: string;
  readonly letters: number;
}

/**
 * Names by their length, each with the set of its letters: an unknown name is compared with the few that can differ
 * from it by three letters at most. Case counts nowhere.
 */
export class NameIndex<T> {
  readonly #byLength = new Map<number, Candidate<T>[]>();

  constructor(values: Iterable<T>, nameOf: (value: T) => string) {
    for (const value of values) {
      const folded = nameOf(value).toLowerCase();
      const candidate = { value, folded, letters: lettersOf(folded) };
      const others = this.#byLength.get(folded.length);
      if (others === undefined) this.#byLength.set(folded.length, [candidate]);
      else others.push(candidate);
    }
  }

  /** The nearest of them, where one alone is the nearest and near enough to be meant. */
  nearest(name: string): T | undefined {
    if (name.length > LONGEST) return undefined;
    const folded = name.toLowerCase();
    const letters = lettersOf(folded);
    const allowed = allowedFor(folded.length);
    let least = allowed;
    let found: Candidate<T>[] = [];
    for (let length = folded.length - allowed; length <= folded.length + allowed; length++) {
      for (const candidate of this.#byLength.get(length) ?? []) {
        if (countBits(candidate.letters ^ letters) > 2 * least) continue;
        const distance = distanceWithin(folded, candidate.folded, least);
        if (distance > least) continue;
        if (distance < least) found = [];
        least = distance;
        found.push(candidate);
      }
    }
    return found.length === 1 ? found[0]!.value : undefined;
  }
}

/** How many letters may differ. Short words with other letters are mostly other words. */
function allowedFor(length: number): number {
  if (length < 4) return 0;
  return length < 8 ? 1 : length < 12 ? 2 : 3;
}

/** No name that is known is longer. */
const LONGEST = 64;

/** One bit a letter. Other characters share the bits that letters leave. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

function countBits(bits: number): number {
  let rest = bits;
  let count = 0;
  for (; rest !== 0; count++) rest &= rest - 1;
  return count;
}
