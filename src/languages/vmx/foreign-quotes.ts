import type { VmxEntry, VmxMalformed } from '../../../grammars/vmx/index.js';
import type { VmxDocument } from './document.js';
import { withoutBlanksAtEnd } from './ranges.js';

/** A value in quotes that VMware takes for a part of the value, or cannot read. View offsets. */
export interface ForeignQuoted {
  readonly key: string;
  /** The value with its foreign quotes. */
  readonly start: number;
  readonly end: number;
  /** The bytes between the quotes, blanks at the ends dropped, and where they start. */
  readonly inner: string;
  readonly innerStart: number;
  readonly kind: 'typographic' | 'apostrophes';
  /** The value has straight quotes as well, outside of the foreign ones. */
  readonly insideQuotes: boolean;
}

const TYPOGRAPHIC = '“”„‟‘’‚‛«»＂';

/** The same characters as bytes, for text whose encoding is not what the file declares. */
const TYPOGRAPHIC_BYTES = /^(?:\xE2\x80[\x98-\x9F]|\xEF\xBC\x82|[\x84\x91-\x94])/;
const TYPOGRAPHIC_BYTES_AT_END = /(?:\xE2\x80[\x98-\x9F]|\xEF\xBC\x82|[\x84\x91-\x94])$/;

const NON_ASCII = /[\x80-\xff]/;

const LONGEST_CHARACTER = 4;

/** Words whose meaning is plain whatever stands around them. */
export function isPlainWord(value: string): boolean {
  return /^(?:true|false|[0-9]+)$/i.test(value);
}

const MALFORMED_PAIR = /^[ \t]*([^\0 \t#="]+)[ \t]*=[ \t]*([^\0]*)$/;

/** The foreign quotes of a line's value, or undefined. */
export function foreignQuoted(
  document: VmxDocument,
  node: VmxEntry | VmxMalformed,
): ForeignQuoted | undefined {
  if (node.type === 'entry') {
    // In quotes and plain ASCII, as nearly every value is.
    if (node.quoted && (document.source.isAscii || !NON_ASCII.test(node.value))) return undefined;
    const found = unwrap(document, node.key, node.value, node.valueStart, node.quoted);
    return found !== undefined && node.quoted && !isPlainWord(found.inner) ? undefined : found;
  }
  const text = document.source.view.slice(node.start, node.end);
  const pair = MALFORMED_PAIR.exec(text);
  const key = pair?.[1];
  const rest = pair?.[2];
  if (key === undefined || rest === undefined) return undefined;
  const value = withoutBlanksAtEnd(rest);
  const start = node.end - rest.length;
  return unwrap(document, key, value, start, false);
}

function unwrap(
  document: VmxDocument,
  key: string,
  value: string,
  start: number,
  insideQuotes: boolean,
): ForeignQuoted | undefined {
  const end = start + value.length;
  const apostrophes = /^'([^'"]*)'$/.exec(value)?.[1];
  if (apostrophes !== undefined && !insideQuotes) {
    const inner = trimmed(apostrophes, start + 1);
    return { key, start, end, ...inner, kind: 'apostrophes', insideQuotes };
  }
  if (!NON_ASCII.test(value)) return undefined;
  const open = quoteLength(document, value, true);
  const close = value.length > open ? quoteLength(document, value, false) : 0;
  if (open === 0 && close === 0) return undefined;
  const from = open === 0 && value.startsWith('"') ? 1 : open;
  const to = value.length - (close === 0 && value.endsWith('"') ? 1 : close);
  const inner = trimmed(value.slice(from, to), start + from);
  if (inner.inner.includes('"')) return undefined;
  return { key, start, end, ...inner, kind: 'typographic', insideQuotes };
}

function trimmed(inner: string, start: number): Pick<ForeignQuoted, 'inner' | 'innerStart'> {
  // Blanks only: what else `trim` takes away may be a part of a character here.
  const text = withoutBlanksAtEnd(inner).replace(/^[ \t]+/, '');
  return { inner: text, innerStart: start + inner.indexOf(text) };
}

/** How many bytes the typographic quote at the start, or the end, of a value has; 0: there is none. */
function quoteLength(document: VmxDocument, value: string, atStart: boolean): number {
  const { encoding } = document.source;
  const decoded = encoding.decode(value);
  const character = atStart ? decoded.charAt(0) : decoded.charAt(decoded.length - 1);
  if (TYPOGRAPHIC.includes(character)) {
    for (let length = 1; length <= LONGEST_CHARACTER; length++) {
      const bytes = atStart ? value.slice(0, length) : value.slice(-length);
      if (encoding.decode(bytes) === character) return length;
    }
  }
  const bytes = (atStart ? TYPOGRAPHIC_BYTES : TYPOGRAPHIC_BYTES_AT_END).exec(value)?.[0] ?? '';
  const rest = atStart ? value.slice(bytes.length) : value.slice(0, value.length - bytes.length);
  const ascii = rest.replace(TYPOGRAPHIC_BYTES, '').replace(TYPOGRAPHIC_BYTES_AT_END, '');
  return NON_ASCII.test(ascii) ? 0 : bytes.length;
}
