import { distanceWithin } from './distance.js';

/** Comparing takes time by the square of this; names that people write are shorter. */
const LONGEST = 80;

/** The name that is meant, where one is near enough. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length === 0 || name.length > LONGEST) return undefined;
  let best: string | undefined;
  let allowed = Math.max(1, Math.floor(name.length / 3));
  for (const candidate of known) {
    const distance = distanceWithin(name, candidate, allowed);
    if (distance > allowed) continue;
    best = candidate;
    // Another one has to be nearer.
    allowed = distance - 1;
    if (allowed < 0) break;
  }
  return best ?? known.find((candidate) => name.length > 2 && candidate.startsWith(name));
}
