// The grammar against one regular expression a line that makes the same nodes.
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { libraryPath } from './lib/bundle.mjs';
import { calibrate, Contender } from './lib/contender.mjs';
import { textsOf } from './lib/inputs.mjs';
import { parseWithRegExp } from './lib/regexp-parser.mjs';
import { row } from './lib/rows.mjs';

/** New processes for each: V8 does not compile the same in each process. */
const GENERATIONS = 5;
const ROUNDS = 9;
const ROUND_MS = 50;
const WARM_UP = 300;
const LIMIT = 6;
const INPUT = { kind: 'small good files', size: 4096 };
const TASKS = ['parse with the grammar', 'parse with a regular expression'];

export async function measure() {
  await checkNodes();
  const ratios = [];
  for (let generation = 0; generation < GENERATIONS; generation++) {
    ratios.push(...(await ratiosOfGeneration()));
  }
  return [row('parsing 4 KB / one regular expression a line', ratios, LIMIT)];
}

async function ratiosOfGeneration() {
  const contenders = await Promise.all(TASKS.map(() => Contender.start()));
  const repeats = [];
  for (const [index, contender] of contenders.entries()) {
    repeats.push(await calibrate(contender, TASKS[index], INPUT, WARM_UP));
  }
  const ratios = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times = [];
    for (const index of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const repeat = Math.ceil((repeats[index] * ROUND_MS) / WARM_UP);
      times[index] = await contenders[index].measure(TASKS[index], INPUT, { repeat });
    }
    ratios.push(times[0] / times[1]);
  }
  for (const contender of contenders) contender.stop();
  return ratios;
}

/** Both must do the same work: the same nodes of the same texts; only the grammar looks up the names of keys, too. */
async function checkNodes() {
  const { parseVmx } = await import(pathToFileURL(await libraryPath()).href);
  for (const text of textsOf(INPUT)) {
    const root = parseVmx(text);
    for (const node of root.children) delete node.name;
    assert.deepEqual(parseWithRegExp(text), root);
  }
}
