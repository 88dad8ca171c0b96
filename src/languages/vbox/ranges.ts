import type { Span } from '../document.js';
import { attributeValueRange, tagRange } from '../xml/ranges.js';
import type { Flag } from './machine.js';

export { attributeRange, attributeValueRange, tagRange } from '../xml/ranges.js';

/** The value of a flag that the file has, else the tag that should have it. */
export function flagRange({ attribute, element }: Flag): Span {
  if (attribute !== undefined) return attributeValueRange(attribute);
  return element === undefined ? { start: 0, end: 0 } : tagRange(element);
}
