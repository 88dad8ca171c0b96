/** Files share most of their keys. So many of them are kept, as strings of their own. */
const KEPT = 10_000;
const known = new Map<string, string>();

/**
 * The one string for a key that is met again and again: what is looked up by it later need not hash it anew,
 * and it is no part of the file's text, which it would keep in memory.
 */
export function interned(key: string): string {
  const own = known.get(key);
  if (own !== undefined) return own;
  if (known.size >= KEPT) return key;
  const copy = Buffer.from(key, 'latin1').toString('latin1');
  known.set(copy, copy);
  return copy;
}
