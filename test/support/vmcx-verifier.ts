/**
 * Checks a container of Hyper-V by itself: nothing of the reader, of the writer or of zlib is used, so that what all of
 * them take for right is not only their common mistake. For sound files only: what is wrong comes as a complaint,
 * or as an error of reading behind the end.
 */
export interface Verified {
  complaints: string[];
  /** Every key in the order of the tree: its path with the positions among siblings, its type and its value in hex. */
  keys: string[];
}

export function verifyVmcx(bytes: Uint8Array): Verified {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const complaints: string[] = [];
  const complain = (isWrong: boolean, what: string): void => {
    if (isWrong) complaints.push(what);
  };
  const check = (start: number, length: number, field: number, what: string): void => {
    const copy = Array.from(bytes.subarray(start, start + length));
    for (let index = 0; index < 4; index++) copy[field + index] = 0;
    complain(
      checksumOf(copy) !== view.getUint32(start + field, true),
      `checksum of ${what} at ${start}`,
    );
  };

  for (const start of [0, 4096]) {
    complain(view.getUint32(start, true) !== 19406868, `signature at ${start}`);
    check(start, 46, 4, 'header');
    complain(view.getUint32(start + 10, true) !== 1024, `format at ${start}`);
  }
  const sequences = [view.getUint16(8, true), view.getUint16(4096 + 8, true)];
  complain(sequences[0] === sequences[1], 'sequences of the headers');
  const active = sequences[0]! > sequences[1]! ? 0 : 4096;
  const log = Number(view.getBigUint64(active + 26, true));
  complain(view.getUint32(log, true) !== 17891331, 'signature of the log');
  check(log, 34, 4, 'log');
  complain(view.getUint32(log + 8, true) !== 0, 'log is not empty');

  const used: [start: number, end: number][] = [
    [0, 8192],
    [log, log + Number(view.getBigUint64(active + 34, true))],
  ];
  const keyTables: [start: number, size: number][] = [];
  const files = new Map<number, number>();
  let table = 8192;
  while (table !== 0) {
    complain(view.getUint32(table, true) !== 17891329, `signature of the object table at ${table}`);
    const slots = view.getUint32(table + 4, true);
    if (table === 8192) used.push([table, table + 8 + 18 * slots]);
    let next = 0;
    for (let slot = table + 8; slot < table + 8 + 18 * slots; slot += 18) {
      check(slot, 18, 1, 'slot');
      const type = view.getUint8(slot);
      const start = Number(view.getBigUint64(slot + 5, true));
      const size = view.getUint32(slot + 13, true);
      if (type !== 0) used.push([start, start + size]);
      if (type === 1) next = start;
      if (type === 2) keyTables.push([start, size]);
      if (type === 3) files.set(start, size);
    }
    table = next;
  }
  used.sort((a, b) => a[0] - b[0]);
  used.forEach(([start], index) =>
    complain(index > 0 && start < used[index - 1]![1], `overlap at ${start}`),
  );

  interface Found {
    parent: string;
    sequence: number;
    name: string;
    type: number;
    value: string;
    next: number;
  }
  const found = new Map<string, Found>();
  for (const [start, size] of keyTables) {
    complain(view.getUint16(start, true) !== 2, `signature of the key table at ${start}`);
    check(start, 10, 6, 'key table');
    const index = view.getUint16(start + 2, true);
    let at = 10;
    while (at < size) {
      const entry = start + at;
      const type = view.getUint8(entry);
      const length = view.getUint32(entry + 2, true);
      complain(length <= 21, `size of the entry at ${entry}`);
      if (length <= 21) break;
      if (type !== 1) {
        const behindName = entry + 21 + view.getUint8(entry + 20);
        const isFile = (view.getUint8(entry + 1) & 1) === 1;
        const first = view.getUint32(behindName, true);
        const fixed = new Map([
          ...[3, 4, 5].map((number): [number, number] => [number, 8]),
          [8, 4],
          [9, 12],
        ]);
        const width = isFile ? 12 : (fixed.get(type) ?? 4 + first);
        check(entry, behindName + width - entry, 12, 'entry');
        complain(behindName + width > entry + length, `value at ${behindName}`);
        const place = isFile ? Number(view.getBigUint64(behindName + 4, true)) : behindName;
        complain(
          isFile && !((files.get(place) ?? -1) >= first),
          `file object of the entry at ${entry}`,
        );
        const skipped = !isFile && (type === 6 || type === 7) ? 4 : 0;
        const value = bytes.subarray(place + skipped, place + (isFile ? first : width));
        found.set(`${index}:${at}`, {
          parent: `${view.getUint16(entry + 6, true)}:${view.getUint32(entry + 8, true)}`,
          sequence: view.getUint32(entry + 16, true),
          name: Buffer.from(bytes.subarray(entry + 21, behindName - 1)).toString('utf8'),
          type,
          value: type === 9 ? '' : Buffer.from(value).toString('hex'),
          next: type === 9 ? view.getUint32(behindName + 8, true) : -1,
        });
      }
      at += length;
    }
    complain(at !== size, `the key table at ${start} is not filled`);
  }

  const families = new Map<string, [id: string, key: Found][]>();
  for (const [id, key] of found) {
    const family = families.get(key.parent);
    if (family === undefined) families.set(key.parent, [[id, key]]);
    else family.push([id, key]);
    const parent = found.get(key.parent);
    complain(key.parent !== '0:0' && parent?.type !== 9, `parent of ${key.name}`);
    complain(
      parent !== undefined && parent.next <= key.sequence,
      `next sequence of ${parent?.name}`,
    );
  }
  const keys: string[] = [];
  const open: [id: string, path: string][] = [['0:0', '']];
  let seen = 0;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const [parent, path] = node;
    const family = (families.get(parent) ?? []).sort(([, a], [, b]) => a.sequence - b.sequence);
    complain(
      new Set(family.map(([, key]) => key.sequence)).size !== family.length,
      `sequences in ${path}`,
    );
    family.forEach(([id, { name, type, value }], position) => {
      const own = `${path}/${position}:${name}`;
      keys.push(`${own} ${type} ${value}`);
      open.push([id, own]);
      seen++;
    });
  }
  complain(seen !== found.size, 'keys that are not under the root');
  return { complaints, keys: keys.sort() };
}

/** Bit by bit, as the polynomial is written. */
function checksumOf(bytes: Iterable<number>): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return ~rest >>> 0;
}
