// node bench/run.mjs [--all] [cold-start] [parse] [broken] [xml] [scaling] [many-files] [editor]: see README.md.
import { printTable } from './lib/rows.mjs';

const SUBJECTS = ['cold-start', 'parse', 'broken', 'xml', 'scaling', 'many-files', 'editor'];

const given = process.argv.slice(2);
const all = given.includes('--all');
const named = given.filter((argument) => argument !== '--all');
const unknown = named.filter((name) => !SUBJECTS.includes(name));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; there are ${SUBJECTS.join(', ')}, and --all`);
  process.exit(2);
}

const rows = [];
for (const subject of named.length > 0 ? named : SUBJECTS) {
  const { measure } = await import(`./${subject}.mjs`);
  const started = performance.now();
  const measured = await measure({ all });
  console.error(`${subject}: ${Math.round((performance.now() - started) / 1000)} s`);
  rows.push(...measured);
}
printTable(rows);
process.exitCode = rows.some(({ over }) => over) ? 1 : 0;
