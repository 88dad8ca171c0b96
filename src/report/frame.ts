import type { Point } from '../source/source.js';
import { characterEnd, characterStart } from './characters.js';
import type { Excerpt } from './report.js';
import { display } from './width.js';

/** Widest part of a line that is shown, without the `…` where it is cut. */
const MAX_COLUMNS = 100;
/** Of a longer line, what is shown before the place. */
const CONTEXT_COLUMNS = 24;
const CUT = '…';

/** A line as the frame shows it, and the columns (from 0) of the place in it. */
export interface FrameLine {
  readonly text: string;
  readonly start: number;
  /** Behind `start`: an empty place gets a mark, too. */
  readonly end: number;
}

/** Of a place that goes on in the next line, or past its own, only what stands in this line. */
export function frameLine(excerpt: Excerpt, start: Point, end: Point): FrameLine {
  const { text, from, mark } = excerpt;
  if (mark !== undefined) return framed(excerpt, mark.start, mark.end);
  const first = characterStart(text, clamp(start.column - 1 - from, text.length));
  const last =
    end.line > start.line
      ? text.length
      : Math.max(first, characterEnd(text, clamp(end.column - 1 - from, text.length)));
  return framed(excerpt, first, last);
}

/** A line with the place from `first` to `last`, as UTF-16 units. */
function framed({ text, from, cut }: Excerpt, first: number, last: number): FrameLine {
  const shown = windowAround(text, first);
  const lead = from > 0 || shown.start > 0 ? CUT : '';
  const tail = cut || shown.end < text.length ? CUT : '';

  const before = display(text.slice(shown.start, first), lead.length);
  const place = display(text.slice(first, Math.min(last, shown.end)), before.end);
  const after = display(text.slice(Math.min(last, shown.end), shown.end), place.end);
  return {
    text: lead + before.text + place.text + after.text + tail,
    start: before.end,
    end: Math.max(place.end, before.end + 1),
  };
}

/** The part of a line, as UTF-16 units, that is shown around a place that starts at `index`. */
function windowAround(text: string, index: number): { start: number; end: number } {
  const fits = text.length <= MAX_COLUMNS && display(text, 0).end <= MAX_COLUMNS;
  if (fits) return { start: 0, end: text.length };
  const context = reachBack(text, index, CONTEXT_COLUMNS);
  const after = reachForward(text, index, MAX_COLUMNS - context.columns);
  const before = reachBack(text, index, MAX_COLUMNS - after.columns);
  return { start: before.index, end: after.index };
}

interface Reach {
  readonly index: number;
  readonly columns: number;
}

function reachForward(text: string, from: number, budget: number): Reach {
  let index = from;
  let columns = 0;
  while (index < text.length) {
    const next = characterEnd(text, index + 1);
    const width = charge(text.slice(index, next));
    if (columns + width > budget) break;
    columns += width;
    index = next;
  }
  return { index, columns };
}

function reachBack(text: string, from: number, budget: number): Reach {
  let index = from;
  let columns = 0;
  while (index > 0) {
    const next = characterStart(text, index - 1);
    const width = charge(text.slice(next, index));
    if (columns + width > budget) break;
    columns += width;
    index = next;
  }
  return { index, columns };
}

/** The most columns that a character can take. A mark takes none but counts, so that a heap of them is cut, too. */
function charge(character: string): number {
  return Math.max(1, display(character, 0).end);
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(index, length));
}
