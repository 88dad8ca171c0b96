import { wordsOf } from '../text/words.js';
import type { ProductMessage } from './model.js';

/** One text of an entry, or one sentence of it, as what to look for. */
export interface Pattern {
  readonly entry: ProductMessage;
  /** The whole text or code that it belongs to. */
  readonly text: string;
  /** Words as numbers, in runs; between two runs stands whatever differs from case to case. */
  readonly runs: readonly (readonly number[])[];
  /** How many words all runs have. */
  readonly length: number;
  /** Only the whole of it counts. */
  readonly isCode: boolean;
}

export interface Vocabulary {
  readonly patterns: readonly Pattern[];
  /** Words of all patterns; what is not among them is 0. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly spellings: readonly string[];
}

/** Shorter sentences say nothing by themselves, unless they are all of a message. */
const LEAST_WORDS = 4;

const SENTENCE_END = /(?<=[.!?])\s+/;

export function compile(entries: readonly ProductMessage[]): Vocabulary {
  const numbers = new Map<string, number>();
  const spellings = [''];
  const patterns: Pattern[] = [];
  for (const entry of entries) {
    for (const text of entry.texts) {
      const sentences = text.split(SENTENCE_END);
      for (const sentence of sentences) add(entry, text, sentence, sentences.length === 1, false);
    }
    for (const code of entry.codes ?? []) add(entry, code, code, true, true);
  }
  return { patterns, numbers, spellings };

  function add(
    entry: ProductMessage,
    text: string,
    sentence: string,
    isWhole: boolean,
    isCode: boolean,
  ): void {
    const runs = sentence
      .split('…')
      .map((part) => wordsOf(part).words.map(numberOf))
      .filter((run) => run.length > 0);
    const length = runs.reduce((sum, run) => sum + run.length, 0);
    if (isWhole || length >= LEAST_WORDS) patterns.push({ entry, text, runs, length, isCode });
  }

  function numberOf(word: string): number {
    let number = numbers.get(word);
    if (number === undefined) {
      number = spellings.push(word) - 1;
      numbers.set(word, number);
    }
    return number;
  }
}
