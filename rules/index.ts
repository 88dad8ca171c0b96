import type { Rule } from '../src/lint/rule.js';
import exposeHardwareVirtualization from './nested/expose-hardware-virtualization.js';
import hideHardwareVirtualization from './nested/hide-hardware-virtualization.js';
import booleanSpelling from './vmx/boolean-spelling.js';
import closedQuote from './vmx/closed-quote.js';
import knownEncoding from './vmx/known-encoding.js';
import matchingEncoding from './vmx/matching-encoding.js';
import noBom from './vmx/no-bom.js';
import noDuplicateKey from './vmx/no-duplicate-key.js';
import noForeignComment from './vmx/no-foreign-comment.js';
import noMalformedLine from './vmx/no-malformed-line.js';
import noUtf16OrNul from './vmx/no-utf16-or-nul.js';
import notEmpty from './vmx/not-empty.js';
import onePairPerLine from './vmx/one-pair-per-line.js';
import plainKey from './vmx/plain-key.js';
import quotedValue from './vmx/quoted-value.js';
import straightQuotes from './vmx/straight-quotes.js';
import templatePlaceholders from './vmx/template-placeholders.js';
import validMemsize from './vmx/valid-memsize.js';

/** Every rule that vmlint has, by id. */
export const RULES: readonly Rule[] = [
  exposeHardwareVirtualization,
  hideHardwareVirtualization,
  booleanSpelling,
  closedQuote,
  knownEncoding,
  matchingEncoding,
  noBom,
  noDuplicateKey,
  noForeignComment,
  noMalformedLine,
  noUtf16OrNul,
  notEmpty,
  onePairPerLine,
  plainKey,
  quotedValue,
  straightQuotes,
  templatePlaceholders,
  validMemsize,
];
