import type { Edit } from '../source/edits.js';
import { smallest } from './smallest.js';
import type { FormatOptions } from './options.js';

const LINE_END = /\r\n?|\n/g;

/** The end of line that is asked for; undefined: each line keeps its own. */
export function wantedLineEnd({ endOfLine }: FormatOptions): string | undefined {
  return endOfLine === 'keep' ? undefined : endOfLine === 'lf' ? '\n' : '\r\n';
}

/** The edits, made as small as they can be, and those that give every other line the end that is asked for. */
export function withLineEnds(view: string, edits: readonly Edit[], options: FormatOptions): Edit[] {
  const wanted = wantedLineEnd(options);
  const all: Edit[] = [];
  let offset = 0;
  const convertUpTo = (end: number): void => {
    if (wanted === undefined) return;
    LINE_END.lastIndex = offset;
    for (;;) {
      const found = LINE_END.exec(view);
      if (found === null || found.index >= end) return;
      const start = found.index;
      const [text] = found;
      if (text !== wanted) all.push({ start, end: start + text.length, text: wanted });
    }
  };
  for (const edit of edits) {
    convertUpTo(edit.start);
    all.push(...smallest(view, edit));
    offset = edit.end;
  }
  convertUpTo(view.length);
  return all;
}
