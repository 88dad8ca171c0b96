import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { CORRECTIONS, CP1252_80_TO_9F, ENCODINGS, type EncodingRow } from './encoding-names.js';

/** In every `view` one character (U+0000 to U+00FF) stands for one byte. */
export interface TextEncoding {
  /** The name that VMware prefers. */
  readonly name: string;
  readonly decodable: boolean;
  /** Edits of ASCII bytes are safe. */
  readonly asciiSuperset: boolean;
  /** For display. Never throws or strips a BOM; what cannot be decoded becomes U+FFFD. */
  decode(view: string): string;
  /** Byte index of the first sequence that the encoding does not allow; -1: none, or undecodable. */
  firstInvalid(view: string): number;
}

const REPLACEMENT = '\uFFFD';
const HIGH_BYTES = /[\u0080-\u00ff]/g;
const LONE_SURROGATES = /\p{Surrogate}/gu;

export function isAscii(view: string): boolean {
  return view.search(HIGH_BYTES) < 0;
}

const bytesOf = (view: string): Buffer => Buffer.from(view, 'latin1');

/** Of files that are no text: each byte is a character. */
export const BINARY: TextEncoding = {
  name: 'binary',
  decodable: true,
  asciiSuperset: true,
  decode: (view) => view,
  firstInvalid: () => -1,
};

const undecodable = (name: string, asciiSuperset: boolean): TextEncoding => ({
  name,
  decodable: false,
  asciiSuperset,
  decode: (view) => view.replace(HIGH_BYTES, REPLACEMENT),
  firstInvalid: () => -1,
});

const utf8 = (name: string): TextEncoding => ({
  name,
  decodable: true,
  asciiSuperset: true,
  decode: (view) => (isAscii(view) ? view : bytesOf(view).toString('utf8')),
  firstInvalid(view) {
    const bytes = bytesOf(view);
    if (isUtf8(bytes)) return -1;
    // The first byte that a round trip changes is in the first U+FFFD that the source does not have.
    const roundTrip = Buffer.from(bytes.toString('utf8'), 'utf8');
    let at = 0;
    while (roundTrip[at] === bytes[at]) at++;
    while (((roundTrip[at] ?? 0) & 0xc0) === 0x80) at--;
    return at;
  },
});

function utf16(name: string, isLittleEndian: (view: string) => boolean): TextEncoding {
  const codeUnits = (view: string): string => {
    const bytes = bytesOf(view).subarray(0, view.length & ~1);
    return (isLittleEndian(view) ? bytes : bytes.swap16()).toString('utf16le');
  };
  return {
    name,
    decodable: true,
    asciiSuperset: false,
    decode: (view) =>
      codeUnits(view).replace(LONE_SURROGATES, REPLACEMENT) + REPLACEMENT.repeat(view.length & 1),
    firstInvalid(view) {
      const unit = codeUnits(view).search(LONE_SURROGATES);
      if (unit >= 0) return 2 * unit;
      return view.length & 1 ? view.length - 1 : -1;
    },
  };
}

function iso2022Jp(name: string): TextEncoding {
  let decoder: TextDecoder | undefined;
  return {
    name,
    decodable: true,
    asciiSuperset: false,
    decode: (view) => (decoder ??= new TextDecoder('iso-2022-jp')).decode(bytesOf(view)),
    // All its bytes are ASCII; a wrong escape sequence is not looked for.
    firstInvalid: (view) => view.search(HIGH_BYTES),
  };
}

/** What VMware, which decodes with ICU, means where the WHATWG or Node means something else. */
function correctedGlyph(name: string, label: string, sequence: string): string | undefined {
  const isC1 = sequence < '\u00a0';
  switch (name) {
    case 'ASCII':
    case 'ISO_646.irv:1983':
      return REPLACEMENT;
    case 'ISO-8859-1':
      return sequence;
    case 'windows-1252':
      return isC1 ? CP1252_80_TO_9F.charAt(sequence.charCodeAt(0) - 0x80) : sequence;
  }
  if (isC1 && name === 'ISO-8859-9') return sequence;
  if (isC1 && name === 'ibm-874') return REPLACEMENT;
  return CORRECTIONS[name]?.[sequence] ?? CORRECTIONS[label]?.[sequence];
}

let hangulExtension: string[] | undefined;

/** The syllables, in Unicode order, that windows-949 has and EUC-KR, which is all that Node knows, has not. */
function hangulExtensionGlyph(pair: string, eucKr: TextDecoder): string | undefined {
  const [lead = 0, trail = 0] = bytesOf(pair);
  const lastTrail = lead <= 0xa0 ? 0xfe : 0xa0;
  if (lead < 0x81 || trail > lastTrail || !/[A-Za-z\u0081-\u00fe]/.test(pair.charAt(1))) return;
  if (!hangulExtension) {
    const eucKrPairs = Uint8Array.from({ length: 25 * 94 * 2 }, (_, i) =>
      i % 2 ? 0xa1 + (((i - 1) / 2) % 94) : 0xb0 + Math.floor(i / 2 / 94),
    );
    const eucKrSyllables = new Set(eucKr.decode(eucKrPairs));
    hangulExtension = Array.from({ length: 11172 }, (_, i) => String.fromCharCode(0xac00 + i));
    hangulExtension = hangulExtension.filter((syllable) => !eucKrSyllables.has(syllable));
  }
  const row = lead <= 0xa0 ? (lead - 0x81) * 178 : 32 * 178 + (lead - 0xa1) * 84;
  const column = trail - (trail >= 0x81 ? 0x81 - 52 : trail >= 0x61 ? 0x61 - 26 : 0x41);
  return hangulExtension[row + column];
}

function oneOrTwoBytes(name: string, label: string): TextEncoding {
  const isDoubleByte = ['big5', 'euc-kr', 'gbk', 'shift_jis'].includes(label);
  const glyphs = new Map<string, string>();
  let decoder: TextDecoder | undefined;

  function decodeSequence(sequence: string): string {
    const corrected = correctedGlyph(name, label, sequence);
    if (corrected !== undefined) return corrected;
    decoder ??= new TextDecoder(label, { ignoreBOM: true });
    const syllable = label === 'euc-kr' ? hangulExtensionGlyph(sequence, decoder) : undefined;
    if (syllable !== undefined) return syllable;
    const text = decoder.decode(bytesOf(sequence));
    // ICU has private characters for the bytes that mean nothing.
    const isMeaningless = /[\uf8c1-\uf8f8\ufffd]/.test(text) || (isDoubleByte && text < '\u00a0');
    return isMeaningless ? REPLACEMENT : text;
  }

  function glyph(sequence: string): string {
    let known = glyphs.get(sequence);
    if (known === undefined) glyphs.set(sequence, (known = decodeSequence(sequence)));
    return known;
  }

  function sequenceAt(view: string, at: number): string {
    const lead = view.charAt(at);
    const isLead = isDoubleByte && /[\u0081-\u00fe]/.test(lead) && glyph(lead) === REPLACEMENT;
    if (!isLead) return lead;
    const pair = view.slice(at, at + 2);
    return glyph(pair) !== REPLACEMENT || pair.charAt(1) >= '\u0080' ? pair : lead;
  }

  /** The sequences that are not ASCII. */
  function* sequences(view: string): Generator<{ at: number; sequence: string }> {
    for (let next = 0; ;) {
      HIGH_BYTES.lastIndex = next;
      if (!HIGH_BYTES.test(view)) return;
      const at = HIGH_BYTES.lastIndex - 1;
      const sequence = sequenceAt(view, at);
      next = at + sequence.length;
      yield { at, sequence };
    }
  }

  return {
    name,
    decodable: true,
    asciiSuperset: true,
    decode(view) {
      let text = '';
      let done = 0;
      for (const { at, sequence } of sequences(view)) {
        text += view.slice(done, at) + glyph(sequence);
        done = at + sequence.length;
      }
      return text + view.slice(done);
    },
    firstInvalid(view) {
      for (const { at, sequence } of sequences(view))
        if (glyph(sequence) === REPLACEMENT) return at;
      return -1;
    },
  };
}

export const UTF8: TextEncoding = utf8('UTF-8');
export const WINDOWS_1252: TextEncoding = oneOrTwoBytes('windows-1252', 'windows-1252');

function fromRow([name, , decoder, family]: EncodingRow): TextEncoding {
  switch (decoder) {
    case null:
      return undecodable(name, family === 'ascii-superset');
    case 'utf-8':
      return UTF8;
    case 'windows-1252':
      return WINDOWS_1252;
    case 'utf-16le':
      return utf16(name, () => true);
    case 'utf-16be':
      return utf16(name, () => false);
    case 'utf-16':
      return utf16(name, (view) => view.startsWith('\u00ff\u00fe'));
    case 'iso-2022-jp':
      return iso2022Jp(name);
    default:
      return oneOrTwoBytes(name, decoder);
  }
}

const lettersAndDigits = (name: string): string => name.replace(/[^0-9A-Za-z]/g, '').toLowerCase();

function findRow(name: string): EncodingRow | undefined {
  // VMware has a row of its own for this spelling, and does not support it.
  if (name === 'iso-8859-8-i') return undefined;
  const namesOf = ([preferred, , , , aliases]: EncodingRow) =>
    `${preferred} ${aliases}`.trim().split(' ');
  const codePage = /^[Ww]indows-(\d+)$/.exec(name)?.[1];
  const loose = lettersAndDigits(name);
  return (
    ENCODINGS.find((row) => codePage !== undefined && row[1] === Number(codePage)) ??
    ENCODINGS.find((row) => namesOf(row).includes(name)) ??
    ENCODINGS.find((row) => namesOf(row).some((alias) => lettersAndDigits(alias) === loose))
  );
}

const byRow = new Map<EncodingRow, TextEncoding>();
const byName = new Map<string, TextEncoding | undefined>([
  ['UTF-8', UTF8],
  ['windows-1252', WINDOWS_1252],
]);

/**
 * As VMware looks a name up: `windows-NNN` by the number of its code page, then an alias as it is spelled,
 * then an alias by its letters and digits. undefined: VMware does not support it.
 */
export function findEncoding(name: string): TextEncoding | undefined {
  if (!byName.has(name)) {
    const row = findRow(name);
    if (row && !byRow.has(row)) byRow.set(row, fromRow(row));
    byName.set(name, row && byRow.get(row));
  }
  return byName.get(name);
}
