import type { VmcxKey, VmcxKeyType, VmcxValue } from './ast.js';
import type { Problems } from './problems.js';
import { hex, type Source } from './source.js';

/** Bytes of a value; those that are not here have their length before them. */
export const WIDTHS: { readonly [type in VmcxKeyType]?: number } = {
  integer: 8,
  unsigned: 8,
  double: 8,
  bool: 4,
  node: 12,
};

const NO_CHILDREN: readonly Key[] = [];

/** How many keys there can be depends on the file alone, so each is small, and no value is kept. */
export class Key implements VmcxKey {
  name = '';
  type: VmcxKeyType = 'unknown';
  parent: Key | undefined;
  children: readonly Key[] = NO_CHILDREN;
  nameStart: number;
  nameEnd: number;
  valueStart: number;
  valueEnd: number;
  crcStart: number;
  insertionSequence = 0;
  flags = 0;
  region = -1;
  /** The value lies within the file, is of the right size, and belongs to no other key. */
  isReadable = false;
  /** For a walk that has to know where it was. */
  mark = 0;

  constructor(
    private readonly source: Source,
    readonly start: number,
    readonly end: number,
  ) {
    this.nameStart = this.nameEnd = this.valueStart = this.valueEnd = this.crcStart = start;
  }

  get value(): VmcxValue | undefined {
    if (!this.isReadable) return undefined;
    const { source, valueStart: start, valueEnd: end } = this;
    switch (this.type) {
      case 'integer':
        return source.view.getBigInt64(start, true);
      case 'unsigned':
        return source.view.getBigUint64(start, true);
      case 'double':
        return source.view.getFloat64(start, true);
      case 'bool':
        return source.u32(start) !== 0;
      case 'string':
        return textOf(source.bytes.subarray(start, end));
      case 'bytes':
        return source.bytes.subarray(start, end);
      default:
        return undefined;
    }
  }

  add(child: Key): void {
    if (this.children === NO_CHILDREN) this.children = [child];
    else (this.children as Key[]).push(child);
  }

  sortChildren(): void {
    const children = this.children as Key[];
    if (
      children.some(
        (child, index) =>
          index > 0 && child.insertionSequence < children[index - 1]!.insertionSequence,
      )
    ) {
      children.sort((a, b) => a.insertionSequence - b.insertionSequence);
    }
  }
}

/** UTF-16; some writers end it with a NUL, Hyper-V itself does not. */
function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf16le');
  return text.endsWith('\0') ? text.slice(0, -1) : text;
}

/** What is UTF-16 has two bytes for each of its units. */
export function isWhole(key: Key, problems: Problems): boolean {
  const { type, valueStart, valueEnd } = key;
  const length = valueEnd - valueStart;
  if (type !== 'string' || length % 2 === 0) return true;
  const message = `the text of ${nameOf(key)} has ${length} bytes, which is not an even number`;
  problems.add('entry-value', valueStart, valueEnd, message);
  return false;
}

export function nameOf({ name, start }: Key): string {
  return `${JSON.stringify(name)} at ${hex(start)}`;
}
