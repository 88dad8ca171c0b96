import { crc32 } from 'node:zlib';

/** Writes containers of Hyper-V, also odd ones. Written from the description of the format, not from its reader. */
export type Leaf =
  | { type: 'integer' | 'unsigned'; value: bigint }
  | { type: 'double'; value: number }
  | { type: 'string'; value: string }
  | { type: 'bytes'; value: Uint8Array }
  | { type: 'bool'; value: boolean };

export type Tree = { name: string; flags?: number; slack?: number; sequence?: number } & (
  { type: 'node'; children: Tree[] } | (Leaf & { isFile?: boolean; endsWithNul?: boolean })
);

export interface Layout {
  /** Of all objects; a power of two from 0x1000. */
  alignment?: number;
  /** Which copy of the header has the higher sequence. */
  activeCopy?: 0 | 1;
  sequence?: number;
  formatVersion?: number;
  /** The slots of each object table, the last of which is for the next one. */
  slots?: number;
  slotFlags?: number;
  tableSize?: number;
  /** How many keys a key table takes at most. */
  keysPerTable?: number;
  /** In which order keys are stored: the given indexes are in the order of the tree. */
  order?: (count: number) => number[];
  /** Behind every value that is not a node's. */
  slack?: number;
  /** From one child to the next. */
  sequenceStep?: number;
  /** What the log has still to write. */
  pending?: { offset: number; data: Uint8Array }[];
  /** The file ends behind the log's header, as real ones of stopped VMs do. */
  cutsLog?: boolean;
  /** A free object between the others. */
  freePages?: number;
}

/** Where things lie, for tests that change them. */
export interface Written {
  bytes: Uint8Array;
  log: number;
  objectTables: number[];
  /** The used slots, without those of chained tables. */
  slots: number[];
  keyTables: number[];
  fileObjects: number[];
  /** In the order of the tree: a node before its children. */
  entries: number[];
}

const PAGE = 0x1000;
const FIRST_TABLE = 0x2000;
const LOG_SIZE = 0x4000;
const MANY = 0x800;
const NUMBERS = { integer: 3, unsigned: 4, double: 5, string: 6, bytes: 7, bool: 8, node: 9 };

interface Entry {
  tree: Tree;
  parent: Entry | undefined;
  sequence: number;
  content: Uint8Array;
  file: Uint8Array | undefined;
  slack: number;
  table: number;
  offset: number;
}

export function bytesOf(...parts: [size: number, value: number | bigint][]): Uint8Array {
  const bytes = parts.flatMap(([size, value]) =>
    Array.from({ length: size }, (_, index) =>
      Number((BigInt(value) >> BigInt(8 * index)) & 0xffn),
    ),
  );
  return Uint8Array.from(bytes);
}

/** Puts the checksum of all of it, taken with zeros there, at `field`. */
export function sealed(bytes: Uint8Array, field: number): Uint8Array {
  bytes.fill(0, field, field + 4);
  bytes.set(bytesOf([4, crc32(bytes)]), field);
  return bytes;
}

export function writeVmcx(children: Tree[], layout: Layout = {}): Written {
  const { alignment = PAGE, tableSize = PAGE, slots: slotCount = 227, slotFlags = 1 } = layout;
  const entries = collect(children, layout);
  const tables = place(entries, layout);
  const image = new Map<number, Uint8Array>();
  let end = FIRST_TABLE + alignment;
  const put = (bytes: Uint8Array, size = bytes.length): number => {
    const start = end;
    image.set(start, bytes);
    end += Math.ceil(size / alignment) * alignment;
    return start;
  };
  const objects: { type: number; start: number; size: number }[] = [];
  const aligned = (size: number): number => Math.ceil(size / alignment) * alignment;
  const size = aligned(tableSize);
  const keyTables = tables.map(() => put(new Uint8Array(size)));
  objects.push(...keyTables.map((start) => ({ type: 2, start, size })));
  if (layout.freePages !== undefined) {
    const bytes = new Uint8Array(aligned(layout.freePages * PAGE)).fill(0xfd);
    objects.push({ type: 4, start: put(bytes), size: bytes.length });
  }
  const fileObjects: number[] = [];
  for (const entry of entries) {
    const { file, content } = entry;
    if (file === undefined) continue;
    const size = aligned(Math.max(file.length, 1));
    const start = put(file, size);
    fileObjects.push(start);
    objects.push({ type: 3, start, size });
    content.set(bytesOf([4, file.length], [8, start]), content.length - 12);
  }
  tables.forEach((table, index) =>
    image.set(keyTables[index]!, writeTable(table, index + 1, size)),
  );

  const objectTables = [FIRST_TABLE];
  const perTable = slotCount - 1;
  for (let rest = objects.length - perTable; rest > 0; rest -= perTable) {
    objectTables.push(put(new Uint8Array(alignment)));
  }
  const slots: number[] = [];
  objectTables.forEach((start, index) => {
    const table = new Uint8Array(alignment);
    table.set(bytesOf([4, 0x01110001], [4, slotCount]));
    const used = objects.slice(index * perTable, (index + 1) * perTable);
    for (let slot = 0; slot < slotCount; slot++) {
      const next = slot === perTable ? objectTables[index + 1] : undefined;
      const object = next === undefined ? used[slot] : { type: 1, start: next, size: alignment };
      const { type, start: offset, size: length } = object ?? { type: 0, start: 0, size: 0 };
      const flags = object === undefined ? 0 : slotFlags;
      const at = 8 + 18 * slot;
      table.set(sealed(bytesOf([1, type], [4, 0], [8, offset], [4, length], [1, flags]), 1), at);
      if (used[slot] !== undefined) slots.push(start + at);
    }
    image.set(start, table);
  });

  const log = put(writeLog(layout.pending ?? []));
  if (layout.cutsLog === true) end = log + PAGE + 36;
  const bytes = new Uint8Array(end);
  for (const [start, part] of image) bytes.set(part.subarray(0, end - start), start);
  const { sequence = 7, activeCopy = 0, formatVersion = 0x400 } = layout;
  for (const copy of [0, 1]) {
    const own = copy === activeCopy ? sequence : sequence - 1;
    const fields = bytesOf([4, 0x01282014], [4, 0], [2, own], [4, formatVersion], [4, 0], [4, 0]);
    const rest = bytesOf([4, alignment], [8, log], [8, LOG_SIZE], [4, PAGE]);
    bytes.set(sealed(Uint8Array.from([...fields, ...rest]), 4), copy * PAGE);
  }
  const starts = entries.map(({ table, offset }) => keyTables[table - 1]! + offset);
  return { bytes, log, objectTables, slots, keyTables, fileObjects, entries: starts };
}

/** All of a tree, parents first, without recursion: trees of tests can be deep. */
function collect(children: Tree[], { slack = 0, sequenceStep = 1 }: Layout): Entry[] {
  const entries: Entry[] = [];
  const open = children.map((tree, index) => ({
    tree,
    index,
    parent: undefined as Entry | undefined,
  }));
  open.reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { tree, index, parent } = next;
    const sequence = tree.sequence ?? 1 + index * sequenceStep;
    const value = tree.type === 'node' ? nodeValue(tree.children, sequenceStep) : valueOf(tree);
    const isFile = tree.type !== 'node' && (tree.isFile ?? value.length >= MANY);
    const name = new TextEncoder().encode(tree.name);
    const isCounted = tree.type === 'string' || tree.type === 'bytes';
    const inline = isFile
      ? new Uint8Array(12)
      : isCounted
        ? [...bytesOf([4, value.length]), ...value]
        : value;
    const content = Uint8Array.from([...name, 0, ...inline]);
    const file = isFile ? value : undefined;
    const entry = {
      tree,
      parent,
      sequence,
      content,
      file,
      slack: tree.slack ?? (tree.type === 'node' ? 0 : slack),
      table: 0,
      offset: 0,
    };
    entries.push(entry);
    if (tree.type !== 'node') continue;
    for (let child = tree.children.length - 1; child >= 0; child--) {
      open.push({ tree: tree.children[child]!, index: child, parent: entry });
    }
  }
  return entries;
}

function nodeValue(children: Tree[], step: number): Uint8Array {
  const last = children.reduce(
    (most, child, index) => Math.max(most, child.sequence ?? 1 + index * step),
    0,
  );
  return bytesOf([8, 0], [4, children.length === 0 ? 0 : last + 1]);
}

function valueOf(leaf: Leaf & { endsWithNul?: boolean }): Uint8Array {
  switch (leaf.type) {
    case 'integer':
    case 'unsigned':
      return bytesOf([8, leaf.value]);
    case 'double':
      return new Uint8Array(new Float64Array([leaf.value]).buffer);
    case 'bool':
      return bytesOf([4, leaf.value ? 1 : 0]);
    case 'bytes':
      return leaf.value;
    case 'string':
      return Uint8Array.from(
        Buffer.from(leaf.value + (leaf.endsWithNul === true ? '\0' : ''), 'utf16le'),
      );
  }
}

/** Says of each entry in which table and where it is. */
function place(entries: Entry[], layout: Layout): Entry[][] {
  const { tableSize = PAGE, keysPerTable = Infinity, alignment = PAGE } = layout;
  const room = Math.ceil(tableSize / alignment) * alignment;
  const order = layout.order?.(entries.length) ?? entries.keys();
  const tables: Entry[][] = [];
  let offset = Infinity;
  for (const index of order) {
    const entry = entries[index]!;
    const size = 21 + entry.content.length + entry.slack;
    if (offset + size > room || tables.at(-1)!.length >= keysPerTable) {
      tables.push([]);
      offset = 10;
    }
    if (offset + size > room) throw new Error(`${entry.tree.name} does not fit into a table`);
    tables.at(-1)!.push(entry);
    entry.table = tables.length;
    entry.offset = offset;
    offset += size;
  }
  return tables.length === 0 ? [[]] : tables;
}

function writeTable(entries: Entry[], index: number, size: number): Uint8Array {
  const table = new Uint8Array(size);
  table.set(sealed(bytesOf([2, 2], [2, index], [2, 3], [4, 0]), 6));
  let end = 10;
  entries.forEach((entry, position) => {
    const { tree, parent, content, offset } = entry;
    const behind = offset + 21 + content.length + entry.slack;
    const left = size - behind;
    // What is too small for a free entry belongs to the last one.
    const isLast = position === entries.length - 1 && left <= 21;
    end = isLast ? size : behind;
    const flags = (tree.flags ?? 0) | (entry.file === undefined ? 0 : 1);
    const header = bytesOf(
      ...([
        [1, NUMBERS[tree.type]],
        [1, flags],
        [4, end - offset],
      ] as [number, number][]),
      ...([
        [2, parent?.table ?? 0],
        [4, parent?.offset ?? 0],
        [4, 0],
      ] as [number, number][]),
      ...([
        [4, entry.sequence],
        [1, content.indexOf(0) + 1],
      ] as [number, number][]),
    );
    table.fill(0xcc, offset, end);
    table.set(sealed(Uint8Array.from([...header, ...content]), 12), offset);
  });
  if (end < size) {
    table.fill(0xfd, end);
    table.set(bytesOf([1, 1], [1, 0], [4, size - end]), end);
  }
  return table;
}

function writeLog(pending: { offset: number; data: Uint8Array }[]): Uint8Array {
  const log = new Uint8Array(LOG_SIZE);
  const header = bytesOf([4, 0x01110003], [4, 0], [4, pending.length], [1, 0], [4, 145], [1, 0]);
  log.set(sealed(Uint8Array.from([...header, ...bytesOf([8, 0], [4, 0], [4, 0])]), 4));
  let inside = PAGE;
  pending.forEach(({ offset, data }, index) => {
    const entry = bytesOf([8, offset], [4, data.length], [8, inside], [4, 0], [4, crc32(data)]);
    log.set(sealed(entry, 20), 34 + 28 * index);
    log.set(data, inside);
    inside += data.length;
  });
  return log;
}
