import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseVmcx, type VmcxFile } from '../../../grammars/vmcx/index.js';
import { verifyVmcx } from '../../support/vmcx-verifier.js';
import { vmTree } from '../../support/vmcx-vm.js';
import { writeVmcx, type Layout, type Tree } from '../../support/vmcx-writer.js';
import { changed, linesOf, linesOfTree } from './plain.js';

/** Few, so that siblings often have the same. */
const NAME = fc.constantFrom('a', 'b', 'Name', 'name', 'ключ', '_5f_', ' ', 'x'.repeat(254));

const LEAF: fc.Arbitrary<Tree> = fc.oneof(
  tree('integer', fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)),
  tree('unsigned', fc.bigInt(0n, 2n ** 64n - 1n)),
  tree('double', fc.double({ noNaN: true })),
  tree('bool', fc.boolean()),
  // A NUL at the end is the writer's, not the text's.
  tree(
    'string',
    fc.string({ unit: 'binary' }).filter((text) => !text.endsWith('\0')),
  ),
  tree('bytes', fc.uint8Array({ maxLength: 40 })),
  tree('bytes', fc.constant(new Uint8Array(0x801).fill(9))),
);

const TREES = fc.letrec<{ trees: Tree[]; node: Tree }>((tie) => ({
  trees: fc.array(fc.oneof({ depthSize: 'small' }, LEAF, tie('node')), { maxLength: 6 }),
  node: fc.record({ name: NAME, type: fc.constant('node' as const), children: tie('trees') }),
})).trees;

const LAYOUT: fc.Arbitrary<Layout> = fc.record({
  alignment: fc.constantFrom(0x1000, 0x1000, 0x2000, 0x10000),
  activeCopy: fc.constantFrom(0 as const, 1 as const),
  sequence: fc.integer({ min: 1, max: 0xffff }),
  slots: fc.integer({ min: 2, max: 227 }),
  slotFlags: fc.constantFrom(0, 1),
  keysPerTable: fc.constantFrom(1, 2, 7, 1000),
  slack: fc.constantFrom(0, 12, 40),
  sequenceStep: fc.constantFrom(1, 3),
  cutsLog: fc.boolean(),
  order: fc.infiniteStream(fc.nat()).map((numbers) => (count: number) => {
    const keys = [...Array(count).keys()].map((index) => ({
      index,
      by: numbers.next().value as number,
    }));
    return keys.sort((a, b) => a.by - b.by).map(({ index }) => index);
  }),
});

function tree<T>(type: string, value: fc.Arbitrary<T>): fc.Arbitrary<Tree> {
  const isFile = fc.boolean();
  return fc
    .record({ name: NAME, value, isFile })
    .map(
      (leaf) => ({ ...leaf, type, isFile: leaf.isFile || isLarge(leaf.value) }) as unknown as Tree,
    );
}

function isLarge(value: unknown): boolean {
  return value instanceof Uint8Array && value.length > 0x800;
}

test('what is written is read, in whichever layout', () => {
  fc.assert(
    fc.property(TREES, LAYOUT, (trees, layout) => {
      const { bytes } = writeVmcx(trees, layout);
      const file = parseVmcx(bytes);
      expect(file.problems).toEqual([]);
      expect(linesOf(file)).toEqual(linesOfTree(trees));
      expectWhole(file, bytes);
      if (layout.cutsLog !== true) {
        const { complaints, keys } = verifyVmcx(bytes);
        expect(complaints).toEqual([]);
        expect(keys).toHaveLength(file.keys.length);
      }
    }),
    { numRuns: 200 },
  );
});

describe('damage', () => {
  const { bytes } = writeVmcx([vmTree({ nested: true })], { keysPerTable: 9, slots: 5, slack: 12 });
  const lines = linesOf(parseVmcx(bytes));
  const isSame = (file: VmcxFile): boolean =>
    JSON.stringify(linesOf(file)) === JSON.stringify(lines);

  test('of one byte: the tree is the same, or a problem says what is wrong', () => {
    const used = parseVmcx(bytes).regions.filter(({ type }) => type !== 'log' && type !== 'gap');
    const place = fc
      .constantFrom(...used)
      .chain(({ start, end }) => fc.integer({ min: start, max: Math.min(end, start + 120) - 1 }));
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (at, difference) => {
        const file = parseVmcx(changed(bytes, at, Uint8Array.of(bytes[at]! ^ difference)));
        expectWhole(file, bytes);
        expect(file.isSound).toBe(file.problems.length === 0);
        if (file.isSound) expect(linesOf(file)).toEqual(lines);
      }),
      { numRuns: 2000 },
    );
  });

  test('of many bytes: nothing is thrown, and the regions are still the file', () => {
    const spot = fc.tuple(fc.nat(bytes.length - 9), fc.uint8Array({ minLength: 1, maxLength: 9 }));
    fc.assert(
      fc.property(fc.array(spot, { minLength: 1, maxLength: 30 }), (spots) => {
        const damaged = spots.reduce((result, [at, part]) => changed(result, at, part), bytes);
        const file = parseVmcx(damaged);
        expectWhole(file, damaged);
        for (const { value } of file.keys) expect(value).toBe(value);
      }),
      { numRuns: 500 },
    );
  });

  test('the file ends early, at any multiple of 512 bytes: the same tree, or a problem', () => {
    let cuts = 0;
    for (let length = 0; length < bytes.length; length += 512) {
      const cut = bytes.subarray(0, length);
      const file = parseVmcx(cut);
      expectWhole(file, cut);
      expect(isSame(file) || !file.isSound).toBe(true);
      if (!file.isSound) cuts++;
    }
    expect(cuts).toBeGreaterThan(70);
  });

  test('the file ends early, at any byte of its first three pages', () => {
    for (let length = 0; length < 0x3100; length++) {
      const file = parseVmcx(bytes.subarray(0, length));
      expect(file.isSound).toBe(false);
      expect(file.problems.length).toBeGreaterThan(0);
    }
  });
});

test('any bytes at all', () => {
  const signed = fc
    .uint8Array({ maxLength: 0x5000 })
    .map((rest) => Uint8Array.from([0x14, 0x20, 0x28, 0x01, ...rest]));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), signed), (bytes) => {
      expectWhole(parseVmcx(bytes), bytes);
    }),
  );
});

/** The regions are the file, and all else lies within it. */
function expectWhole(file: VmcxFile, bytes: Uint8Array): void {
  let end = 0;
  let entries = 0;
  for (const region of file.regions) {
    if (region.start !== end || region.end <= end) throw new Error(`a hole or overlap at ${end}`);
    end = region.end;
    if (region.type === 'entry') entries++;
  }
  expect(end).toBe(bytes.length);
  expect(entries).toBe(file.keys.length);
  for (const key of file.keys) {
    const region = file.regions[key.region]!;
    const isInside =
      region.start === key.start &&
      region.end === key.end &&
      key.nameEnd <= key.end &&
      key.valueEnd <= bytes.length;
    if (!isInside) throw new Error(`the key at ${key.start} is not in its region`);
  }
  for (const { start, end } of file.problems) {
    if (start > end || end > bytes.length) throw new Error(`a problem at ${start}..${end}`);
  }
}
