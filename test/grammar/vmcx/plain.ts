import type { VmcxFile, VmcxKey, VmcxValue } from '../../../grammars/vmcx/index.js';
import type { Tree } from '../../support/vmcx-writer.js';

/** A tree as text, a line a key, so that those of readers and writers can be compared however deep they are. */
export function linesOf({ root }: VmcxFile): string[] {
  return lines<VmcxKey>(
    root.children,
    (key) => [key.name, key.type, key.value],
    (key) => key.children,
  );
}

export function linesOfTree(trees: readonly Tree[]): string[] {
  return lines<Tree>(
    trees,
    (tree) => [tree.name, tree.type, tree.type === 'node' ? undefined : tree.value],
    (tree) => (tree.type === 'node' ? tree.children : []),
  );
}

function lines<T>(
  top: readonly T[],
  said: (node: T) => [name: string, type: string, value: VmcxValue | undefined],
  childrenOf: (node: T) => readonly T[],
): string[] {
  const all: string[] = [];
  const open = top.map((node) => ({ node, depth: 0 })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    const [name, type, value] = said(node);
    all.push(`${depth} ${JSON.stringify(name)} ${type} ${shown(value)}`);
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index--) {
      open.push({ node: children[index]!, depth: depth + 1 });
    }
  }
  return all;
}

function shown(value: VmcxValue | undefined): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Object.is(value, -0)) return '-0';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** What a damaged disk does to one byte. */
export function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at]! ^= 0x40;
  return copy;
}

/** The file with other bytes at a place. */
export function changed(bytes: Uint8Array, at: number, part: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy.set(part, at);
  return copy;
}
