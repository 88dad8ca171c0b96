// The grammar of XML against parsers of others, with and without the grammar of .vmx beside it, and on broken files.
import { calibrate, Contender } from './lib/contender.mjs';
import { row } from './lib/rows.mjs';
import { BROKEN_XML } from './lib/vbox.mjs';

/** New processes for each: V8 does not compile the same in each process. */
const GENERATIONS = 3;
const ROUNDS = 7;
const ROUND_MS = 60;
const WARM_UP = 300;

const OURS = 'parse XML with the grammar';
const VMX = 'parse with the grammar';
const VBOX_FILES = { kind: 'vbox files' };
const VMX_FILES = { kind: 'small good files', size: 4096 };

export async function measure() {
  const rows = [];
  for (const [peer, limit] of [
    ['saxes', 2],
    ['@rgrove/parse-xml', 0.85],
  ]) {
    const ratios = await compare(
      { task: OURS, input: VBOX_FILES },
      { task: `parse XML with ${peer}`, input: VBOX_FILES },
    );
    rows.push(row(`parsing .vbox / ${peer}`, ratios, limit));
  }
  const both = { task: VMX, input: VMX_FILES, before: { task: OURS, input: VBOX_FILES } };
  const alone = { task: VMX, input: VMX_FILES };
  rows.push(row('parsing .vmx, both grammars in use / one', await compare(both, alone), 1.25));
  for (const name of Object.keys(BROKEN_XML)) {
    const broken = { task: OURS, input: { kind: 'broken vbox files', name } };
    const ratios = await compare(broken, { task: OURS, input: VBOX_FILES });
    rows.push(row(`parsing broken .vbox: ${name} / good`, ratios, 1.5));
  }
  return rows;
}

/** The ratios of the times that two jobs take, in turns, each in a process of its own. */
async function compare(first, second) {
  const ratios = [];
  for (let generation = 0; generation < GENERATIONS; generation++) {
    const one = await start(first);
    const other = await start(second);
    for (let round = 0; round < ROUNDS; round++) {
      const order = round % 2 === 0 ? [one, other] : [other, one];
      const times = new Map();
      for (const job of order) times.set(job, await again(job));
      ratios.push(times.get(one) / times.get(other));
    }
    one.contender.stop();
    other.contender.stop();
  }
  return ratios;
}

async function start({ task, input, before }) {
  const contender = await Contender.start();
  const warmed = before && (await repeatsOf(contender, before));
  const { repeat } = await repeatsOf(contender, { task, input });
  return { contender, task, input, repeat, before: warmed };
}

async function repeatsOf(contender, { task, input }) {
  const repeat = await calibrate(contender, task, input, WARM_UP);
  return { task, input, repeat: Math.ceil((repeat * ROUND_MS) / WARM_UP) };
}

/** What stands before it is done first, but not counted. */
async function again({ contender, task, input, repeat, before }) {
  if (before) await contender.measure(before.task, before.input, { repeat: before.repeat });
  return contender.measure(task, input, { repeat });
}
