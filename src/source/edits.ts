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
