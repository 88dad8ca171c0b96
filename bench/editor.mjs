// What a server does between a change and the diagnostics, and formatting on save, against parsing the same text.
import { calibrate, Contender } from './lib/contender.mjs';
import { row } from './lib/rows.mjs';

/** New processes for each: V8 does not compile the same in each process. */
const GENERATIONS = 3;
const ROUNDS = 7;
const ROUND_MS = 200;
/** It is long until V8 has compiled all rules. */
const WARM_UP = 3000;
const LIMIT = 10;
const SIZE = 5000;

const CHANGE = 'tell of a change';
const TIDY = 'format what is tidy';

export async function measure() {
  const rows = [];
  for (const [task, name, what, limit] of [
    [CHANGE, '.vmx', 'a change of 5,000 lines of .vmx told / parsing them', LIMIT],
    [CHANGE, '.vbox', 'a change of 5,000 lines of .vbox told / parsing them', LIMIT],
    [CHANGE, 'broken .vmx', 'a change of 5,000 lines told, every other one broken / parsing them'],
    [TIDY, '.vmx', '5,000 tidy lines of .vmx formatted / parsing them'],
    [TIDY, '.vbox', '5,000 tidy lines of .vbox formatted / parsing them'],
  ]) {
    rows.push(row(what, await ratios(task, { kind: 'lines', name, size: SIZE }), limit));
  }
  return rows;
}

async function ratios(task, input) {
  const parse = input.name === '.vbox' ? 'parse XML with the grammar' : 'parse with the grammar';
  const found = [];
  for (let generation = 0; generation < GENERATIONS; generation++) {
    const jobs = [];
    for (const one of [task, parse]) {
      const contender = await Contender.start();
      const repeat = await calibrate(contender, one, input, WARM_UP);
      jobs.push({ contender, task: one, repeat: Math.ceil((repeat * ROUND_MS) / WARM_UP) });
    }
    for (let round = 0; round < ROUNDS; round++) {
      const times = [];
      for (const index of round % 2 === 0 ? [0, 1] : [1, 0]) {
        const { contender, task: one, repeat } = jobs[index];
        times[index] = await contender.measure(one, input, { repeat });
      }
      found.push(times[0] / times[1]);
    }
    for (const { contender } of jobs) contender.stop();
  }
  return found;
}
