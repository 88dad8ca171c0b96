import type { VmcxFile, VmcxHeader, VmcxRegion } from './ast.js';
import { EntryReader } from './entries.js';
import { FileObjects } from './file-objects.js';
import { alignmentOf, readHeaders } from './headers.js';
import { Key } from './keys.js';
import { readLog } from './log.js';
import { FILE_OBJECT, KEY_TABLE, ObjectReader } from './objects.js';
import { Problems } from './problems.js';
import { Source } from './source.js';
import { Space } from './space.js';
import { readTables } from './tables.js';
import { link } from './tree.js';

/**
 * Reads a container of Hyper-V. All bytes parse; nothing is thrown, and time and memory stay within what the file has,
 * whatever it says.
 */
export function parseVmcx(bytes: Uint8Array): VmcxFile {
  const source = new Source(bytes);
  const space = new Space(source.length);
  const problems = new Problems(source.length);
  const root = new Key(source, 0, 0);
  root.type = 'node';
  const { all: headers, active, readable } = readHeaders(source, space, problems);
  const { keys, pendingLogEntries } =
    readable === undefined
      ? { keys: [], pendingLogEntries: 0 }
      : readContent(source, readable, root, space, problems);
  const regions = space.all();
  numberRegions(keys, regions);
  return {
    root,
    keys,
    headers,
    active,
    regions,
    problems: problems.sorted(),
    moreProblems: problems.more,
    pendingLogEntries,
    isSound: problems.isEmpty,
  };
}

function readContent(
  source: Source,
  header: VmcxHeader,
  root: Key,
  space: Space,
  problems: Problems,
): { keys: Key[]; pendingLogEntries: number } {
  const reader = new ObjectReader(source, space, problems);
  reader.readFirstTable(alignmentOf(header));
  const pendingLogEntries = readLog(source, header, space, problems);
  reader.readChainedTables();
  const objects = reader.objects();
  const files = objects.filter(({ type }) => type === FILE_OBJECT);
  for (const { start, end } of files) space.add('file-object', start, end);
  const keyTables = objects.filter(({ type }) => type === KEY_TABLE);
  const tables = readTables(keyTables, source, space, problems);
  const entries = new EntryReader(source, space, problems, new FileObjects(files, problems));
  for (const table of tables.values()) entries.read(table);
  const keys = [...tables.values()].flatMap((table) => table.keys);
  link(keys, root, tables, source, problems);
  return { keys, pendingLogEntries };
}

/** Both are in the order of the file. */
function numberRegions(keys: readonly Key[], regions: readonly VmcxRegion[]): void {
  let next = 0;
  regions.forEach(({ type }, index) => {
    if (type === 'entry') keys[next++]!.region = index;
  });
}
