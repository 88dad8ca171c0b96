// A contender in a process of its own: node --expose-gc child.mjs <library>. It is sent a task, an input, how
// often to go through it and whether to keep what comes of it meanwhile; it answers how much CPU time that took.
import { textsOf } from './inputs.mjs';
import { tasksOf } from './tasks.mjs';

let kept = [];
let keeps = false;
const tasks = tasksOf(await import(process.argv[2]), (result) => {
  if (keeps || kept.length === 0) kept.push(result);
  else kept[0] = result;
});
const known = new Map();

process.on('message', async ({ task, input, repeat, keep }) => {
  try {
    const run = tasks[task];
    const texts = flatTexts(input);
    keeps = keep;
    // Twice: the second ends what the first leaves to be done bit by bit later.
    globalThis.gc();
    globalThis.gc();
    const before = process.cpuUsage();
    for (let round = 0; round < repeat; round++) {
      for (const text of texts) {
        const done = run(text);
        // To wait for what is done already would be measured, too.
        if (done instanceof Promise) await done;
      }
    }
    const { user, system } = process.cpuUsage(before);
    process.send({ ms: (user + system) / 1000 / repeat });
  } catch (error) {
    process.send({ error: String(error) });
  }
  kept = [];
});
process.send({});

/** As one piece of memory each, as what was read from a file is. */
function flatTexts(input) {
  const key = JSON.stringify(input);
  let texts = known.get(key);
  if (texts === undefined) {
    texts = textsOf(input).map((text) => Buffer.from(text, 'latin1').toString('latin1'));
    known.set(key, texts);
  }
  return texts;
}
