import { describe, expect, test } from '@jest/globals';
import {
  looksLikeVmcx,
  parseVmcx,
  type VmcxFile,
  type VmcxKey,
} from '../../../grammars/vmcx/index.js';
import { bool, integer, node, text, vmTree } from '../../support/vmcx-vm.js';
import { bytesOf, sealed, writeVmcx, type Layout, type Tree } from '../../support/vmcx-writer.js';
import { changed, linesOf, linesOfTree } from './plain.js';

const TREE: Tree[] = [
  node(
    'configuration',
    integer('negative', -288005458208n),
    { name: 'most', type: 'unsigned', value: 2n ** 64n - 1n },
    { name: 'half', type: 'double', value: 0.5 },
    text('empty', ''),
    text('name', 'Übung 🖥'),
    { name: 'raw', type: 'bytes', value: Uint8Array.of(0, 255, 1) },
    { name: 'nothing', type: 'bytes', value: new Uint8Array() },
    bool('on', true),
    bool('off', false),
    node('inner', node('empty'), node('innermost', text('Schlüssel', 'x'))),
  ),
];

function read(trees: Tree[], layout?: Layout): VmcxFile {
  const file = parseVmcx(writeVmcx(trees, layout).bytes);
  expect(file.problems).toEqual([]);
  expect(file.isSound).toBe(true);
  expect(linesOf(file)).toEqual(linesOfTree(trees));
  return file;
}

describe('what a container says', () => {
  test('values of every type', () => {
    const [configuration] = read(TREE).root.children;
    expect(configuration!.children.map(({ value }) => value)).toEqual([
      -288005458208n,
      2n ** 64n - 1n,
      0.5,
      '',
      'Übung 🖥',
      Uint8Array.of(0, 255, 1),
      new Uint8Array(),
      true,
      false,
      undefined,
    ]);
  });

  test('a text with a NUL behind it, as some writers have it, is the text', () => {
    const file = read([{ name: 'a', type: 'string', value: 'xy', endsWithNul: true }]);
    const [key] = file.root.children;
    expect(key!.valueEnd - key!.valueStart).toBe(6);
  });

  test('nothing at all', () => {
    expect(read([]).root.children).toEqual([]);
  });

  test('siblings of the same name are all there', () => {
    const metric = (value: number): Tree => node('metric', integer('id', value));
    read([node('metrics', metric(3), metric(1), metric(2)), node('metrics')]);
  });

  test('children come in the order of their sequence, not in that of the file', () => {
    const trees: Tree[] = [
      text('b', '1'),
      text('a', '2'),
      node('c', text('z', '3'), text('y', '4')),
    ];
    const order = (count: number): number[] => [...Array(count).keys()].reverse();
    const file = read(trees, { order, sequenceStep: 5 });
    expect(file.keys.map(({ name }) => name)).toEqual(['y', 'z', 'c', 'a', 'b']);
  });

  test('children can stand before their parent, and in another table', () => {
    const order = (count: number): number[] => [...Array(count).keys()].reverse();
    read([vmTree({ nested: true })], { order, keysPerTable: 3 });
  });

  test('keys are nested without end', () => {
    let tree = text('x', 'y');
    for (let depth = 0; depth < 20_000; depth++) tree = node('n', tree);
    read([tree], { tableSize: 0x100000 });
  });
});

describe('how a container is laid out', () => {
  test.each<[string, Layout]>([
    ['values with room behind them', { slack: 12 }],
    ['many key tables', { keysPerTable: 2 }],
    ['large key tables', { tableSize: 0x4000 }],
    ['chained object tables', { keysPerTable: 1, slots: 3 }],
    ['the second header is the active one', { activeCopy: 1 }],
    ['slots without the flag', { slotFlags: 0 }],
    ['objects in units of 64 KB', { alignment: 0x10000, keysPerTable: 5 }],
    ['free space', { freePages: 3 }],
    ['the file ends before the log does', { cutsLog: true }],
  ])('%s', (_, layout) => {
    read(TREE, layout);
    read([vmTree({ generation: 1 }), ...TREE], layout);
  });

  test('of two valid headers the one with the higher sequence is the active one', () => {
    for (const activeCopy of [0, 1] as const) {
      const file = read(TREE, { activeCopy, sequence: 0xffff });
      expect(file.active).toBe(file.headers[activeCopy]);
      expect(file.active!.sequence).toBe(0xffff);
    }
  });

  test('values of any type in file objects', () => {
    const trees = TREE.map((tree) => structuredClone(tree));
    const [configuration] = trees;
    if (configuration?.type !== 'node') throw new Error('no node');
    configuration.children = configuration.children.map((child) =>
      child.type === 'node' || child.type === 'bytes' || child.name === 'empty'
        ? child
        : { ...child, isFile: true },
    );
    configuration.children.push(text('long', 'ab'.repeat(0x1800)));
    configuration.children.push({
      name: 'blob',
      type: 'bytes',
      value: new Uint8Array(0x800).fill(7),
    });
    const file = read(trees);
    const blob = file.keys.at(-1)!;
    expect(blob.flags).toBe(1);
    const place = file.regions.find(({ start }) => start === blob.valueStart);
    expect(place).toMatchObject({ type: 'file-object', end: blob.valueStart + 0x1000 });
  });

  test('what is left over in the log says nothing', () => {
    const { bytes, log } = writeVmcx(TREE);
    const stale = changed(bytes, log + 34, new Uint8Array(28).fill(0xab));
    expect(parseVmcx(stale)).toMatchObject({ isSound: true, pendingLogEntries: 0 });
  });

  test('objects of types that say no keys take their place', () => {
    const { bytes, slots } = writeVmcx(TREE, { freePages: 1 });
    const slot = Uint8Array.from(bytes.subarray(slots[1], slots[1]! + 18));
    slot[0] = 7;
    const file = parseVmcx(changed(bytes, slots[1]!, sealed(slot, 1)));
    expect(file.isSound).toBe(true);
    expect(file.regions.map(({ type }) => type)).toContain('other');
  });

  test('free objects behind the end of the file are no harm', () => {
    const { bytes, slots } = writeVmcx(TREE, { freePages: 1 });
    const slot = sealed(bytesOf([1, 4], [4, 0], [8, 0x100000], [4, 0x1000], [1, 1]), 1);
    expect(parseVmcx(changed(bytes, slots[1]!, slot)).isSound).toBe(true);
  });

  test('bytes that lie within a larger buffer', () => {
    const { bytes } = writeVmcx(TREE);
    const buffer = Buffer.concat([Buffer.alloc(13), bytes, Buffer.alloc(5)]);
    const file = parseVmcx(buffer.subarray(13, 13 + bytes.length));
    expect(linesOf(file)).toEqual(linesOfTree(TREE));
    expect(file.isSound).toBe(true);
  });
});

describe('where things are', () => {
  const { bytes, entries, log } = writeVmcx([vmTree({ nested: false })], {
    slack: 12,
    keysPerTable: 9,
    freePages: 2,
  });
  const file = parseVmcx(bytes);
  const slice = (start: number, end: number): Buffer => Buffer.from(bytes.subarray(start, end));

  test('the regions are the file', () => {
    let end = 0;
    for (const region of file.regions) {
      expect(region.start).toBe(end);
      expect(region.end).toBeGreaterThan(end);
      end = region.end;
    }
    expect(end).toBe(bytes.length);
    expect(file.regions.filter(({ type }) => type === 'log')).toEqual([
      { type: 'log', start: log, end: log + 0x4000 },
    ]);
    expect(file.regions.filter(({ type }) => type === 'key-table')).toHaveLength(6);
    expect(file.regions.slice(0, 3).map(({ type }) => type)).toEqual([
      'header',
      'header',
      'object-table',
    ]);
  });

  test('keys name their entry, their name, their value and their checksum', () => {
    expect(file.keys.map(({ start }) => start)).toEqual(entries);
    for (const key of file.keys) {
      expect(file.regions[key.region]).toEqual({ type: 'entry', start: key.start, end: key.end });
      expect(slice(key.nameStart, key.nameEnd).toString()).toBe(key.name);
      expect(key.crcStart).toBe(key.start + 12);
      if (key.type === 'string')
        expect(slice(key.valueStart, key.valueEnd).toString('utf16le')).toBe(key.value);
      if (key.type === 'bytes')
        expect(slice(key.valueStart, key.valueEnd)).toEqual(Buffer.from(key.value as Uint8Array));
      if (key.type === 'integer')
        expect(slice(key.valueStart, key.valueEnd).readBigInt64LE()).toBe(key.value);
      if (key.type === 'bool')
        expect(slice(key.valueStart, key.valueEnd).readInt32LE() === 1).toBe(key.value);
    }
  });

  test('parents know their children', () => {
    const check = (parent: VmcxKey): void => {
      for (const child of parent.children) {
        expect(child.parent).toBe(parent);
        check(child);
      }
    };
    check(file.root);
    expect(file.root).toMatchObject({
      name: '',
      type: 'node',
      value: undefined,
      parent: undefined,
      region: -1,
    });
  });

  test('headers are as they are written', () => {
    expect(file.headers).toHaveLength(2);
    expect(file.active).toBe(file.headers[0]);
    expect(file.headers[1]).toMatchObject({
      start: 0x1000,
      end: 0x1000 + 46,
      signature: 0x01282014,
      sequence: 6,
      formatVersion: 0x400,
      alignment: 0x1000,
      logOffset: BigInt(log),
      logSize: 0x4000n,
      logHeaderSize: 0x1000,
      isValid: true,
    });
  });
});

test('a file is known by the signature of either header', () => {
  const { bytes } = writeVmcx([]);
  expect(looksLikeVmcx(bytes)).toBe(true);
  expect(looksLikeVmcx(changed(bytes, 0, new Uint8Array(46)))).toBe(true);
  expect(looksLikeVmcx(bytes.subarray(0, 4))).toBe(true);
  expect(looksLikeVmcx(bytes.subarray(0, 3))).toBe(false);
  expect(looksLikeVmcx(Buffer.from('<?xml version="1.0"?><configuration/>'))).toBe(false);
  expect(looksLikeVmcx(new Uint8Array())).toBe(false);
});
