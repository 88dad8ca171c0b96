import type { Problems } from './problems.js';
import { problemOfReference } from './references.js';

/** Where something occurs in a text that is gone through once, from the front to the back. */
export class Occurrences {
  private found = -1;

  constructor(
    private readonly view: string,
    private readonly sought: string,
  ) {}

  /** The first from `start` on; `Infinity`: there is none. `start` must not go back. */
  next(start: number): number {
    if (this.found < start) {
      const index = this.view.indexOf(this.sought, start);
      this.found = index === -1 ? Infinity : index;
    }
    return this.found;
  }
}

/** Looks for `&` that start no proper reference. */
export class Ampersands {
  private readonly all: Occurrences;

  constructor(
    private readonly view: string,
    private readonly problems: Problems,
  ) {
    this.all = new Occurrences(view, '&');
  }

  /** Reports those of a part. Parts must come in the order of the text. */
  check(start: number, end: number): void {
    let found = this.all.next(start);
    while (found < end) {
      problemOfReference(this.view, found, end, this.problems);
      found = this.all.next(found + 1);
    }
  }
}
