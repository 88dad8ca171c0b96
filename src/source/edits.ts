/** One replaced range of a view: `start`..`end` (exclusive) becomes `text`, which has one character a byte. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with the edits made. They must be in order and must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let offset = 0;
  for (const edit of edits) {
    pieces.push(text.slice(offset, edit.start), edit.text);
    offset = edit.end;
  }
  pieces.push(text.slice(offset));
  return pieces.join('');
}

export function byPosition(a: Edit, b: Edit): number {
  return a.start - b.start || a.end - b.end;
}

/** Whether the two overlap, or stand where the order of applying them would matter. */
export function collide(a: Edit, b: Edit): boolean {
  const touching = a.start === a.end || b.start === b.end;
  return touching ? a.start <= b.end && b.start <= a.end : a.start < b.end && b.start < a.end;
}

/**
 * The edits of several passes as one list against the first text, so that a report can name places in the
 * file that a person has, and so that applying the list to that file gives the last text.
 */
export class ComposedEdits<Owner> {
  /** In the order of the text; `start` and `end` count in the first text. */
  readonly edits: { start: number; end: number; text: string; owner: Owner }[] = [];

  /** Adds an edit of the current text (the first one with all edits so far). */
  add(edit: Edit, owner: Owner): void {
    let shift = 0;
    let index = 0;
    for (; index < this.edits.length; index++) {
      const known = this.edits[index]!;
      if (known.start + shift + known.text.length >= edit.start) break;
      shift += known.text.length - (known.end - known.start);
    }
    let { start, end } = edit;
    let text = edit.text;
    const first = index;
    let endShift = shift;
    for (; index < this.edits.length; index++) {
      const known = this.edits[index]!;
      const from = known.start + endShift;
      const to = from + known.text.length;
      if (from > end) break;
      if (from < start) {
        text = known.text.slice(0, start - from) + text;
        start = from;
      }
      if (to > end) {
        text += known.text.slice(known.text.length - (to - end));
        end = to;
      }
      endShift += known.text.length - (known.end - known.start);
    }
    const merged = this.edits.slice(first, index);
    this.edits.splice(first, index - first, {
      start: start - shift,
      end: end - endShift,
      text,
      owner: merged[0]?.owner ?? owner,
    });
  }

  /** The place in the first text of a place in the current one; what was inserted stands where it was put. */
  toOriginal(offset: number): number {
    let shift = 0;
    for (const edit of this.edits) {
      const from = edit.start + shift;
      if (offset < from) break;
      if (offset < from + edit.text.length) return edit.start;
      shift += edit.text.length - (edit.end - edit.start);
    }
    return offset - shift;
  }
}
