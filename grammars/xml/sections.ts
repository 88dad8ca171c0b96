import type { Reading } from './reading.js';

/** Where a section ends that starts at `start` with `opening`: behind `closing`, or with the text. */
function endOfSection(view: string, start: number, opening: string, closing: string): number {
  const found = view.indexOf(closing, start + opening.length);
  return found === -1 ? view.length : found + closing.length;
}

export function endOfComment({ view }: Reading, start: number): number {
  return endOfSection(view, start, '<!--', '-->');
}

export function endOfCdata({ view }: Reading, start: number): number {
  return endOfSection(view, start, '<![CDATA[', ']]>');
}

export function endOfInstruction({ view }: Reading, start: number): number {
  return endOfSection(view, start, '<?', '?>');
}

export const DOCTYPE = '<!DOCTYPE';

/**
 * Where a document type declaration ends, its declarations in brackets skipped with their quotes, comments and
 * instructions. One that nothing closes ends with its first `>`, or before the next `<`, so that the rest
 * is still read.
 */
export function endOfDoctype(reading: Reading, start: number): number {
  const { view } = reading;
  if (!reading.hasOpenDoctype) {
    const end = closeOfDoctype(view, start);
    if (end !== -1) return end;
    reading.hasOpenDoctype = true;
  }
  reading.problems.add('unterminated-doctype', start, start + DOCTYPE.length);
  BREAK.lastIndex = start + 1;
  const found = BREAK.exec(view);
  if (found === null) return view.length;
  return found[0] === '>' ? BREAK.lastIndex : found.index;
}

const BREAK = /[<>]/g;

/** What must be skipped in a document type declaration, or ends it. */
const PART = /<!--|<\?|["'[\]>]/g;

const CLOSINGS: Readonly<Record<string, string>> = { '<!--': '-->', '<?': '?>' };

function closeOfDoctype(view: string, start: number): number {
  let brackets = 0;
  PART.lastIndex = start + DOCTYPE.length;
  for (;;) {
    const part = PART.exec(view);
    if (part === null) return -1;
    const [found] = part;
    if (found === '[') {
      brackets++;
    } else if (found === ']') {
      brackets = Math.max(0, brackets - 1);
    } else if (found === '>') {
      if (brackets === 0) return PART.lastIndex;
    } else {
      const closing = CLOSINGS[found] ?? found;
      const behind = view.indexOf(closing, PART.lastIndex);
      if (behind === -1) return -1;
      PART.lastIndex = behind + closing.length;
    }
  }
}
