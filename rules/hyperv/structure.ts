import type { Rule } from '../../src/lint/rule.js';
import emptyString from './empty-string.js';
import knownType from './known-type.js';
import matchingEncoding from './matching-encoding.js';
import noDuplicateKey from './no-duplicate-key.js';
import noStrayText from './no-stray-text.js';
import readableEncoding from './readable-encoding.js';
import typedValue from './typed-value.js';
import wellFormedXml from './well-formed-xml.js';

/** Whether the file of a VM of Hyper-V can be read, and holds together. */
export const HYPERV_STRUCTURE: readonly Rule[] = [
  emptyString,
  knownType,
  matchingEncoding,
  noDuplicateKey,
  noStrayText,
  readableEncoding,
  typedValue,
  wellFormedXml,
];
