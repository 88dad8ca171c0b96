import type { VmcxKey, VmcxPatch } from './ast.js';
import { Source } from './source.js';

const TYPES = { 3: 'integer', 8: 'bool' } as const;
const IN_FILE_OBJECT = 1;
const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;

/**
 * What to write so that an integer or bool that is there already gets another value: of its value and of its entry's
 * checksum those bytes that differ, in order; none if it has that value. Nothing else in the file depends on it.
 *
 * Whether the file may be patched at all (`isSound`) is for the caller to ask.
 *
 * @param bytes the file that the key is from
 * @throws RangeError for other types of keys and values, and for an entry that is not right as it is
 */
export function patchLeaf(bytes: Uint8Array, key: VmcxKey, value: boolean | bigint): VmcxPatch[] {
  checkValue(key, value);
  const { start, valueStart, valueEnd, crcStart } = key;
  const old = entryOf(bytes, key);
  if (key.value === value) return [];
  const entry = new Source(old.bytes.slice());
  if (typeof value === 'bigint') entry.view.setBigInt64(valueStart - start, value, true);
  else entry.view.setInt32(valueStart - start, value ? 1 : 0, true);
  const checksum = entry.checksumWithout(crcStart - start, 0, entry.length);
  entry.view.setUint32(crcStart - start, checksum, true);
  return [
    ...differences(old.bytes, entry.bytes, start, crcStart, crcStart + 4),
    ...differences(old.bytes, entry.bytes, start, valueStart, valueEnd),
  ];
}

function checkValue(key: VmcxKey, value: boolean | bigint): void {
  if (key.value === undefined || (key.type !== 'integer' && key.type !== 'bool')) {
    throw new RangeError(`${key.name} is no integer or bool, and only those can be patched`);
  }
  if ((key.type === 'bool') !== (typeof value === 'boolean')) {
    throw new RangeError(`${key.name} is of the type ${key.type}, which ${value} is not`);
  }
  if (typeof value === 'bigint' && (value < LEAST || value > MOST)) {
    throw new RangeError(`${value} for ${key.name} has more than 64 bits`);
  }
}

/** The entry up to the end of its value, as it is. */
function entryOf(bytes: Uint8Array, key: VmcxKey): Source {
  const { start, valueEnd, crcStart } = key;
  if ((key.flags & IN_FILE_OBJECT) !== 0 || valueEnd > bytes.length) {
    throw new RangeError(`the value of ${key.name} is not in its entry`);
  }
  const entry = new Source(bytes.subarray(start, valueEnd));
  const type = TYPES[entry.u8(0) as keyof typeof TYPES] as string | undefined;
  const field = crcStart - start;
  if (type !== key.type || entry.u32(field) !== entry.checksumWithout(field, 0, entry.length)) {
    throw new RangeError(`the entry of ${key.name} has a wrong checksum, or is not from this file`);
  }
  return entry;
}

/** @param base where `old` and `entry` are in the file; the other offsets are the file's too */
function differences(
  old: Uint8Array,
  entry: Uint8Array,
  base: number,
  start: number,
  end: number,
): VmcxPatch[] {
  const patches: VmcxPatch[] = [];
  const differs = (at: number): boolean => at < end && old[at - base] !== entry[at - base];
  for (let at = start; at < end; at++) {
    if (!differs(at)) continue;
    const from = at;
    while (differs(at)) at++;
    patches.push({ start: from, end: at, bytes: entry.slice(from - base, at - base) });
  }
  return patches;
}
