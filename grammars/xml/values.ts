import {
  codeAt,
  END,
  EQUALS,
  GREATER,
  isBlank,
  LESS,
  LF,
  QUESTION,
  SLASH,
  startsName,
} from './characters.js';
import type { Reading } from './reading.js';

/**
 * Of a value that stands in quotes: of its closing quote or, where that is missing, where it breaks off. A quote
 * behind a `<` closes a value only if it is on the same line and nothing follows it that stands in a value.
 */
export function endOfValue(reading: Reading, start: number, quote: number, limit: number): number {
  const { view, problems } = reading;
  let less = -1;
  let line = -1;
  let index = start;
  for (; index < limit; index++) {
    const code = view.charCodeAt(index);
    if (code > GREATER) continue;
    if (code === quote) break;
    if (code === LF) line = index;
    if (code === LESS && less === -1) less = index;
    if (less === -1 || line === -1) continue;
    // No quote behind these two closes the value, nor, with a blank between, is that of an attribute before the `<`.
    if (isBlank(code) || isBlank(view.charCodeAt(less - 1))) {
      return endOfOpenValue(reading, start, less);
    }
  }
  const next = index < limit ? startOfNextAttribute(view, start, index) : -1;
  if (next !== -1 && (less === -1 || next < less)) {
    problems.add('unterminated-value', start - 1, start);
    return next;
  }
  if (index < limit && less === -1) return index;
  if (index < limit && line === -1 && mayFollowValue(codeAt(view, index + 1))) {
    problems.add('less-than-in-value', less, less + 1);
    return index;
  }
  return endOfOpenValue(reading, start, less === -1 ? index : less);
}

/**
 * In `a="b c="d"`, the second quote opens the value of `c`: there is a name before it, and no blank behind it.
 * Then where `b` ends; else -1.
 */
function startOfNextAttribute(view: string, start: number, quote: number): number {
  if (view.charCodeAt(quote - 1) !== EQUALS || mayFollowValue(codeAt(view, quote + 1))) return -1;
  let name = quote - 1;
  while (name > start && !isBlank(view.charCodeAt(name - 1))) name--;
  if (name === start || !startsName(view.charCodeAt(name))) return -1;
  while (name > start && isBlank(view.charCodeAt(name - 1))) name--;
  return name;
}

/** Of a character code. */
function mayFollowValue(code: number): boolean {
  return isBlank(code) || code === SLASH || code === GREATER || code === QUESTION || code === END;
}

/** A value without a closing quote ends with its line, or at the end of the tag. */
function endOfOpenValue({ view, problems }: Reading, start: number, limit: number): number {
  problems.add('unterminated-value', start - 1, start);
  let index = start;
  for (; index < limit; index++) {
    const code = view.charCodeAt(index);
    if (code === LF || code === GREATER) break;
  }
  if (codeAt(view, index) === GREATER && index > start) {
    if (view.charCodeAt(index - 1) === SLASH) return index - 1;
  }
  return index;
}

export function endOfBareValue(view: string, start: number, limit: number): number {
  let index = start;
  for (; index < limit; index++) {
    const code = view.charCodeAt(index);
    if (isBlank(code) || code === GREATER || code === LESS) break;
    if (code === SLASH && codeAt(view, index + 1) === GREATER) break;
  }
  return index;
}
