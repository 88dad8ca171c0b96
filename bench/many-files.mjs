// Linting many templates against reading and hashing them, in wall time from start to end of the process.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandPath, temporary } from './lib/bundle.mjs';
import { environment } from './lib/environment.mjs';
import { row } from './lib/rows.mjs';
import { cleanTemplate } from './lib/templates.mjs';

const ROUNDS = 15;
const FILES = 1000;
const SIZE = 5 * 1024;
const LIMIT = 5;

const HASHER = `
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const [, , folder] = process.argv;
for (const name of readdirSync(folder)) {
  createHash('sha256').update(readFileSync(join(folder, name))).digest('hex');
}
`;

export function measure() {
  const folder = join(temporary, 'templates');
  mkdirSync(folder);
  for (let seed = 0; seed < FILES; seed++) {
    writeFileSync(
      join(folder, `template-${seed}.vmx`),
      flawed(cleanTemplate(SIZE, seed), seed),
      'latin1',
    );
  }
  const hasher = join(temporary, 'hasher.cjs');
  writeFileSync(hasher, HASHER);
  const vmlint = commandPath();
  const contenders = [
    { what: 'pretty', args: [vmlint, 'templates'], ratios: [] },
    { what: 'json', args: [vmlint, '--format', 'json', 'templates'], ratios: [] },
  ];
  for (let round = 0; round < ROUNDS; round++) {
    const read = wallTime([hasher, folder]);
    for (const { args, ratios } of contenders) ratios.push(wallTime(args) / read);
  }
  return contenders.map(({ what, ratios }) =>
    row(`linting ${FILES} templates (${what}) / hashing them`, ratios, LIMIT),
  );
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
  const { error, status } = spawnSync(process.execPath, args, {
    cwd: temporary,
    env: environment,
    stdio: 'ignore',
  });
  const took = Number(process.hrtime.bigint() - started);
  if (error) throw error;
  if (status > 1 || status === null) throw new Error(`${args.join(' ')}: exit code ${status}`);
  return took;
}
