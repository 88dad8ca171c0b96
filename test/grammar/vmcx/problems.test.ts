import { describe, expect, test } from '@jest/globals';
import {
  MOST_PROBLEMS,
  parseVmcx,
  type VmcxFile,
  type VmcxProblemCode,
} from '../../../grammars/vmcx/index.js';
import { bool, integer, node, text } from '../../support/vmcx-vm.js';
import { bytesOf, sealed, writeVmcx, type Tree, type Written } from '../../support/vmcx-writer.js';
import { changed, flipped, linesOf, linesOfTree } from './plain.js';

const LONG: Tree = { name: 'long', type: 'bytes', value: new Uint8Array(0x900).fill(1) };
const TREE: Tree[] = [
  node('top', integer('one', 1), node('deep', bool('two', true)), LONG),
  text('three', '3'),
];
/** In the order of the tree: top, one, deep, two, long, three. */
const [TOP, ONE, DEEP, TWO, LAST] = [0, 1, 2, 3, 4];
const WRITTEN = writeVmcx(TREE, { keysPerTable: 3, slots: 4, slack: 12, freePages: 1 });
const { bytes: SOUND, entries, log, slots, keyTables, fileObjects, objectTables } = WRITTEN;

function codesOf({ problems }: VmcxFile): VmcxProblemCode[] {
  return problems.map(({ code }) => code);
}

/** The file after other fields of a structure, with a checksum that fits them. */
function resealed(
  start: number,
  length: number,
  field: number,
  ...parts: [at: number, bytes: Uint8Array][]
): Uint8Array {
  const structure = Uint8Array.from(SOUND.subarray(start, start + length));
  for (const [at, part] of parts) structure.set(part, at);
  return changed(SOUND, start, sealed(structure, field));
}

function header(copy: number, at: number, part: Uint8Array): Uint8Array {
  return resealed(copy * 0x1000, 46, 4, [at, part]);
}

function slot(index: number, ...parts: [at: number, bytes: Uint8Array][]): Uint8Array {
  return resealed(slots[index]!, 18, 1, ...parts);
}

function entry(index: number, ...parts: [at: number, bytes: Uint8Array][]): Uint8Array {
  const key = parseVmcx(SOUND).keys.find(({ start }) => start === entries[index]!)!;
  const end = (key.flags & 1) === 0 ? key.valueEnd : key.nameEnd + 13;
  return resealed(key.start, end - key.start, 12, ...parts);
}

function u16(value: number): Uint8Array {
  return bytesOf([2, value]);
}

function u32(value: number): Uint8Array {
  return bytesOf([4, value]);
}

test('without any damage there is no problem', () => {
  expect(parseVmcx(SOUND)).toMatchObject({ problems: [], moreProblems: 0, isSound: true });
  expect(objectTables).toHaveLength(2);
});

describe('wrong checksums and signatures: the same tree, and what is wrong', () => {
  test.each<[string, number, VmcxProblemCode]>([
    ['the active header', 4, 'header-checksum'],
    ['the other header', 0x1004, 'header-checksum'],
    ['the signature of a header', 0x1000, 'header-signature'],
    ['a field of a header', 18, 'header-checksum'],
    ['a slot', slots[0]! + 1, 'object-checksum'],
    ['a slot of a chained table', slots[3]! + 1, 'object-checksum'],
    ['an empty slot', objectTables[1]! + 8 + 18 * 2 + 1, 'object-checksum'],
    ['the slot of the next table', objectTables[0]! + 8 + 18 * 3 + 1, 'object-checksum'],
    ['a key table', keyTables[0]! + 6, 'key-table-checksum'],
    ['an entry', entries[TWO]! + 12, 'entry-checksum'],
    ['a node', entries[TOP]! + 12, 'entry-checksum'],
    ['an entry with a file object', entries[LAST]! + 12, 'entry-checksum'],
    ['the log', log + 4, 'log-checksum'],
    ['the signature of the log', log, 'log-signature'],
  ])('%s', (_, at, code) => {
    const file = parseVmcx(flipped(SOUND, at));
    expect(codesOf(file)).toEqual([code]);
    expect(file.problems[0]!.start).toBeLessThanOrEqual(at);
    expect(file.problems[0]!.end).toBeGreaterThan(at);
    expect(file.isSound).toBe(false);
    expect(linesOf(file)).toEqual(linesOfTree(TREE));
  });

  test('of both headers: none is active, and the tree is there', () => {
    const file = parseVmcx(flipped(flipped(SOUND, 18), 0x1000 + 18));
    expect(codesOf(file)).toEqual(['header-checksum', 'header-checksum']);
    expect(file.active).toBeUndefined();
    expect(linesOf(file)).toEqual(linesOfTree(TREE));
  });

  test('a value says something else', () => {
    const { keys } = parseVmcx(SOUND);
    const one = keys.find(({ name }) => name === 'one')!;
    const file = parseVmcx(flipped(SOUND, one.valueStart));
    expect(file.problems).toEqual([
      {
        code: 'entry-checksum',
        start: one.start,
        end: one.valueEnd,
        message: expect.stringMatching(
          /^the checksum of "one" at 0x\w+ is 0x\w+, its bytes give 0x\w+$/,
        ) as unknown,
      },
    ]);
  });
});

describe('what is wrong although the checksums are right', () => {
  test.each<[string, Uint8Array, VmcxProblemCode[]]>([
    ['both headers are of the same age', header(1, 8, u16(7)), ['header-sequence']],
    ['an alignment of less than a page', header(0, 22, u32(512)), ['alignment']],
    ['an alignment that is no power of two', header(0, 22, u32(0x3000)), ['alignment']],
    ['the log is nowhere', header(0, 26, bytesOf([8, 0])), ['overlap']],
    ['the log is behind the file', header(0, 26, bytesOf([8, 2n ** 40n])), ['truncated']],
    [
      'the log is behind every file',
      header(0, 26, bytesOf([8, 2n ** 64n - 0x1000n])),
      ['truncated'],
    ],
    ['the log is in no page', header(0, 26, bytesOf([8, log + 8])), ['out-of-bounds']],
    ['the log has no size', header(0, 34, bytesOf([8, 0])), ['out-of-bounds']],
    ['the log is over the object table', header(0, 26, bytesOf([8, 0x2000])), ['overlap']],
    ['an object of an unknown type', slot(2, [0, Uint8Array.of(9)]), ['object-type']],
    [
      'the last slot is no object table',
      resealed(objectTables[0]! + 8 + 54, 18, 1, [0, Uint8Array.of(4)], [5, u32(0x4000_0000)]),
      ['object-type', 'file-object'],
    ],
    [
      'an index that two tables have',
      resealed(keyTables[1]!, 10, 6, [2, u16(1)]),
      ['key-table-index'],
    ],
    ['an index that is the root', resealed(keyTables[1]!, 10, 6, [2, u16(0)]), ['key-table-index']],
    ['an insertion sequence of 0', entry(ONE, [16, u32(0)]), ['insertion-sequence']],
    ['a sequence that a sibling has', entry(ONE, [16, u32(2)]), ['insertion-sequence']],
    [
      'a sequence that the parent still has to give',
      entry(ONE, [16, u32(9)]),
      ['insertion-sequence'],
    ],
    ['an unknown type of key', entry(ONE, [0, Uint8Array.of(2)]), ['entry-type']],
    ['a name without an end', entry(ONE, [24, Uint8Array.of(65)]), ['entry-name']],
    ['a name with a NUL in it', entry(ONE, [22, Uint8Array.of(0)]), ['entry-name']],
    ['a name that is not UTF-8', entry(ONE, [22, Uint8Array.of(0xff)]), ['entry-name']],
    ['a parent where nothing starts', entry(TWO, [8, u32(11)]), ['orphan']],
    ['a parent in no table', entry(TWO, [6, u16(77)]), ['orphan']],
    ['a parent that is no node', entry(TWO, [8, u32(entries[ONE]! - keyTables[0]!)]), ['orphan']],
    ['a parent in the root, but not its start', entry(TWO, [6, u16(0)], [8, u32(10)]), ['orphan']],
    ['a node that is its own parent', entry(TOP, [6, u16(1)], [8, u32(10)]), ['loop']],
    [
      'a node that is its own grandparent',
      entry(TOP, [6, u16(1)], [8, u32(entries[DEEP]! - keyTables[0]!)]),
      ['loop', 'insertion-sequence'],
    ],
    ['a file object in no table', entry(LAST, [30, u32(keyTables[0]!)]), ['file-object']],
    [
      'a file object behind every file',
      entry(LAST, [30, bytesOf([8, 2n ** 64n - 1n])]),
      ['file-object'],
    ],
    ['a file object that is too small', entry(LAST, [26, u32(0x1001)]), ['file-object']],
    [
      'an integer in a file object of no bytes',
      entry(LAST, [0, Uint8Array.of(3)], [26, u32(7)]),
      ['file-object'],
    ],
    ['half a character', entry(LAST, [0, Uint8Array.of(6)], [26, u32(0x7ff)]), ['entry-value']],
  ])('%s', (_, bytes, codes) => {
    const file = parseVmcx(bytes);
    expect(new Set(codesOf(file))).toEqual(new Set(codes));
    expect(file.isSound).toBe(false);
  });

  test('a parent that is gone takes its children with it, and they can still be found', () => {
    const file = parseVmcx(entry(DEEP, [8, u32(11)]));
    expect(linesOf(file)).toHaveLength(4);
    const deep = file.keys.find(({ name }) => name === 'deep')!;
    expect(deep.parent).toBeUndefined();
    expect(deep.children.map(({ name, value }) => [name, value])).toEqual([['two', true]]);
  });

  test('of two tables with an index the one with the higher sequence is read', () => {
    const older = resealed(keyTables[0]!, 10, 6, [2, u16(2)], [4, u16(2)]);
    expect(parseVmcx(older).keys.map(({ name }) => name)).toEqual(['two', 'long', 'three']);
    const newer = resealed(keyTables[0]!, 10, 6, [2, u16(2)], [4, u16(4)]);
    expect(parseVmcx(newer).keys.map(({ name }) => name)).toEqual(['top', 'one', 'deep']);
  });

  test('what is read instead of an older table is in its place in the file', () => {
    const { bytes, keyTables } = writeVmcx([text('a', '1'), text('b', '2'), text('c', '3')], {
      keysPerTable: 1,
    });
    const third = bytesOf([2, 2], [2, 1], [2, 4], [4, 0]);
    const file = parseVmcx(changed(bytes, keyTables[2]!, sealed(third, 6)));
    expect(codesOf(file)).toEqual(['key-table-index']);
    expect(file.keys.map(({ name }) => name)).toEqual(['b', 'c']);
    for (const key of file.keys) expect(file.regions[key.region]!.start).toBe(key.start);
  });

  test('sizes that do not fit', () => {
    const one = entries[ONE]!;
    const cases: [number, Uint8Array, VmcxProblemCode][] = [
      [one + 2, u32(0), 'entry-size'],
      [one + 2, u32(20), 'entry-size'],
      [one + 2, u32(0xffffffff), 'entry-size'],
      [one + 2, u32(26), 'entry-value'],
      [one + 20, Uint8Array.of(255), 'entry-size'],
    ];
    for (const [at, part, code] of cases) {
      const file = parseVmcx(changed(SOUND, at, part));
      expect(codesOf(file)).toContain(code);
      expect(file.regions.at(-1)!.end).toBe(SOUND.length);
    }
  });

  test('a rest of a table that is too small for an entry', () => {
    const { bytes, keyTables } = writeVmcx([integer('a', 1)]);
    const free = keyTables[0]! + 10 + 21 + 2 + 8;
    const file = parseVmcx(changed(bytes, free + 2, u32(keyTables[0]! + 0x1000 - 21 - free)));
    expect(file.problems).toMatchObject([
      { code: 'entry-size', start: keyTables[0]! + 0x1000 - 21, end: keyTables[0]! + 0x1000 },
    ]);
  });

  test('a text that claims more bytes than there are is not read', () => {
    const { bytes, entries } = writeVmcx([text('a', 'xyz')]);
    const file = parseVmcx(changed(bytes, entries[0]! + 23, u32(0xffffffff)));
    expect(codesOf(file)).toEqual(['entry-value']);
    expect(file.root.children[0]!.value).toBeUndefined();
  });

  test('two keys of one file object: the second has no value', () => {
    const { bytes, entries } = writeVmcx([LONG, { ...LONG }]);
    const [first, second] = parseVmcx(bytes).keys;
    const pointer = bytes.subarray(first!.nameEnd + 1, first!.nameEnd + 13);
    const same = changed(bytes, second!.nameEnd + 1, pointer);
    const sealedEntry = sealed(
      Uint8Array.from(same.subarray(entries[1], second!.nameEnd + 13)),
      12,
    );
    const file = parseVmcx(changed(same, entries[1]!, sealedEntry));
    expect(codesOf(file)).toEqual(['overlap']);
    expect(file.keys.map(({ value }) => value === undefined)).toEqual([false, true]);
  });
});

describe('formats', () => {
  test.each([0x100, 0x101, 0x200, 0x300, 0x301, 0x401, 0xffffffff])(
    '%i is refused',
    (formatVersion) => {
      const file = parseVmcx(writeVmcx(TREE, { formatVersion }).bytes);
      expect(codesOf(file)).toEqual(['format-version']);
      expect(file.keys).toEqual([]);
      expect(file.regions.map(({ type }) => type)).toEqual(['header', 'header', 'gap']);
    },
  );

  test('what is no such file at all', () => {
    for (const bytes of [new Uint8Array(), Buffer.from('x'), new Uint8Array(0x8000)]) {
      const file = parseVmcx(bytes);
      expect(codesOf(file)).toEqual(['signature']);
      expect(file).toMatchObject({ isSound: false, active: undefined, headers: [], keys: [] });
    }
  });
});

describe('objects in each other’s way', () => {
  test('key tables at the same place: one is read', () => {
    const file = parseVmcx(slot(1, [5, bytesOf([8, keyTables[0]!])]));
    expect(codesOf(file)).toContain('overlap');
    expect(file.keys.map(({ name }) => name)).toEqual(['top', 'one', 'deep']);
  });

  test.each([
    ['a header', 0x1000],
    ['the object table', 0x2000],
    ['the log', log],
  ])('a key table over %s', (_, start) => {
    const file = parseVmcx(slot(1, [5, bytesOf([8, start])]));
    expect(codesOf(file)).toContain('overlap');
  });

  test('a file object over the end of a chained object table', () => {
    const chain = objectTables[0]! + 8 + 18 * 3;
    const longer = resealed(chain, 18, 1, [13, u32(0x3000)]);
    expect(codesOf(parseVmcx(longer))).toContain('overlap');
  });

  test('a key table that starts within a page', () => {
    expect(codesOf(parseVmcx(slot(1, [5, bytesOf([8, keyTables[1]! + 2])])))).toContain(
      'alignment',
    );
  });

  test('a damaged slot takes no place from a sound one', () => {
    const damaged = changed(SOUND, slots[0]! + 13, u32(0x10000));
    const file = parseVmcx(damaged);
    expect(codesOf(file)).toEqual(expect.arrayContaining(['object-checksum', 'overlap']));
    expect(linesOf(file)).toEqual(linesOfTree(TREE));
  });

  test('object tables that lead to each other', () => {
    const last = objectTables[1]! + 8 + 18 * 3;
    const back = resealed(last, 18, 1, [0, Uint8Array.of(1)], [5, u32(0x2000)], [13, u32(0x1000)]);
    const file = parseVmcx(back);
    expect(codesOf(file)).toEqual(['loop']);
    expect(linesOf(file)).toEqual(linesOfTree(TREE));
  });

  test('more slots than the table has room for', () => {
    const file = parseVmcx(changed(SOUND, 0x2004, u32(0xffffffff)));
    expect(codesOf(file)).toContain('out-of-bounds');
    expect(file.moreProblems).toBeGreaterThan(0);
    expect(codesOf(file).filter((code) => code === 'object-checksum')).toHaveLength(MOST_PROBLEMS);
  });

  test('the signature of an object table', () => {
    expect(codesOf(parseVmcx(flipped(SOUND, 0x2000)))).toEqual(['object-table-signature']);
    expect(codesOf(parseVmcx(flipped(SOUND, objectTables[1]!)))).toContain(
      'object-table-signature',
    );
    expect(codesOf(parseVmcx(flipped(SOUND, keyTables[1]!)))).toContain('key-table-signature');
  });
});

describe('a log with changes that wait', () => {
  const [one] = parseVmcx(SOUND).keys;
  const pending = [
    { offset: one!.start, data: new Uint8Array(64).fill(5) },
    { offset: one!.start + 64, data: new Uint8Array(16).fill(6) },
  ];
  const dirty: Written = writeVmcx(TREE, { pending });

  test('is told, and the tree is the one before them', () => {
    const file = parseVmcx(dirty.bytes);
    expect(file.problems).toEqual([
      {
        code: 'dirty',
        start: dirty.log + 8,
        end: dirty.log + 12,
        message:
          '2 changes wait in the replay log to be applied; in a file that was closed properly there is none',
      },
    ]);
    expect(file).toMatchObject({ pendingLogEntries: 2, isSound: false });
    expect(linesOf(file)).toEqual(linesOfTree(TREE));
  });

  test.each<[string, (bytes: Uint8Array, log: number) => Uint8Array, VmcxProblemCode]>([
    ['an entry', (bytes, log) => flipped(bytes, log + 34 + 20), 'log-entry-checksum'],
    ['the data of an entry', (bytes, log) => flipped(bytes, log + 0x1000), 'log-data-checksum'],
    [
      'an entry with data behind the log',
      (bytes, log) => {
        const entry = Uint8Array.from(bytes.subarray(log + 34, log + 62));
        entry.set(bytesOf([8, 2n ** 63n]), 12);
        return changed(bytes, log + 34, sealed(entry, 20));
      },
      'out-of-bounds',
    ],
    [
      'more entries than there is room for',
      (bytes, log) => changed(bytes, log + 8, u32(0xffffffff)),
      'out-of-bounds',
    ],
  ])('%s', (_, damage, code) => {
    const file = parseVmcx(damage(dirty.bytes, dirty.log));
    expect(codesOf(file)).toContain(code);
    expect(codesOf(file)).toContain('dirty');
  });
});

test('problems come in the order of the file, and say where they are', () => {
  const file = parseVmcx(flipped(flipped(flipped(SOUND, log + 4), entries[TWO]! + 12), 4));
  expect(codesOf(file)).toEqual(['header-checksum', 'entry-checksum', 'log-checksum']);
  expect(fileObjects).toHaveLength(1);
  for (const { start, end } of file.problems) {
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(SOUND.length);
  }
});
