import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { bytesOf, sealed, writeVmcx } from '../../support/vmcx-writer.js';

const MEGABYTE = 0x100000;
const PAGE = 0x1000;
/** The log has the last page. */
const END = MEGABYTE - PAGE;

/** Reads a file in a process of its own, and all that it says; prints what it took. */
const CHILD = `
import { readFileSync } from 'node:fs';
import { parseVmcx } from './vmcx.mjs';
const bytes = readFileSync(process.argv[2]);
parseVmcx(bytes.subarray(0, 0x3000));
const before = process.resourceUsage().maxRSS;
const file = parseVmcx(bytes);
let values = 0;
const kept = [];
for (const key of file.keys) {
  const { value } = key;
  if (value === undefined) continue;
  values++;
  kept.push(value);
}
const took = (process.resourceUsage().maxRSS - before) / 1024;
const codes = [...new Set(file.problems.map(({ code }) => code))];
console.log(JSON.stringify({ took, keys: file.keys.length, values, kept: kept.length, codes, problems: file.problems.length, regions: file.regions.length }));
`;

interface Result {
  /** MB */
  took: number;
  keys: number;
  values: number;
  codes: string[];
  problems: number;
  regions: number;
}

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vmlint-vmcx-'));
  writeFileSync(join(folder, 'child.mjs'), CHILD);
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  await build({
    absWorkingDir: root,
    entryPoints: ['grammars/vmcx/index.ts'],
    outfile: join(folder, 'vmcx.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(bytes: Uint8Array): Result {
  const path = join(folder, 'hostile.vmcx');
  writeFileSync(path, bytes);
  return JSON.parse(
    execFileSync(process.execPath, [join(folder, 'child.mjs'), path], { encoding: 'utf8' }),
  ) as Result;
}

/** A megabyte that is one key table: what `entry` gives, as long as there is room. */
function tableOf(entry: (index: number, at: number) => Uint8Array): Uint8Array {
  const bytes = empty();
  const start = 0x3000;
  const size = END - start;
  setSlot(bytes, 0x2000, 0, 2, start, size);
  bytes.set(sealed(bytesOf([2, 2], [2, 1], [2, 1], [4, 0]), 6), start);
  let at = 10;
  for (let index = 0; ; index++) {
    const part = entry(index, at);
    if (at + part.length > size) {
      if (size - at > 21) bytes.set(bytesOf([1, 1], [1, 0], [4, size - at]), start + at);
      return bytes;
    }
    bytes.set(part, start + at);
    at += part.length;
  }
}

/** A sound container of a megabyte with nothing in it. */
function empty(): Uint8Array {
  const bytes = new Uint8Array(MEGABYTE);
  const { bytes: small, log } = writeVmcx([]);
  bytes.set(small.subarray(0, 0x3000));
  bytes.set(small.subarray(log, log + PAGE), END);
  for (let slot = 0; slot < 227; slot++) setSlot(bytes, 0x2000, slot, 0, 0, 0);
  for (const copy of [0, PAGE]) {
    bytes.set(bytesOf([8, END], [8, PAGE]), copy + 26);
    bytes.set(sealed(Uint8Array.from(bytes.subarray(copy, copy + 46)), 4), copy);
  }
  return bytes;
}

function setSlot(
  bytes: Uint8Array,
  table: number,
  slot: number,
  type: number,
  start: number,
  size: number,
): void {
  const content = bytesOf([1, type], [4, 0], [8, start], [4, size], [1, 1]);
  bytes.set(sealed(content, 1), table + 8 + 18 * slot);
}

function entry(
  type: number,
  name: string,
  value: Uint8Array,
  more: { parent?: number; sequence?: number; flags?: number } = {},
): Uint8Array {
  const { parent, sequence = 1, flags = 0 } = more;
  const bytes = new Uint8Array(21 + name.length + 1 + value.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = type;
  bytes[1] = flags;
  view.setUint32(2, bytes.length, true);
  if (parent !== undefined) {
    view.setUint16(6, 1, true);
    view.setUint32(8, parent, true);
  }
  view.setUint32(16, sequence, true);
  bytes[20] = name.length + 1;
  bytes.set(Buffer.from(name, 'latin1'), 21);
  bytes.set(value, 22 + name.length);
  view.setUint32(12, crc32(bytes), true);
  return bytes;
}

const NONE = new Uint8Array();
const INSIDE = new Uint8Array(12).fill(255);

const FILES: Record<string, () => Uint8Array> = {
  'the smallest keys': () =>
    tableOf((index) => entry(8, 'a', new Uint8Array(4), { sequence: index + 1 })),
  'keys in reverse order': () =>
    tableOf((index) => entry(8, 'a', new Uint8Array(4), { sequence: 100_000 - index })),
  'keys too small for their value': () => tableOf(() => entry(3, '', NONE)),
  'keys of no known type': () => tableOf(() => entry(200, '', NONE)),
  'free entries': () => tableOf(() => entry(1, '', NONE)),
  'nodes in nodes': () =>
    tableOf((index, at) => entry(9, 'a', INSIDE, index === 0 ? {} : { parent: at - 35 })),
  'nodes that are each other’s ancestors': () =>
    tableOf((_, at) => entry(9, 'a', INSIDE, { parent: at + (at % 2 === 0 ? 35 : -35) })),
  'one large loop': () =>
    tableOf((_, at) =>
      entry(9, 'a', INSIDE, { parent: at + 2 * 35 > END - 0x3000 ? 10 : at + 35 }),
    ),
  'keys without a parent': () => tableOf(() => entry(8, 'a', new Uint8Array(4), { parent: 11 })),
  'names that are not UTF-8': () => tableOf(() => entry(8, '\xff', new Uint8Array(4))),
  'long names': () => tableOf(() => entry(8, '\xff'.repeat(254), new Uint8Array(4))),
  'texts that claim gigabytes': () => tableOf(() => entry(6, 'a', bytesOf([4, 0xfffffffe]))),
  'one text': () =>
    tableOf((index) =>
      entry(
        6,
        'a',
        index > 0 ? NONE : Uint8Array.from([...bytesOf([4, 900_000]), ...new Uint8Array(900_000)]),
      ),
    ),
  'keys that share one file object': () => {
    const pointer = bytesOf([4, 0x80000], [8, 0x7f000]);
    const bytes = tableOf((index) => entry(7, 'a', pointer, { flags: 1, sequence: index + 1 }));
    setSlot(bytes, 0x2000, 0, 2, 0x3000, 0x7c000);
    setSlot(bytes, 0x2000, 1, 3, 0x7f000, 0x80000);
    return bytes;
  },
  'objects that each claim the whole file': () => {
    const bytes = empty();
    const table = 0x3000;
    const behind = 0xe3000;
    const count = Math.floor((behind - table - 8) / 18);
    setSlot(bytes, 0x2000, 226, 1, table, behind - table);
    bytes.set(bytesOf([4, 0x01110001], [4, count]), table);
    const slot = sealed(bytesOf([1, 2], [4, 0], [8, behind], [4, 0xfffff000], [1, 1]), 1);
    for (let index = 0; index < count; index++) bytes.set(slot, table + 8 + 18 * index);
    return bytes;
  },
  'object tables on every page': () => {
    const bytes = empty();
    for (let table = 0x3000; table < END; table += PAGE) {
      bytes.set(bytesOf([4, 0x01110001], [4, 227]), table);
      for (let slot = 0; slot < 227; slot++)
        setSlot(bytes, table, slot, 1, (table + slot * PAGE) % MEGABYTE, MEGABYTE);
    }
    setSlot(bytes, 0x2000, 226, 1, 0x3000, PAGE);
    return bytes;
  },
  'counts of billions': () => {
    const bytes = empty();
    bytes.set(bytesOf([4, 0xffffffff]), 0x2004);
    return bytes;
  },
  'a log of entries that share their data': () => {
    const bytes = empty();
    const start = 0x3000;
    const header = bytesOf(
      [4, 0x01110003],
      [4, 0],
      [4, 30_000],
      [1, 0],
      [4, 145],
      [1, 0],
      [8, 0],
      [4, 0],
      [4, 0],
    );
    bytes.set(sealed(header, 4), start);
    const size = MEGABYTE - start;
    const entry = sealed(bytesOf([8, 0], [4, size], [8, 0], [4, 0], [4, 0]), 20);
    for (let index = 0; index < 30_000; index++) bytes.set(entry, start + 34 + 28 * index);
    for (const copy of [0, PAGE]) {
      bytes.set(bytesOf([8, start], [8, size], [4, 0xffffffff]), copy + 26);
      bytes.set(sealed(Uint8Array.from(bytes.subarray(copy, copy + 46)), 4), copy);
    }
    return bytes;
  },
  'noise behind sound headers': () => {
    const bytes = empty();
    let state = 1;
    for (let at = 0x2008; at < MEGABYTE; at++)
      bytes[at] = (state = (state * 48271) % 0x7fffffff) & 255;
    return bytes;
  },
};

describe('a megabyte that wants to cost much costs less than 100', () => {
  test.each(Object.keys(FILES))('%s', (name) => {
    const { took, problems, keys, regions, values } = read(FILES[name]!());
    expect(took).toBeLessThan(100);
    expect(problems).toBeLessThan(300);
    expect(regions).toBeGreaterThan(3);
    expect(values).toBeLessThanOrEqual(keys);
  });
});

test('keys that share one file object: one of them has the value', () => {
  const { values, keys, codes } = read(FILES['keys that share one file object']!());
  expect(keys).toBeGreaterThan(10_000);
  expect({ values, codes }).toMatchObject({
    values: 1,
    codes: expect.arrayContaining(['overlap']) as unknown,
  });
});

test('keys nested in keys are all read', () => {
  const { keys, codes } = read(FILES['nodes in nodes']!());
  expect(keys).toBeGreaterThan(25_000);
  expect(codes).not.toContain('loop');
  const loop = read(FILES['one large loop']!());
  expect(loop.keys).toBe(keys);
  expect(loop.codes).toContain('loop');
  expect(loop.codes).not.toContain('orphan');
  expect(read(FILES['the smallest keys']!()).codes).toEqual([]);
});
