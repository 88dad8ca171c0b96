import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  parseVmcx,
  patchLeaf,
  type VmcxKey,
  type VmcxPatch,
} from '../../../grammars/vmcx/index.js';
import { corpus } from '../../support/shared.js';
import { verifyVmcx } from '../../support/vmcx-verifier.js';
import { integer, text, vmTree } from '../../support/vmcx-vm.js';
import { writeVmcx } from '../../support/vmcx-writer.js';
import { changed, flipped, linesOf } from './plain.js';

const { bytes: SOUND } = writeVmcx([vmTree({ nested: false }), integer('zero', 0)], { slack: 12 });

function keyOf(bytes: Uint8Array, path: string): VmcxKey {
  let key = parseVmcx(bytes).root;
  for (const name of path.split('/')) key = key.children.find((child) => child.name === name)!;
  return key;
}

function patched(bytes: Uint8Array, patches: readonly VmcxPatch[]): Uint8Array {
  return patches.reduce((result, { start, bytes: part }) => changed(result, start, part), bytes);
}

const NESTED = 'configuration/settings/processors/nested_virtualization/enabled';

test('a bool is its byte and the four of the checksum', () => {
  const key = keyOf(SOUND, NESTED);
  const before = Uint8Array.from(SOUND);
  const patches = patchLeaf(SOUND, key, true);
  expect(SOUND).toEqual(before);
  const result = patched(SOUND, patches);
  const places = [...result.keys()].filter((at) => result[at] !== SOUND[at]);
  expect(patches.flatMap(({ start, end }) => range(start, end))).toEqual(places);
  expect(patches.every(({ start, end, bytes }) => bytes.length === end - start)).toBe(true);
  expect(places.at(-1)).toBe(key.valueStart);
  expect(places.slice(0, -1).every((at) => at >= key.crcStart && at < key.crcStart + 4)).toBe(true);
  expect(verifyVmcx(result).complaints).toEqual([]);
  expect(parseVmcx(result).isSound).toBe(true);
  expect(keyOf(result, NESTED).value).toBe(true);
});

test('the same from a Buffer, which shares its bytes with its slices', () => {
  const buffer = Buffer.from(SOUND);
  const patches = patchLeaf(buffer, keyOf(buffer, NESTED), true);
  expect(buffer.equals(SOUND)).toBe(true);
  expect(patches).toEqual(patchLeaf(SOUND, keyOf(SOUND, NESTED), true));
});

test('and back again is the file as it was', () => {
  const there = patched(SOUND, patchLeaf(SOUND, keyOf(SOUND, NESTED), true));
  expect(patched(there, patchLeaf(there, keyOf(there, NESTED), false))).toEqual(SOUND);
});

test('a value that is there already needs no patch', () => {
  expect(patchLeaf(SOUND, keyOf(SOUND, NESTED), false)).toEqual([]);
  expect(patchLeaf(SOUND, keyOf(SOUND, 'zero'), 0n)).toEqual([]);
});

test('any integer', () => {
  const key = keyOf(SOUND, 'zero');
  fc.assert(
    fc.property(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), (value) => {
      const result = patched(SOUND, patchLeaf(SOUND, key, value));
      expect(keyOf(result, 'zero').value).toBe(value);
      expect(parseVmcx(result).isSound).toBe(true);
      const lines = linesOf(parseVmcx(result));
      expect(lines.slice(0, -1)).toEqual(linesOf(parseVmcx(SOUND)).slice(0, -1));
    }),
  );
});

describe('what cannot be patched', () => {
  test.each<[string, string, boolean | bigint]>([
    ['a text', 'configuration/properties/name', true],
    ['a node', 'configuration/properties', 1n],
    ['bytes', 'configuration/properties/creation_time', 1n],
    ['an integer for a bool', NESTED, 1n],
    ['a bool for an integer', 'zero', true],
    ['more than 64 bits', 'zero', 2n ** 63n],
    ['less than 64 bits', 'zero', -(2n ** 63n) - 1n],
  ])('%s', (_, path, value) => {
    expect(() => patchLeaf(SOUND, keyOf(SOUND, path), value)).toThrow(RangeError);
  });

  test('a value outside of its entry, or of another type', () => {
    const { bytes } = writeVmcx([
      { name: 'far', type: 'integer', value: 1n, isFile: true },
      { name: 'unsigned', type: 'unsigned', value: 1n },
      text('a', 'b'),
    ]);
    expect(() => patchLeaf(bytes, keyOf(bytes, 'far'), 2n)).toThrow(RangeError);
    expect(() => patchLeaf(bytes, keyOf(bytes, 'unsigned'), 2n)).toThrow(RangeError);
  });

  test('an entry whose checksum is wrong already: a patch would make it look right', () => {
    const key = keyOf(SOUND, NESTED);
    const damaged = flipped(SOUND, key.nameStart);
    expect(() => patchLeaf(damaged, key, true)).toThrow(RangeError);
  });

  test('a key of another file', () => {
    const key = keyOf(SOUND, NESTED);
    expect(() => patchLeaf(SOUND.subarray(0, key.start), key, true)).toThrow(RangeError);
    expect(() => patchLeaf(new Uint8Array(SOUND.length), key, true)).toThrow(RangeError);
  });
});

test('every bool and integer of the real files can be patched, and nothing else changes', () => {
  for (const { bytes } of corpus('hyperv/vmcx')) {
    const { keys } = parseVmcx(bytes);
    for (const key of keys) {
      if (key.type !== 'bool' && key.type !== 'integer') continue;
      const value = key.type === 'bool' ? key.value === false : 77n - (key.value as bigint);
      const result = patched(bytes, patchLeaf(bytes, key, value));
      const after = parseVmcx(result);
      expect(after.isSound).toBe(true);
      expect(after.keys.find(({ start }) => start === key.start)!.value).toBe(value);
      const places = [...result.keys()].filter((at) => result[at] !== bytes[at]);
      expect(places.length).toBeLessThanOrEqual(12);
    }
    const first = keys.find(({ type }) => type === 'bool')!;
    const result = patched(bytes, patchLeaf(bytes, first, first.value === false));
    expect(verifyVmcx(result).complaints).toEqual([]);
  }
});

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}
