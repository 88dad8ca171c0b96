import type { XmlAttribute } from './ast.js';
import {
  APOSTROPHE,
  CLASSES,
  codeAt,
  endOfWord,
  EQUALS,
  FIRST_OF_NAME,
  GREATER,
  isBlank,
  LATER_IN_NAME,
  LESS,
  QUOTE,
  skipBlanks,
  SLASH,
} from './characters.js';
import { NONE } from './none.js';
import type { Reading } from './reading.js';
import { endOfBareValue, endOfValue } from './values.js';

/** Of few attributes, comparing each with each is faster than a Map. */
const FEW = 12;

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
  if (!isPlain) return readOddAttribute(reading, start, equals, limit);
  return quotedAttribute(reading, start, view.slice(start, equals), equals, equals + 2, limit);
}

/** `wellNamed`: up to where what starts at `start` is a name; `start`, where it is none. */
function readOddAttribute(
  reading: Reading,
  start: number,
  wellNamed: number,
  limit: number,
): XmlAttribute {
  const { view, problems } = reading;
  const nameEnd = Math.min(endOfWord(view, wellNamed), limit);
  const name = view.slice(start, nameEnd);
  if (wellNamed < nameEnd || wellNamed === start) {
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
