import type { VmxEntry } from '../../../grammars/vmx/index.js';
import type { Change } from '../change.js';
import { addPair, setValue } from './changes.js';
import type { VmxDocument } from './document.js';
import { foreignQuoted } from './foreign-quotes.js';

/** What the file says of a setting; all of its copies, which say the same. */
export interface Stated {
  readonly entry: VmxEntry;
  readonly entries: readonly VmxEntry[];
  readonly value: string;
}

/**
 * What the file says of a setting. Undefined: nothing, or nothing that is certain: a placeholder, copies that
 * differ, and foreign quotes have findings of their own.
 */
export function stated(document: VmxDocument, key: string): Stated | undefined {
  const entries = document.entriesOf(key);
  const [entry] = entries;
  if (entry === undefined) return undefined;
  const value = document.valueOf(entry);
  for (let index = 0; index < entries.length; index++) {
    const copy = entries[index]!;
    if (document.isPlaceholder(copy) || foreignQuoted(document, copy)) return undefined;
    if (index === 0) continue;
    if (document.valueOf(copy).toLowerCase() !== value.toLowerCase()) return undefined;
  }
  return { entry, entries, value };
}

/** A setting that says TRUE (or FALSE), and nothing else beside it. */
export function statedFlag(document: VmxDocument, key: string, flag: boolean): Stated | undefined {
  // Most settings are absent or say the other; to ask for them costs next to nothing.
  if (document.flag(key) !== flag) return undefined;
  return stated(document, key);
}

/** A setting that is a plain decimal number. */
export function statedNumber(
  document: VmxDocument,
  key: string,
): (Stated & { readonly number: number }) | undefined {
  const found = stated(document, key);
  if (found === undefined || !/^\s*[0-9]{1,9}\s*$/.test(found.value)) return undefined;
  return { ...found, number: Number(found.value) };
}

/** Whether the file says nothing of a setting, not even where VMware does not see it. */
export function isAbsent(document: VmxDocument, key: string): boolean {
  return (
    document.entry(key) === undefined &&
    document.showsAllSettings &&
    !document.mentionsUnreadably(key)
  );
}

/** Gives all copies of a setting one value. */
export function setAll(document: VmxDocument, entries: readonly VmxEntry[], value: string): Change {
  const changes = entries.map((entry) => setValue(document, entry, value));
  return {
    edits: changes.flatMap(({ edits }) => edits),
    nodes: changes.flatMap(({ nodes }) => nodes),
  };
}

/** Adds pairs of one namespace that has none yet, one behind the other. */
export function addPairs(
  document: VmxDocument,
  pairs: readonly (readonly [key: string, value: string])[],
): Change {
  const changes = pairs.map(([key, value]) => addPair(document, key, value).change);
  const [first] = changes;
  if (first === undefined) return { edits: [], nodes: [] };
  const { start, end } = first.edits[0]!;
  return {
    edits: [{ start, end, text: changes.map(({ edits }) => edits[0]!.text).join('') }],
    nodes: [
      {
        index: first.nodes[0]!.index,
        remove: 0,
        insert: changes.flatMap(({ nodes }) => nodes[0]!.insert),
      },
    ],
  };
}

/** The first NICs of a VM that are not switched off. ESXi gives a VM ten at most. */
export function presentNics(document: VmxDocument): string[] {
  const nics: string[] = [];
  for (let unit = 0; unit < 10; unit++) {
    const nic = `ethernet${unit}`;
    if (document.flag(`${nic}.present`) === true) nics.push(nic);
  }
  return nics;
}
