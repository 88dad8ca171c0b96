import { RECOMMENDED, RULES } from '../../rules/index.js';
import { complete, type Completion } from '../../src/editor/completion.js';
import { hover } from '../../src/editor/hover.js';
import { judge } from '../../src/editor/judge.js';
import { open, type Opened } from '../../src/editor/opened.js';
import { DEFAULT_FORMAT } from '../../src/format/index.js';
import { LANGUAGES, type LanguageId } from '../../src/languages/index.js';
import { DEFAULT_INTENT } from '../../src/lint/rule.js';

/** What holds where no configuration is. */
export const APPLIED = {
  rules: RECOMMENDED,
  intent: { ...DEFAULT_INTENT, given: {} },
  format: DEFAULT_FORMAT,
  ignoreFindings: [],
};

export function given(text: string, id: LanguageId = 'vmx') {
  return { text, absolute: undefined, language: LANGUAGES.find((language) => language.id === id) };
}

export function opened(text: string, id: LanguageId = 'vmx'): Opened {
  return open(given(text, id))!;
}

/** A text with the place in it that `^` marks. */
export function marked(text: string): { text: string; at: number } {
  return { text: text.replace('^', ''), at: text.indexOf('^') };
}

/** What is shown at the `^`, as Markdown. */
export function hoverAt(text: string, id: LanguageId = 'vmx'): string {
  const place = marked(text);
  const report = judge(given(place.text, id), APPLIED);
  return hover(opened(place.text, id), report, RULES, place.at)?.markdown ?? '';
}

/** What is offered at the `^`. */
export function offersAt(text: string, id: LanguageId = 'vmx'): Completion[] {
  const place = marked(text);
  return complete(opened(place.text, id), RULES, place.at);
}

/** The text once an offer was taken at the `^`. */
export function taken(text: string, label: string, id: LanguageId = 'vmx'): string {
  const plain = marked(text).text;
  const offer = offersAt(text, id).find((one) => one.label === label);
  if (offer === undefined) throw new Error(`${label} is not offered`);
  return plain.slice(0, offer.range.start) + offer.text + plain.slice(offer.range.end);
}

export function labels(offers: readonly Completion[]): string[] {
  return offers.map(({ label }) => label);
}
