import type { VmcxProblem, VmcxProblemCode } from './ast.js';
import { hex } from './source.js';

/** Of each code. A file of thousands of mistakes is not told better by thousands of problems. */
export const MOST_PROBLEMS = 20;

/** Collects problems, in any order. */
export class Problems {
  private readonly found: VmcxProblem[] = [];
  private readonly counts = new Map<VmcxProblemCode, number>();
  /** How many were not kept. */
  more = 0;

  /** @param length of the file: problems lie within it, also those of what lies behind it */
  constructor(private readonly length: number) {}

  add(code: VmcxProblemCode, start: number, end: number, message: string): void {
    const count = this.counts.get(code) ?? 0;
    this.counts.set(code, count + 1);
    if (count >= MOST_PROBLEMS) {
      this.more++;
      return;
    }
    const from = Math.min(start, this.length);
    this.found.push({
      code,
      start: from,
      end: Math.max(from, Math.min(end, this.length)),
      message,
    });
  }

  checksum(code: VmcxProblemCode, place: Place, what: string): void {
    const { start, end, stored, actual } = place;
    this.add(
      code,
      start,
      end,
      `the checksum of ${what} is ${hex(stored)}, its bytes give ${hex(actual)}`,
    );
  }

  get isEmpty(): boolean {
    return this.found.length === 0;
  }

  /** In the order of the file; those of one place in the order in which they were added. */
  sorted(): VmcxProblem[] {
    return this.found.sort((a, b) => a.start - b.start);
  }
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly stored: number;
  readonly actual: number;
}
