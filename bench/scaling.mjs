// Ten times the input must not take much more than ten times the time, whatever the input.
import { Contender } from './lib/contender.mjs';
import { LINE_NAMES, MANY_NAMES } from './lib/pathological.mjs';
import { failedRow, row } from './lib/rows.mjs';
import { median } from './lib/statistics.mjs';

const LIMIT = 12;
const ROUNDS = 9;
/** What the rounds of a case and the warm-up before may take, in ms; but what seems over the limit gets three rounds. */
const BUDGET = 150;
const WARM_UP = 50;
/** What a single answer may take, in ms; at the size of the guard, which is a hundredth of the largest. */
const PATIENCE = 20_000;
const GUARD_PATIENCE = 3000;
/** A case whose rounds take longer, in ms, gets no further round. */
const SLOW = 4000;
/** From the guard, when nothing is compiled yet, to the small size: more is no noise. */
const HOPELESS = 30;

const PARSE = 'parse with the grammar';
const FILES = ['good', 'broken', 'random'].map((name) => ({ kind: 'large file', name }));
const pathological = (names) => names.map((name) => ({ kind: 'pathological', name }));

/** Sizes: one to find out cheaply that a case is hopeless, then the two that are compared. */
const GROUPS = [
  {
    group: 'a file of 100 KB, 1 MB',
    inputs: FILES,
    sizes: [1e4, 1e5, 1e6],
    tasks: [PARSE, 'lint', 'fix'],
  },
  {
    group: 'a file of 1 MB, 10 MB',
    inputs: FILES,
    sizes: [1e5, 1e6, 1e7],
    tasks: [PARSE, 'lint'],
  },
  {
    group: 'a line of 1 MB, 10 MB',
    inputs: pathological(LINE_NAMES),
    sizes: [1e5, 1e6, 1e7],
    tasks: [PARSE, 'lint', 'fix'],
  },
  {
    group: '2,000, 20,000 lines',
    inputs: pathological(MANY_NAMES),
    sizes: [200, 2000, 20_000],
    tasks: [PARSE, 'lint', 'lint for a person', 'fix'],
  },
  {
    group: '100,000, 1,000,000 lines',
    inputs: pathological(['identical pairs']),
    sizes: [1000, 1e5, 1e6],
    tasks: [PARSE, 'lint'],
  },
];

/** `all`: each case as a row, not only the worst of a group and those over the limit. */
export async function measure({ all = false } = {}) {
  const rows = [];
  for (const { group, inputs, sizes, tasks } of GROUPS) {
    const cases = [];
    for (const input of inputs) cases.push(...(await measureInput(input, sizes, tasks)));
    for (const task of tasks) {
      const own = cases.filter((one) => one.task === task);
      const within = own.filter(({ over }) => !over).sort((a, b) => b.median - a.median);
      const shown = all ? own : [...within.slice(0, 1), ...own.filter(({ over }) => over)];
      for (const one of shown) {
        const rank = one === within[0] && !all ? ` (worst of ${within.length})` : '';
        rows.push({ ...one, what: `${task}, ${group}: ${one.what}${rank}` });
      }
    }
  }
  return rows;
}

async function measureInput(input, sizes, tasks) {
  const cases = [];
  let contender = await Contender.start();
  for (const task of tasks) {
    try {
      const ratios = await ratiosOf(contender, task, input, sizes);
      cases.push({ task, ...row(input.name, ratios, LIMIT) });
    } catch (error) {
      cases.push({ task, ...failedRow(input.name, error.message, LIMIT) });
      contender.stop();
      contender = await Contender.start();
    }
  }
  contender.stop();
  return cases;
}

/**
 * One large input against its ten parts, of which all is kept that is kept of the whole. So the heap grows alike
 * (as long as it is small V8 collects garbage for nothing, which would count against the large one), and so does
 * what is remembered of keys.
 */
async function ratiosOf(contender, task, input, [guard, small, large]) {
  const measure = async (size, tenths = false) => {
    const patience = size === guard ? GUARD_PATIENCE : PATIENCE;
    const options = { repeat: 1, keep: true };
    try {
      return await contender.measure(task, { ...input, size, tenths }, options, patience);
    } catch (error) {
      throw new Error(`${error.message.slice(0, 70)}, at ${size.toLocaleString('en')}`, {
        cause: error,
      });
    }
  };
  const first = await measure(guard);
  const growth = (await measure(small)) / first;
  if (growth > HOPELESS) {
    throw new Error(`${Math.round(growth)} already, up to ${small.toLocaleString('en')}`);
  }
  for (let spent = 0; spent < WARM_UP;) spent += await measure(large, true);
  const ratios = [];
  const enough = (spent) =>
    ratios.length === ROUNDS ||
    (spent > BUDGET && (median(ratios) <= LIMIT || ratios.length === 3 || spent > SLOW));
  for (let spent = 0; !enough(spent);) {
    const ten = await measure(large, true);
    const one = await measure(large);
    ratios.push((10 * one) / ten);
    spent += ten + one;
  }
  return ratios;
}
