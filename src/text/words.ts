/** A text as the words that it is made of, whatever stood between them. */
export interface Words {
  /** In lower case; at most `LONGEST` characters of each. */
  readonly words: readonly string[];
  /** By word: `PART_BEGINS` where a line or a part of a sentence begins with it, `SENTENCE_BEGINS`, or 0. */
  readonly begins: Uint8Array;
}

/** No word of a message is longer. */
const LONGEST = 40;

const PART_BEGINS = 1;
export const SENTENCE_BEGINS = 2;

/**
 * The words of a text that was pasted from anywhere: all quotes, dashes and blanks are the same, HTML and JSON
 * escapes are undone, and what a log writes before each line is left out. Linear in the length of the text.
 */
export function wordsOf(text: string): Words {
  const clean = undoEscapes(text)
    .normalize('NFKC')
    .replace(LOG_PREFIX, '')
    .replace(INVISIBLE, '')
    .replace(APOSTROPHE, '')
    .toLowerCase();
  const words: string[] = [];
  const begins: number[] = [];
  let end = 0;
  for (const { 0: word, index } of clean.matchAll(WORD)) {
    words.push(word.slice(0, LONGEST));
    begins.push(end === 0 ? PART_BEGINS : beginsAfter(clean.slice(end, index)));
    end = index + word.length;
  }
  return { words, begins: Uint8Array.from(begins) };
}

/** A number of an error, `-1767`, is not the number without the sign. */
const WORD = /(?<![\p{L}\p{N}])-\d{3,5}(?![\p{L}\p{N}])|[\p{L}\p{N}]+/gu;

function beginsAfter(between: string): number {
  if (/[.!?]["'’”)\]]*\s/.test(between)) return SENTENCE_BEGINS;
  return /[\n\r:;,()[\]{}<>|]| - |["'‘’‚“”„«»`]/.test(between) ? PART_BEGINS : 0;
}

/**
 * Quotes that were read in the wrong encoding (`â€˜HVâ€™`), trade marks, colours of a terminal, entities, tags,
 * backslash escapes.
 */
function undoEscapes(text: string): string {
  return text
    .replace(/â€[^\s\w]?/g, "'")
    .replace(/Â(?=[\s\u00a0-\u00bf])|[™℠]/g, ' ')
    .replace(/\x1b\[[\d;]{0,20}[A-Za-z]/g, '')
    .replace(
      /&(?:amp;){0,3}(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi,
      (_, decimal?: string, hex?: string, name?: string) =>
        name === undefined
          ? characterOf(decimal === undefined ? parseInt(hex!, 16) : Number(decimal))
          : /^(?:apos|[lr]squo)$/i.test(name)
            ? "'"
            : ' ',
    )
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, ' ')
    .replace(/\\u([\da-f]{4})/gi, (_, hex: string) => characterOf(parseInt(hex, 16)))
    .replace(/\\[nrt](?![a-z])/g, '\n');
}

function characterOf(code: number): string {
  return code > 0x1f && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

/**
 * `2018-03-01T10:00:00.123+01:00| vmx| I125:`, `2024-05-01T10:00:00.123Z In(05) vmx`, `00:00:01.234567`: a message
 * of several lines has one in its midst. Also the marks of a quoted mail.
 */
const LOG_PREFIX =
  /^[ \t>]{0,20}(?:\[?(?:\d{4}-\d\d-\d\d[T ]|[A-Z][a-z]{2} \d\d )?\d\d:\d\d:\d\d[\d.,:+Z-]{0,20}\]?[ \t]*(?:\|[^|\n]{0,40}\|[ \t]*(?:[A-Z]\d{3}[:+])?|[A-Z][a-z]\(\d+\)\+?[ \t]+[\w.-]{1,40}(?:[ \t]+-(?=[ \t]))?)?)?/gm;

/** `Can't` is one word, and so it is without the apostrophe, which a shell may have taken for a quote. */
const APOSTROPHE = /(?<=\p{L})['’‘`](?=\p{L})/gu;

/** Soft hyphens, what joins or parts words without being seen, marks of direction and of byte order. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
