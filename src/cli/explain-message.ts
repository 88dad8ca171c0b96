import type { Found } from '../messages/find.js';
import { PLACES, type Step } from '../messages/model.js';
import type { Rule } from '../lint/rule.js';
import type { Colors } from '../report/colors.js';
import { join, list, references, ruleLines, section, wrap } from './explanations.js';

const CONFIDENCES = {
  sourced: 'Cause',
  reported: 'Cause (as users report it)',
  inferred: 'Cause (our conclusion, no source says so directly)',
} as const;

/** What a product said: whose message it is, the cause, what to do, and where to read on. */
export function explainMessage(
  { entry, texts, alsoThere }: Found,
  rules: readonly Rule[],
  colors: Colors,
): string {
  const { cause, codes = [], confidence, product, rules: ids, settings = [], steps } = entry;
  const named = texts.every((text) => codes.includes(text)) ? entry.texts.slice(0, 1) : [];
  const heading = [...texts, ...named].map((text) => colors.bold(wrap(text, { indent: '' })));
  const summaries = ids.flatMap((id) => rules.filter((rule) => rule.id === id));
  const more = [...ruleLines(summaries), ...settings.map((key) => `  vmlint explain ${key}`)];
  return join([
    [...heading, wrap(`Shown by ${product}`, { indent: '' })].join('\n'),
    section(CONFIDENCES[confidence], wrap(cause), colors),
    section('What to do', steps.map(explainStep).join('\n'), colors),
    section('Also there, for the same reason', list(alsoThere), colors),
    section('Sources', references(entry.sources), colors),
    section('More', more.join('\n'), colors),
  ]);
}

function explainStep({ place, text, lines = [] }: Step, index: number): string {
  const words = place === undefined ? text : `${PLACES[place]}: ${text}`;
  const [first, ...rest] = wrap(words, { indent: '     ' }).split('\n');
  return [
    `  ${index + 1}. ${first!.trimStart()}`,
    ...rest,
    ...lines.map((line) => `       ${line}`),
  ].join('\n');
}
