// Files of broken lines against good ones of the same size: what cannot be read must not cost more.
import { BROKEN_LINES } from './lib/broken-lines.mjs';
import { calibrate, Contender } from './lib/contender.mjs';
import { row } from './lib/rows.mjs';

/** New processes for each: V8 does not compile the same in each process. */
const GENERATIONS = 3;
const ROUNDS = 5;
const ROUND_MS = 30;
const WARM_UP = 200;
const LIMIT = 1.5;
const SIZE = 4096;
const TASK = 'parse with the grammar';
const KINDS = [...Object.keys(BROKEN_LINES), 'random bytes'];

export async function measure() {
  const ratios = new Map(KINDS.map((name) => [name, []]));
  for (let generation = 0; generation < GENERATIONS; generation++) await addRatios(ratios);
  return KINDS.map((name) => row(`parsing broken: ${name} / good`, ratios.get(name), LIMIT));
}

async function addRatios(all) {
  const good = await start({ kind: 'small good files', size: SIZE });
  const broken = [];
  for (const name of KINDS) {
    broken.push(await start({ kind: 'small broken files', name, size: SIZE }));
  }
  for (let round = 0; round < ROUNDS; round++) {
    const goodMs = await again(good);
    for (const one of broken) all.get(one.input.name).push((await again(one)) / goodMs);
  }
  for (const { contender } of [good, ...broken]) contender.stop();
}

async function start(input) {
  const contender = await Contender.start();
  const repeat = await calibrate(contender, TASK, input, WARM_UP);
  return { input, contender, repeat: Math.ceil((repeat * ROUND_MS) / WARM_UP) };
}

function again({ input, contender, repeat }) {
  return contender.measure(TASK, input, { repeat });
}
