import type { TextEncoding } from './encodings.js';

export type Encoded =
  /** One character a byte. */
  | { readonly view: string }
  /** The first character that the encoding does not have. */
  | { readonly missing: string };

const NOT_ASCII = /[^\x00-\x7f]/;

/** By encoding: the bytes of each character that is not ASCII. Node decodes these encodings but encodes none. */
const tables = new WeakMap<TextEncoding, ReadonlyMap<string, string>>();

/** The bytes that the encoding decodes to the text. */
export function encode(encoding: TextEncoding, text: string): Encoded {
  if (!NOT_ASCII.test(text)) return { view: text };
  if (encoding.name === 'UTF-8') return encodeUtf8(text);
  let table = tables.get(encoding);
  if (table === undefined) tables.set(encoding, (table = invert(encoding)));
  let view = '';
  for (const character of text) {
    const bytes = character <= '\x7f' ? character : table.get(character);
    if (bytes === undefined) return { missing: character };
    view += bytes;
  }
  return { view };
}

function encodeUtf8(text: string): Encoded {
  const missing = /\p{Surrogate}/u.exec(text)?.[0];
  if (missing !== undefined) return { missing };
  return { view: Buffer.from(text, 'utf8').toString('latin1') };
}

/**
 * Where several sequences mean one character, one byte counts before two; of several bytes the last (IBM's Thai
 * repeats some at the front), of several pairs the first.
 */
function invert(encoding: TextEncoding): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  if (!encoding.decodable || !encoding.asciiSuperset) return table;
  const add = (bytes: string): boolean => {
    const text = encoding.decode(bytes);
    if (text.includes(REPLACEMENT)) return false;
    if (ONE_CHARACTER.test(text) && !table.has(text)) table.set(text, bytes);
    return true;
  };
  const leads = HIGH.toReversed()
    .filter((lead) => !add(lead))
    .reverse();
  // The rows that NEC took from IBM come last: Windows writes the originals.
  const rows = [...leads.filter((lead) => !isNecRow(encoding, lead)), ...leads];
  for (const lead of rows) {
    for (const trail of TRAILS) if (!isForeign(encoding, lead + trail)) add(lead + trail);
  }
  return table;
}

const ONE_CHARACTER = /^[^\x00-\x7f]$/u;

const REPLACEMENT = '\uFFFD';

const HIGH = characters(0x80, 0xff);
const TRAILS = characters(0x40, 0xfe);

function isNecRow({ name }: TextEncoding, lead: string): boolean {
  return (name === 'Shift_JIS' || name === 'Windows-31J') && (lead === '\xed' || lead === '\xee');
}

/** What Hong Kong added to Big5, which Node decodes and Windows (code page 950) does not have. */
function isForeign({ name }: TextEncoding, pair: string): boolean {
  if (name !== 'Big5' && name !== 'ibm-1373_P100-2002') return false;
  const isIn950 =
    (pair >= '\xa1\x40' && pair <= '\xc6\x7e') || (pair >= '\xc9\x40' && pair <= '\xf9\xfe');
  return !isIn950;
}

function characters(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index));
}
