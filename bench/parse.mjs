// The grammar against one regular expression a line that makes the same nodes.
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { libraryPath } from './lib/bundle.mjs';
import { calibrate, Contender } from './lib/contender.mjs';
import { textsOf } from './lib/inputs.mjs';
import { parseWithRegExp } from './lib/regexp-parser.mjs';
import { row } from './lib/rows.mjs';

const ROUNDS = 31;
const ROUND_MS = 60;
const LIMIT = 6;
const INPUT = { kind: 'small good files', size: 4096 };
const TASKS = ['parse with the grammar', 'parse with a regular expression'];

export async function measure() {
  await checkNodes();
  const contenders = await Promise.all(TASKS.map(() => Contender.start()));
  const repeats = [];
  for (const [index, contender] of contenders.entries()) {
    repeats.push(await calibrate(contender, TASKS[index], INPUT, ROUND_MS * 5));
  }
  const ratios = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times = [];
    for (const index of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const repeat = Math.ceil(repeats[index] / 5);
      times[index] = await contenders[index].measure(TASKS[index], INPUT, { repeat });
    }
    ratios.push(times[0] / times[1]);
  }
  for (const contender of contenders) contender.stop();
  return [row('parsing 4 KB / one regular expression a line', ratios, LIMIT)];
}

/** Both must do the same work: the same nodes of the same texts. */
async function checkNodes() {
  const { parseVmx } = await import(pathToFileURL(await libraryPath()).href);
  for (const text of textsOf(INPUT)) assert.deepEqual(parseWithRegExp(text), parseVmx(text));
}
