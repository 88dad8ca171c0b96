import { foldCase } from '../../../grammars/vmx/index.js';

/** Longer than any key of VMware's; a line of a broken file may be a key of megabytes. */
const LONGEST_KEY = 1000;

export interface KeyPattern {
  /** Whether the whole key is as the pattern has it. */
  matches(key: string): boolean;
}

/**
 * A key with `*` for any characters but `.` and `:`, and `**` for any at all. Case does not count. Takes time by
 * the length of the key times that of the pattern, whatever both are.
 */
export function keyPattern(pattern: string): KeyPattern {
  const folded = foldCase(pattern);
  if (!folded.includes('*')) return { matches: (key) => foldCase(key) === folded };
  const start = folded.slice(0, folded.indexOf('*'));
  const parts = folded.slice(start.length).match(/\*+|[^*]/g) ?? [];
  return {
    matches: (key) => {
      if (key.length > LONGEST_KEY) return false;
      const asked = foldCase(key);
      return asked.startsWith(start) && matchesParts(parts, asked.slice(start.length));
    },
  };
}

/** Follows all ways through the pattern at once: `at[i]` says whether the first `i` parts match what was read. */
function matchesParts(parts: readonly string[], key: string): boolean {
  let at = parts.map(() => false);
  at.push(false);
  at[0] = true;
  skipStars(parts, at);
  for (const character of key) {
    const next = at.map(() => false);
    for (const [index, part] of parts.entries()) {
      if (!at[index]) continue;
      if (!part.startsWith('*')) next[index + 1] ||= part === character;
      else if (part !== '*' || (character !== '.' && character !== ':')) next[index] = true;
    }
    at = next;
    skipStars(parts, at);
  }
  return at[parts.length]!;
}

/** A star may stand for nothing. */
function skipStars(parts: readonly string[], at: boolean[]): void {
  for (const [index, part] of parts.entries()) {
    if (at[index] && part.startsWith('*')) at[index + 1] = true;
  }
}
