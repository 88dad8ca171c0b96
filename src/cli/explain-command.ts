import { explanationOf, type Explanation, type Known } from '../explain/explanation.js';
import type { Rule } from '../lint/rule.js';
import { createColors, type Colors } from '../report/colors.js';
import { escapeControls } from '../report/escape.js';
import { wantsColor } from './color.js';
import { explainElement } from './explain-element.js';
import { explainHypervSetting } from './explain-hyperv.js';
import { explainMessage } from './explain-message.js';
import {
  explainMisplaced,
  explainMistake,
  explainRule,
  explainSetting,
  explainTopic,
  join,
  ruleLines,
  section,
} from './explanations.js';
import { rulesWith } from './rules-with-plugins.js';
import { toStderr, toStdout } from './output.js';

export interface ExplainArguments {
  readonly what: string;
  /** Modules whose rules are known, too. */
  readonly plugins: readonly string[];
  readonly color: 'auto' | 'always' | 'never';
}

/**
 * Explains a rule, a setting (also as a pasted line of a file), or a message that a product shows: its cause, what
 * to do, and the rules that have to do with it. @throws {UsageError} for a plugin that cannot be loaded
 */
export async function runExplain({ what, plugins, color }: ExplainArguments): Promise<number> {
  const rules = await rulesWith(plugins);
  const colors = createColors(await wantsColor(color, 1));
  const explanation = explanationOf(what, rules);
  if (explanation.known.length > 0) {
    const { rest, listed } = withoutManyRules(explanation.known);
    const shown = rest.map((part) => show(part, rules, colors));
    if (listed.length > 0)
      shown.push(join([section('Rules about it', ruleLines(listed).join('\n'), colors)]));
    toStdout(shown.join('\n\n'));
    return 0;
  }
  toStderr(unknown(what, explanation));
  return 2;
}

/** Rules that were not asked for are listed where they are several: each takes a screen or more. */
function withoutManyRules(known: readonly Known[]): { rest: Known[]; listed: Rule[] } {
  const listed = known.flatMap((part) => (part.kind === 'rule' ? [part.rule] : []));
  const rest = known.filter(({ kind }) => kind !== 'rule');
  if (rest.length === 0 || listed.length < 2) return { rest: [...known], listed: [] };
  return { rest, listed };
}

function show(part: Known, rules: readonly Rule[], colors: Colors): string {
  switch (part.kind) {
    case 'rule':
      return explainRule(part.rule, colors);
    case 'setting':
      return part.mistake === undefined
        ? explainSetting(part.setting, colors)
        : explainMisplaced(part.setting, part.mistake, colors);
    case 'mistake':
      return explainMistake(part.mistake, colors);
    case 'element':
      return explainElement(part.element, colors);
    case 'hyperv-setting':
      return explainHypervSetting(part.setting, colors);
    case 'misspelling':
      return `${escapeControls(part.key)} is not known; ${part.meant} is:\n`;
    case 'message':
      return explainMessage(part.message, rules, colors);
    case 'topic':
      return explainTopic(part.topic, colors);
  }
}

/** Who pastes a log need not see it again. */
const LONGEST_ECHO = 200;

function unknown(what: string, { nearNames: names, nearMessages }: Explanation): string {
  const shown = what.length > LONGEST_ECHO ? `${what.slice(0, LONGEST_ECHO)}…` : what;
  const meant = names.length === 0 ? '' : ` Did you mean ${names.join(' or ')}?`;
  const isId = /^[a-z0-9-]+\/[a-z0-9-]+$/.test(what);
  const hint = isId ? '; the rules of a plugin are known with --plugin' : '';
  return [
    `error: nothing is known of "${escapeControls(shown)}": no rule, no setting, no message of a product.${meant}`,
    ...(nearMessages.length === 0
      ? []
      : [
          'Messages that begin so, or have these words:',
          ...nearMessages.map((text) => `  ${text}`),
        ]),
    `\`vmlint rules\` lists the rules, \`vmlint settings\` the settings${hint}.`,
    '',
  ].join('\n');
}
