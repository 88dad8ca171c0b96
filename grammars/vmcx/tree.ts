import { type Key, nameOf } from './keys.js';
import type { Problems } from './problems.js';
import type { Source } from './source.js';
import type { KeyTable } from './tables.js';

/**
 * Hangs every key under its parent, which can stand behind it in the file. What has none, or is its own ancestor, stays
 * without a parent.
 *
 * @param keys in the order of the file
 */
export function link(
  keys: readonly Key[],
  root: Key,
  tables: ReadonlyMap<number, KeyTable>,
  source: Source,
  problems: Problems,
): void {
  for (const key of keys) key.parent = parentOf(key, root, tables, source, problems);
  cutLoops(keys, problems);
  for (const key of keys) key.parent?.add(key);
  checkSequences(root, undefined, problems);
  for (const key of keys) {
    if (key.type === 'node') checkSequences(key, nextSequence(key, source), problems);
  }
}

function parentOf(
  key: Key,
  root: Key,
  tables: ReadonlyMap<number, KeyTable>,
  source: Source,
  problems: Problems,
): Key | undefined {
  const index = source.u16(key.start + 6);
  const offset = source.u32(key.start + 8);
  if (index === 0 && offset === 0) return root;
  const table = index === 0 ? undefined : tables.get(index);
  const parent = table && keyAt(table.keys, table.start + offset);
  if (parent?.type === 'node') return parent;
  const where = `byte ${offset} of the key table ${index}`;
  const wrong = parent === undefined ? `where no key starts` : `which is no node`;
  problems.add(
    'orphan',
    key.start,
    key.end,
    `the parent of ${nameOf(key)} is at ${where}, ${wrong}`,
  );
  return undefined;
}

function keyAt(keys: readonly Key[], start: number): Key | undefined {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return keys[low]?.start === start ? keys[low] : undefined;
}

/** Goes up from every key, to where an earlier way has been; where that is its own way, it is a loop. */
function cutLoops(keys: readonly Key[], problems: Problems): void {
  let way = 0;
  for (const first of keys) {
    way++;
    for (
      let key: Key | undefined = first;
      key !== undefined && key.mark !== way;
      key = key.parent
    ) {
      if (key.mark !== 0) break;
      key.mark = way;
      if (key.parent?.mark !== way) continue;
      problems.add('loop', key.start, key.end, `${nameOf(key)} is its own ancestor`);
      key.parent = undefined;
    }
  }
}

/** Undefined: the node does not say. */
function nextSequence(key: Key, source: Source): number | undefined {
  return key.isReadable ? source.u32(key.valueStart + 8) : undefined;
}

function checkSequences(parent: Key, next: number | undefined, problems: Problems): void {
  parent.sortChildren();
  let last = 0;
  for (const child of parent.children) {
    const { insertionSequence: sequence, start } = child;
    const wrong =
      sequence === 0
        ? 'it must be 1 or more'
        : sequence === last
          ? 'another child of its parent has the same'
          : undefined;
    last = sequence;
    if (wrong === undefined) continue;
    const message = `the insertion sequence of ${nameOf(child)} is ${sequence}, but ${wrong}`;
    problems.add('insertion-sequence', start + 16, start + 20, message);
  }
  if (next === undefined || last < next || parent.children.length === 0) return;
  const message = `the next insertion sequence of ${nameOf(parent)} is ${next}, but a child has ${last} already`;
  problems.add('insertion-sequence', parent.valueStart, parent.valueEnd, message);
}
