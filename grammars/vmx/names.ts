import type { VmxName } from './ast.js';

/** Files share most of their keys. So many of them are kept, as strings of their own. */
const KEPT = 10_000;
const kept = new Map<string, VmxName>();

/**
 * The one name for a key that is met again and again: what is looked up by it later need not hash it anew,
 * and it is no part of the file's text, which it would keep in memory.
 */
export function nameOf(key: string): VmxName {
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= KEPT) return { key, folded: foldCase(key), id: -1 };
  const own = Buffer.from(key, 'latin1').toString('latin1');
  const name = { key: own, folded: foldCase(own), id: kept.size };
  kept.set(own, name);
  return name;
}

/** The same answer, found once for each name that is kept. `find` gets the folded key. */
export function byName<T>(find: (folded: string) => T): (name: VmxName) => T {
  const answers: (T | undefined)[] = [];
  return ({ folded, id }) => {
    const known = answers[id];
    if (known !== undefined) return known;
    const answer = find(folded);
    if (id >= 0) answers[id] = answer;
    return answer;
  };
}

/**
 * `a`..`z` for `A`..`Z`: VMware folds the case of keys (libvirt's vmx2xml-case-insensitive fixtures). What
 * lies above 0x7F is part of some encoding's character and stays.
 */
export function foldCase(text: string): string {
  return NON_ASCII.test(text)
    ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    : text.toLowerCase();
}

const NON_ASCII = /[\x80-\uffff]/;
