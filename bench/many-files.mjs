// Linting many templates against reading and hashing them, in wall time from start to end of the process.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandPath, temporary } from './lib/bundle.mjs';
import { environment } from './lib/environment.mjs';
import { row } from './lib/rows.mjs';
import { cleanTemplate } from './lib/templates.mjs';

const SIZE = 5 * 1024;
/** Files of one folder. */
const IN_FOLDER = 100;

const HASHER = `
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const [, , folder] = process.argv;
for (const below of readdirSync(folder)) {
  for (const name of readdirSync(join(folder, below))) {
    createHash('sha256').update(readFileSync(join(folder, below, name))).digest('hex');
  }
}
`;

export function measure() {
  const vmlint = [commandPath()];
  const hasher = join(temporary, 'hasher.cjs');
  writeFileSync(hasher, HASHER);
  const cached = (file) => ['--cache', '--cache-location', join(temporary, file)];
  return [
    ...compare(1000, 15, hasher, [
      { what: 'pretty', args: vmlint, limit: 5 },
      { what: 'json', args: [...vmlint, '--format', 'json'], limit: 5 },
    ]),
    ...compare(10_000, 9, hasher, [
      { what: 'one thread', args: [...vmlint, '--jobs', '1'] },
      { what: 'two threads', args: [...vmlint, '--jobs', '2'], limit: 3.5 },
      { what: 'warm cache', args: [...vmlint, ...cached('pretty')], limit: 1.5 },
      {
        what: 'warm cache, json',
        args: [...vmlint, '--format', 'json', ...cached('json')],
        limit: 1.5,
      },
    ]),
    ...[1000, 2000, 4000, 8000].map((files) => breakEven(files, [...vmlint, '--jobs'])),
    memory([...vmlint, '--jobs', '2']),
  ];
}

/** A row for each of the contenders, against reading and hashing the same files just before. */
function compare(files, rounds, hasher, contenders) {
  const folder = templates(files);
  const ratios = contenders.map(() => []);
  // Whatever is to be warm is so then.
  for (const { args } of contenders) wallTime([...args, folder]);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { args }] of contenders.entries()) {
      const read = wallTime([hasher, folder]);
      ratios[index].push(wallTime([...args, folder]) / read);
    }
  }
  return contenders.map(({ what, limit }, index) =>
    row(`linting ${count(files)} templates (${what}) / hashing them`, ratios[index], limit),
  );
}

/** What a second thread gains; below 1 it is worth its start. */
function breakEven(files, jobs) {
  const folder = templates(files);
  const ratios = Array.from({ length: 9 }, () => {
    const one = wallTime([...jobs, '1', folder]);
    return wallTime([...jobs, '2', folder]) / one;
  });
  return row(`linting ${count(files)} templates with two threads / with one`, ratios);
}

const MEGABYTE = 1024;
const LIMIT = 300;

/** The most memory that the process has had, threads included, as a part of the limit. */
function memory(args) {
  const folder = templates(100_000);
  const ratios = Array.from({ length: 3 }, () => {
    const program = `
      process.once('exit', () => require('node:fs').writeSync(3, String(process.resourceUsage().maxRSS)));
      process.argv.splice(1, 1);
      require(process.argv[1]);`;
    const { output } = run(
      ['-e', program, '--', 'x', ...args, folder],
      ['pipe', 'ignore', 'ignore', 'pipe'],
    );
    return Number(output[3]) / MEGABYTE / LIMIT;
  });
  return row(`memory for ${count(100_000)} templates (two threads) / ${LIMIT} MB`, ratios, 1);
}

const made = new Map();

function templates(files) {
  const known = made.get(files);
  if (known !== undefined) return known;
  const folder = join(temporary, `templates-${files}`);
  for (let seed = 0; seed < files; seed++) {
    const below = join(folder, String(Math.floor(seed / IN_FOLDER)));
    if (seed % IN_FOLDER === 0) mkdirSync(below, { recursive: true });
    writeFileSync(
      join(below, `template-${seed}.vmx`),
      flawed(cleanTemplate(SIZE, seed), seed),
      'latin1',
    );
  }
  made.set(files, folder);
  return folder;
}

function count(files) {
  return files.toLocaleString('en');
}

/** One file in ten lacks the setting for nesting, one in ten has a value without quotes, one in ten is to be filled in. */
function flawed(text, seed) {
  if (seed % 10 === 1) return text.replace(/^vhv\.enable.*\r?\n/m, '');
  if (seed % 10 === 2) return text.replace('"pcieRootPort"', 'pcieRootPort');
  if (seed % 10 === 3) return text.replace(/(displayName ?= ?)".*"/, '$1"{{ .Name }}"');
  return text;
}

function wallTime(args) {
  const started = process.hrtime.bigint();
  run(args, 'ignore');
  return Number(process.hrtime.bigint() - started);
}

function run(args, stdio) {
  const result = spawnSync(process.execPath, args, { cwd: temporary, env: environment, stdio });
  const { error, status } = result;
  if (error) throw error;
  if (status > 1 || status === null) throw new Error(`${args.join(' ')}: exit code ${status}`);
  return result;
}
