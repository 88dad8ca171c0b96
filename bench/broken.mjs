// Files of broken lines against good ones of the same size: what cannot be read must not cost more.
import { BROKEN_LINES } from './lib/broken-lines.mjs';
import { calibrate, Contender } from './lib/contender.mjs';
import { row } from './lib/rows.mjs';

const ROUNDS = 13;
const ROUND_MS = 40;
const LIMIT = 1.5;
const SIZE = 4096;
const TASK = 'parse with the grammar';

export async function measure() {
  const inputs = [
    { kind: 'small good files', size: SIZE },
    ...[...Object.keys(BROKEN_LINES), 'random bytes'].map((name) => {
      return { kind: 'small broken files', name, size: SIZE };
    }),
  ];
  const contenders = [];
  for (const input of inputs) {
    const contender = await Contender.start();
    const repeat = Math.ceil((await calibrate(contender, TASK, input, ROUND_MS * 5)) / 5);
    contenders.push({ input, contender, repeat, ratios: [] });
  }
  for (let round = 0; round < ROUNDS; round++) {
    let good = 0;
    for (const { input, contender, repeat, ratios } of contenders) {
      const ms = await contender.measure(TASK, input, { repeat });
      if (input.name === undefined) good = ms;
      else ratios.push(ms / good);
    }
  }
  for (const { contender } of contenders) contender.stop();
  return contenders
    .slice(1)
    .map(({ input, ratios }) => row(`parsing broken: ${input.name} / good`, ratios, LIMIT));
}
