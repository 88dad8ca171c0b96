import { summarize } from './statistics.mjs';

/** A line of the table. Without a limit it is for orientation. */
export function row(what, ratios, limit) {
  return { what, ...summarize(ratios), limit, over: summarize(ratios).median > limit };
}

export function failedRow(what, error, limit) {
  return { what, error, limit, over: true };
}

const number = (value) => value.toFixed(value < 100 ? 2 : 0);

export function printTable(rows) {
  const cells = rows.map(({ what, median, min, max, error, limit, over }) => [
    what,
    error ?? `${number(median)} (${number(min)}–${number(max)})`,
    limit === undefined ? '' : String(limit),
    limit === undefined ? '' : over ? 'OVER' : 'ok',
  ]);
  const table = [['what', 'ratio, median (min–max)', 'limit', ''], ...cells];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((line) => line[column].length)));
  for (const [what, ratio, limit, verdict] of table) {
    const line = `${what.padEnd(widths[0])}  ${ratio.padStart(widths[1])}  ${limit.padStart(widths[2])}  ${verdict}`;
    console.log(line.trimEnd());
  }
}
