// One contender in a process of its own: node --expose-gc child.mjs <library> <task>. It is sent an input and
// how often to go through it, and answers how long that took.
import { textsOf } from './inputs.mjs';
import { taskOf } from './tasks.mjs';

const [, , library, task] = process.argv;
const run = taskOf(task, await import(library));
const known = new Map();
let sum = 0;

process.on('message', ({ input, repeat }) => {
  try {
    const texts = inputTexts(input);
    globalThis.gc();
    const before = process.cpuUsage();
    const started = performance.now();
    for (let round = 0; round < repeat; round++) for (const text of texts) sum += run(text);
    const wall = performance.now() - started;
    const { user, system } = process.cpuUsage(before);
    process.send({ wall, cpu: (user + system) / 1000, length: texts.join('').length, sum });
  } catch (error) {
    process.send({ error: String(error) });
  }
});
process.send({ ready: true });

/** Flat strings, as those that come from a file are. */
function inputTexts(input) {
  const key = JSON.stringify(input);
  if (!known.has(key)) {
    known.clear();
    const texts = textsOf(input).map((text) => Buffer.from(text, 'latin1').toString('latin1'));
    known.set(key, texts);
  }
  return known.get(key);
}
