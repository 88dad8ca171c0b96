import type { XmlProblem, XmlProblemCode } from './ast.js';

/** Of each code. A text of millions of mistakes is not told better by millions of problems. */
export const MOST_PROBLEMS = 1000;

/** Collects problems, in any order. */
export class Problems {
  private readonly found: XmlProblem[] = [];
  private readonly counts = new Map<XmlProblemCode, number>();
  /** How many were not kept. */
  more = 0;

  add(code: XmlProblemCode, start: number, end: number, name = '', related = -1): void {
    const count = this.counts.get(code) ?? 0;
    this.counts.set(code, count + 1);
    if (count < MOST_PROBLEMS) this.found.push({ code, start, end, name, related });
    else this.more++;
  }

  /** In the order of the text. */
  sorted(): XmlProblem[] {
    return this.found.sort((a, b) => a.start - b.start || a.end - b.end);
  }
}
