import type { XmlElement } from './ast.js';
import { readAttributes } from './attributes.js';
import { codeAt, endOfName, endOfWord, GREATER, LESS, skipBlanks, SLASH } from './characters.js';
import { NONE } from './none.js';
import type { Reading } from './reading.js';
import type { Unfinished } from './unfinished.js';

/**
 * The element whose start tag begins at `start`, where a `<` and the start of a name are:
 *
 * tag       := '<' name (blank+ attribute)* blank* '/'? '>'
 * attribute := name blank* '=' blank* ('"' anything '"' | "'" anything "'")
 *
 * Whatever deviates is a problem, and is read as what it seems to be meant for.
 */
export function readStartTag(reading: Reading, start: number): Unfinished<XmlElement> {
  const { view } = reading;
  const nameEnd = endOfTagName(reading, start + 1);
  const list = readAttributes(reading, nameEnd, view.length);
  const { attributes } = list;
  let { end } = list;
  let selfClosing = false;
  if (codeAt(view, end) === GREATER) {
    end++;
  } else if (codeAt(view, end) === SLASH) {
    selfClosing = true;
    end += 2;
  } else {
    reading.problems.add('unterminated-tag', start, end, view.slice(start + 1, nameEnd), end);
  }
  return {
    type: 'element',
    start,
    end,
    parent: reading.root,
    name: view.slice(start + 1, nameEnd),
    attributes,
    openEnd: end,
    selfClosing,
    children: NONE,
    closeStart: -1,
  };
}

function endOfTagName(reading: Reading, start: number): number {
  const { view } = reading;
  const nameEnd = endOfName(view, start);
  const wordEnd = endOfWord(view, nameEnd);
  if (wordEnd > nameEnd) {
    reading.problems.add('invalid-name', nameEnd, nameEnd + 1, view.slice(start, wordEnd));
  }
  return wordEnd;
}

/** Where an end tag ends that starts at `start`, where `</` and the start of a name are. */
export function readEndTag(reading: Reading, start: number): number {
  const { view, problems } = reading;
  const nameEnd = endOfTagName(reading, start + 2);
  const junk = skipBlanks(view, nameEnd);
  if (codeAt(view, junk) === GREATER) return junk + 1;
  let end = junk;
  while (end < view.length && codeAt(view, end) !== GREATER && codeAt(view, end) !== LESS) {
    end++;
  }
  const name = view.slice(start + 2, nameEnd);
  if (codeAt(view, end) === GREATER) {
    problems.add('junk-in-tag', junk, end, name);
    return end + 1;
  }
  problems.add('unterminated-tag', start, end, name, end);
  return end;
}
