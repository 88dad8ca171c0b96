import { SENTENCE_BEGINS, wordsOf } from '../text/words.js';
import { PRODUCT_MESSAGES } from './table.js';
import type { ProductMessage } from './model.js';
import { compile, type Pattern, type Vocabulary } from './patterns.js';

export interface Found {
  readonly entry: ProductMessage;
  /** Its texts and codes that stand in what was pasted, as the product says them. */
  readonly texts: readonly string[];
  /** Texts of other entries that stand there too and need no explanation of their own beside it. */
  readonly alsoThere: readonly string[];
}

export interface Search {
  /** What was recognised, the most decisive first; each entry once. */
  readonly found: readonly Found[];
  /** Messages of which a part was pasted, too little to be sure, or with another end. */
  readonly near: readonly string[];
}

/** How many words may stand where a text has `…`: paths have many. */
const LONGEST_GAP = 24;

/** By so many words the rest of a text is recognised behind a `…`, where its end is missing. */
const LEAD = 2;

interface Match {
  readonly pattern: Pattern;
  readonly start: number;
  /** The word after the last. */
  readonly end: number;
  /** How many words of the pattern were met. */
  readonly met: number;
}

interface Place {
  readonly pattern: Pattern;
  readonly run: number;
  readonly offset: number;
}

interface Index extends Vocabulary {
  /** By word: patterns that begin with it. */
  readonly beginnings: ReadonlyMap<number, readonly Place[]>;
  /** By word: where it stands in the midst of patterns. */
  readonly middles: ReadonlyMap<number, readonly Place[]>;
}

let index: Index | undefined;

/**
 * The messages of products in a pasted text: a dialog, a log, a part of a message. Time is linear in the length
 * of the text.
 */
export function findMessages(pasted: string): Search {
  index ??= indexOf(compile(PRODUCT_MESSAGES));
  const paste = new Paste(pasted, index);
  const whole: Match[] = [];
  const parts: Match[] = [];
  const near = new Set<string>();
  for (let start = 0; start < paste.length; start++) {
    const number = paste.numberAt(start);
    if (number === 0) continue;
    for (const place of index.beginnings.get(number) ?? []) take(place, start);
    if (!paste.isBoundary(start)) continue;
    for (const place of index.middles.get(number) ?? []) take(place, start);
  }
  const taken = new Uint8Array(paste.length);
  const complete = outermost(whole, taken);
  const { sure, unsure } = judgeParts(outermost(parts, taken));
  const matches = [...complete, ...sure];
  if (matches.length > 0) return { found: inOrder(matches), near: [] };
  for (const { pattern } of unsure) near.add(pattern.text);
  return { found: [], near: [...near].slice(0, MOST_NEAR) };

  function take(place: Place, start: number): void {
    const match = paste.match(place, start);
    if (match === undefined) return;
    if (match.met === match.pattern.length) whole.push(match);
    else if (match.pattern.isCode || match.met < FEW_WORDS) return;
    else if (paste.isBoundary(match.end)) parts.push(match);
    else if (place.run === 0 && place.offset === 0 && match.met > FEW_WORDS) {
      near.add(match.pattern.text);
    }
  }
}

const MOST_NEAR = 5;

/** A part of a message with fewer words may be of any message. */
const FEW_WORDS = 4;
const MANY_WORDS = 6;

/** Whether so much of a message was pasted that it is hardly another one. */
function isEnough({ met, pattern: { length } }: Match): boolean {
  return met * 3 >= length * 2 || (met >= MANY_WORDS && met * 2 >= length);
}

/** Those that do not lie in longer ones. `taken` has the words of all that were found before, and gets more. */
function outermost(matches: readonly Match[], taken: Uint8Array): Match[] {
  const kept: Match[] = [];
  const byLength = [...matches].sort((one, other) => other.met - one.met);
  for (let first = 0; first < byLength.length;) {
    const { met } = byLength[first]!;
    let next = first;
    while (next < byLength.length && byLength[next]!.met === met) next++;
    const free = byLength
      .slice(first, next)
      .filter(({ start, end }) => taken[start] === 0 || taken[end - 1] === 0);
    for (const match of free) {
      taken.fill(1, match.start, match.end);
      kept.push(match);
    }
    first = next;
  }
  return kept;
}

/** Parts that are in the messages of one entry only, and the others. */
function judgeParts(parts: readonly Match[]): { sure: Match[]; unsure: Match[] } {
  const byPlace = new Map<number, Match[]>();
  for (const part of parts) {
    const same = byPlace.get(part.start);
    if (same === undefined) byPlace.set(part.start, [part]);
    else same.push(part);
  }
  const sure: Match[] = [];
  const unsure: Match[] = [];
  for (const same of byPlace.values()) {
    const entries = new Set(same.map(({ pattern }) => pattern.entry));
    const enough = entries.size === 1 && same.some(isEnough);
    for (const part of same) (enough ? sure : unsure).push(part);
  }
  return { sure, unsure };
}

/** Each entry once, with its texts: first what says most; last what only says that something failed. */
function inOrder(matches: readonly Match[]): Found[] {
  const entries = new Map<ProductMessage, { met: number; start: number; texts: Set<string> }>();
  for (const { pattern, met, start } of matches) {
    const known = entries.get(pattern.entry) ?? { met: 0, start, texts: new Set<string>() };
    known.met = Math.max(known.met, met);
    known.start = Math.min(known.start, start);
    known.texts.add(pattern.text);
    entries.set(pattern.entry, known);
  }
  const isVague = (entry: ProductMessage): number => (entry.vague === true ? 1 : 0);
  const sorted = [...entries].sort(
    ([one, first], [other, second]) =>
      isVague(one) - isVague(other) || second.met - first.met || first.start - second.start,
  );
  const accounted = new Set(sorted.flatMap(([{ accountsFor = [] }]) => accountsFor));
  const textsOf = (id: string): string[] =>
    sorted.flatMap(([entry, { texts }]) => (entry.id === id ? [...texts] : []));
  return sorted
    .filter(([{ id }]) => !accounted.has(id))
    .map(([entry, { texts }]) => ({
      entry,
      texts: [...texts],
      alsoThere: (entry.accountsFor ?? []).flatMap(textsOf),
    }));
}

function indexOf(vocabulary: Vocabulary): Index {
  const beginnings = new Map<number, Place[]>();
  const middles = new Map<number, Place[]>();
  for (const pattern of vocabulary.patterns) {
    pattern.runs.forEach((numbers, run) => {
      numbers.forEach((number, offset) => {
        const map = run === 0 && offset === 0 ? beginnings : middles;
        map.set(number, [...(map.get(number) ?? []), { pattern, run, offset }]);
      });
    });
  }
  return { ...vocabulary, beginnings, middles };
}

class Paste {
  readonly #numbers: Uint16Array;
  readonly #words: readonly string[];
  readonly #begins: Uint8Array;
  readonly #spellings: readonly string[];

  constructor(text: string, { numbers, spellings }: Vocabulary) {
    const { words, begins } = wordsOf(text);
    this.#numbers = Uint16Array.from(words, (word) => numbers.get(word) ?? 0);
    this.#words = words;
    this.#begins = begins;
    this.#spellings = spellings;
  }

  get length(): number {
    return this.#numbers.length;
  }

  /** 0 for a word that no message has. */
  numberAt(at: number): number {
    return this.#numbers[at] ?? 0;
  }

  /** Whether a part of a sentence begins with the word, or nothing comes any more. */
  isBoundary(at: number): boolean {
    return at >= this.#numbers.length || this.#begins[at] !== 0;
  }

  /** As much of the pattern as stands there. */
  match({ pattern, run, offset }: Place, start: number): Match | undefined {
    let at = start;
    let met = 0;
    for (let index = run; index < pattern.runs.length; index++) {
      const numbers = pattern.runs[index]!;
      if (index > run) {
        const next = this.#afterGap(numbers, at);
        if (next === undefined) break;
        at = next;
      }
      let position = index === run ? offset : 0;
      while (position < numbers.length && this.#numbers[at] === numbers[position]) {
        at++;
        position++;
        met++;
      }
      if (position < numbers.length) {
        if (met > 0 && this.#isCut(at, numbers[position]!)) at++;
        break;
      }
    }
    return met === 0 ? undefined : { pattern, start, end: at, met };
  }

  /** Where the run, or at least its beginning, stands after words that differ from case to case. */
  #afterGap(run: readonly number[], from: number): number | undefined {
    return this.#find(run, from) ?? this.#find(run.slice(0, LEAD), from);
  }

  /** Not beyond the sentence. */
  #find(words: readonly number[], from: number): number | undefined {
    for (let at = from; at <= from + LONGEST_GAP && at < this.#numbers.length; at++) {
      if (at > from && this.#begins[at] === SENTENCE_BEGINS) return undefined;
      if (words.every((number, position) => this.#numbers[at + position] === number)) return at;
    }
    return undefined;
  }

  /** The last word of a part, of which only the first letters were pasted. */
  #isCut(at: number, number: number): boolean {
    const word = this.#words[at];
    return (
      word !== undefined && this.isBoundary(at + 1) && this.#spellings[number]!.startsWith(word)
    );
  }
}
