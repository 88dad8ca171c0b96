import type { XmlAttribute, XmlElement } from './ast.js';
import {
  APOSTROPHE,
  CLASSES,
  codeAt,
  endOfName,
  END,
  endOfWord,
  EQUALS,
  FIRST_OF_NAME,
  GREATER,
  isBlank,
  LATER_IN_NAME,
  LESS,
  LF,
  QUESTION,
  QUOTE,
  skipBlanks,
  SLASH,
  startsName,
} from './characters.js';
import type { Reading } from './reading.js';
import type { Unfinished } from './unfinished.js';

/** The children and the attributes of those that have none. */
export const NONE: never[] = [];

/** Of few attributes, comparing each with each is faster than a Map. */
const FEW = 12;

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

interface AttributeList {
  readonly attributes: readonly XmlAttribute[];
  /** Of the `>` or `/>`, of another `<`, or `limit`. */
  readonly end: number;
}

/** The attributes from `start`, behind the name of a tag, on. Nothing from `limit` on is a part of them. */
export function readAttributes(reading: Reading, start: number, limit: number): AttributeList {
  const { view, problems } = reading;
  let attributes: XmlAttribute[] | undefined;
  let offset = start;
  for (;;) {
    const word = skipBlanks(view, offset);
    if (word >= limit) return finish(reading, attributes, limit);
    const code = codeAt(view, word);
    if (code === GREATER || code === LESS) return finish(reading, attributes, word);
    if (code === SLASH && codeAt(view, word + 1) === GREATER) {
      return finish(reading, attributes, word);
    }
    if (code === SLASH || code === EQUALS || code === QUOTE || code === APOSTROPHE) {
      offset = endOfJunk(view, word, limit);
      problems.add('junk-in-tag', word, offset);
      continue;
    }
    if (word === offset) problems.add('missing-blank', word, word);
    const attribute = readAttribute(reading, word, limit);
    if (attributes === undefined) attributes = [attribute];
    else attributes.push(attribute);
    offset = attribute.end;
  }
}

/** Of what is no attribute: up to the next blank or the end of the tag. */
function endOfJunk(view: string, start: number, limit: number): number {
  let index = start + 1;
  for (; index < limit; index++) {
    const code = view.charCodeAt(index);
    if (isBlank(code) || code === GREATER || code === LESS || code === SLASH) break;
  }
  return index;
}

/**
 * An attribute as tools write them, `name="value"`, without a call for its name: these are most of a file.
 * All others are left to `readOddAttribute`.
 */
function readAttribute(reading: Reading, start: number, limit: number): XmlAttribute {
  const { view } = reading;
  let equals = start;
  if (CLASSES[codeAt(view, start)] === FIRST_OF_NAME) {
    do equals++;
    while (CLASSES[codeAt(view, equals)]! <= LATER_IN_NAME);
  }
  const quote = codeAt(view, equals + 1);
  const isPlain =
    equals > start &&
    equals + 1 < limit &&
    codeAt(view, equals) === EQUALS &&
    (quote === QUOTE || quote === APOSTROPHE);
  if (!isPlain) return readOddAttribute(reading, start, limit);
  return quotedAttribute(reading, start, view.slice(start, equals), equals, equals + 2, limit);
}

function readOddAttribute(reading: Reading, start: number, limit: number): XmlAttribute {
  const { view, problems } = reading;
  const nameEnd = Math.min(endOfWord(view, start), limit);
  const name = view.slice(start, nameEnd);
  if (endOfName(view, start) < nameEnd || !startsName(codeAt(view, start))) {
    problems.add('invalid-name', start, nameEnd, name);
  }
  const equals = skipBlanks(view, nameEnd);
  if (equals >= limit || codeAt(view, equals) !== EQUALS) {
    problems.add('attribute-without-value', start, nameEnd, name);
    return attributeOf(start, nameEnd, name, -1, nameEnd, nameEnd, '');
  }
  const written = skipBlanks(view, equals + 1);
  const code = codeAt(view, written);
  if (written < limit && (code === QUOTE || code === APOSTROPHE)) {
    return quotedAttribute(reading, start, name, equals, written + 1, limit);
  }
  const valueEnd = written < limit ? endOfBareValue(view, written, limit) : written;
  if (valueEnd === written) {
    problems.add('attribute-without-value', start, equals + 1, name);
    return attributeOf(start, equals + 1, name, equals, equals + 1, equals + 1, '');
  }
  problems.add('unquoted-value', written, valueEnd, name);
  reading.ampersands.check(written, valueEnd);
  return attributeOf(start, valueEnd, name, equals, written, valueEnd, '');
}

function quotedAttribute(
  reading: Reading,
  start: number,
  name: string,
  equals: number,
  valueStart: number,
  limit: number,
): XmlAttribute {
  const { view } = reading;
  const quote = view.charCodeAt(valueStart - 1);
  const valueEnd = endOfValue(reading, valueStart, quote, limit);
  const isClosed = valueEnd < limit && view.charCodeAt(valueEnd) === quote;
  reading.ampersands.check(valueStart, valueEnd);
  const end = isClosed ? valueEnd + 1 : valueEnd;
  return attributeOf(start, end, name, equals, valueStart, valueEnd, quote === QUOTE ? '"' : "'");
}

function attributeOf(
  start: number,
  end: number,
  name: string,
  equals: number,
  valueStart: number,
  valueEnd: number,
  quote: '"' | "'" | '',
): XmlAttribute {
  return { start, end, name, equals, valueStart, valueEnd, quote };
}

/**
 * Of a value that stands in quotes: of its closing quote or, where that is missing, where it breaks off. A quote
 * behind a `<` closes a value only if it is on the same line and nothing follows it that stands in a value.
 */
function endOfValue(reading: Reading, start: number, quote: number, limit: number): number {
  const { view, problems } = reading;
  let less = -1;
  let line = -1;
  let index = start;
  for (; index < limit; index++) {
    const code = view.charCodeAt(index);
    if (code > GREATER) continue;
    if (code === quote) break;
    if (code === LESS && less === -1) less = index;
    else if (code === LF) line = index;
    // A quote behind this blank neither closes the value nor opens that of an attribute before the `<`.
    if (less !== -1 && line !== -1 && isBlank(code)) return endOfOpenValue(reading, start, less);
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

function endOfBareValue(view: string, start: number, limit: number): number {
  let index = start;
  for (; index < limit; index++) {
    const code = view.charCodeAt(index);
    if (isBlank(code) || code === GREATER || code === LESS) break;
    if (code === SLASH && codeAt(view, index + 1) === GREATER) break;
  }
  return index;
}

function finish(
  reading: Reading,
  attributes: readonly XmlAttribute[] | undefined,
  end: number,
): AttributeList {
  if (attributes === undefined) return { attributes: NONE, end };
  if (attributes.length > FEW) reportDuplicatesOfMany(reading, attributes);
  else if (attributes.length > 1) reportDuplicates(reading, attributes);
  return { attributes, end };
}

function reportDuplicates(reading: Reading, attributes: readonly XmlAttribute[]): void {
  for (let later = 1; later < attributes.length; later++) {
    const { name } = attributes[later]!;
    for (let first = 0; first < later; first++) {
      if (attributes[first]!.name !== name) continue;
      reportDuplicate(reading, attributes[first]!, attributes[later]!);
      break;
    }
  }
}

function reportDuplicatesOfMany(reading: Reading, attributes: readonly XmlAttribute[]): void {
  const firsts = new Map<string, XmlAttribute>();
  for (const attribute of attributes) {
    const first = firsts.get(attribute.name);
    if (first === undefined) firsts.set(attribute.name, attribute);
    else reportDuplicate(reading, first, attribute);
  }
}

function reportDuplicate(reading: Reading, first: XmlAttribute, later: XmlAttribute): void {
  const { start, name } = later;
  reading.problems.add('duplicate-attribute', start, start + name.length, name, first.start);
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
