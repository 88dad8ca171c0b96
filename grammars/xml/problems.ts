import type { XmlProblem, XmlProblemCode } from './ast.js';

/** Of each code. A text of millions of mistakes is not told better by millions of problems. */
export const MOST_PROBLEMS = 20;

/** Collects problems, in any order. */
export class Problems {
  private readonly found: XmlProblem[] = [];
  private readonly counters = new Map<XmlProblemCode, { count: number }>();
  /** How many were not kept. */
  more = 0;

  add(code: XmlProblemCode, start: number, end: number, name = '', related = -1): void {
    let counter = this.counters.get(code);
    if (counter === undefined) this.counters.set(code, (counter = { count: 0 }));
    if (counter.count++ < MOST_PROBLEMS) this.found.push({ code, start, end, name, related });
    else this.more++;
  }

  /** In the order of the text; those of one place in the order in which they were added. */
  sorted(): XmlProblem[] {
    const { found } = this;
    const count = found.length;
    // As numbers, because comparing objects takes longer than reading a broken file does.
    const places = new Float64Array(count);
    for (let index = 0; index < count; index++) places[index] = found[index]!.start * count + index;
    places.sort();
    const sorted: XmlProblem[] = [];
    for (let index = 0; index < count; index++) sorted.push(found[places[index]! % count]!);
    return sorted;
  }
}
