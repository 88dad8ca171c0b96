import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Material that is not a part of the project: real files of other people, and vendors' test vectors. */
const SHARED = fileURLToPath(new URL('../../../shared', import.meta.url));

export interface CorpusFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Real files of a kind; none, and a line that says so, where they are not at hand. */
export function corpus(folder: string): CorpusFile[] {
  const path = join(SHARED, 'corpus', folder);
  if (!existsSync(path)) {
    process.stdout.write(`skipped: no corpus of ${folder} files is here\n`);
    return [];
  }
  const names = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'PROVENANCE.tsv')
    .map(({ name }) => name);
  process.stdout.write(`read ${names.length} ${folder} files of the corpus\n`);
  return names.map((name) => ({ name, bytes: readFileSync(join(path, name)) }));
}

/** A file of test vectors, or undefined and a line that says so. */
export function vectors<T>(name: string): T[] {
  const path = join(SHARED, 'vectors', name);
  if (!existsSync(path)) {
    process.stdout.write(`skipped: the vectors ${name} are not here\n`);
    return [];
  }
  const read = JSON.parse(readFileSync(path, 'utf8')) as T[];
  process.stdout.write(`read ${read.length} vectors of ${name}\n`);
  return read;
}
