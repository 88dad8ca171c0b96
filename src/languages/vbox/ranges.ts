import type { XmlAttribute, XmlElement } from '../../../grammars/xml/index.js';
import type { Span } from '../document.js';
import type { Flag } from './machine.js';

/** The value of an attribute with its quotes. */
export function attributeValueRange({ quote, valueStart, valueEnd, end }: XmlAttribute): Span {
  return quote === '' ? { start: valueStart, end: valueEnd } : { start: valueStart - 1, end };
}

/** A whole attribute. */
export function attributeRange({ start, end }: XmlAttribute): Span {
  return { start, end };
}

/** The start tag of an element. */
export function tagRange({ start, openEnd }: XmlElement): Span {
  return { start, end: openEnd };
}

/** The value of a flag that the file has, else the tag that should have it. */
export function flagRange({ attribute, element }: Flag): Span {
  if (attribute !== undefined) return attributeValueRange(attribute);
  return element === undefined ? { start: 0, end: 0 } : tagRange(element);
}
