import type { XmlAttribute, XmlElement } from '../../../grammars/xml/index.js';
import type { Span } from '../document.js';

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
