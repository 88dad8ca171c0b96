import { RULES } from '../../rules/index.js';
import type { BadExample, Example, Rule } from '../lint/rule.js';
import { createColors, type Colors } from '../report/colors.js';
import { escapeControls } from '../report/escape.js';
import { findRules } from '../lint/find-rules.js';
import { wantsColor } from './color.js';
import { toStderr, toStdout } from './output.js';

/** Explains a rule, or what leads from a setting or from a product's message to rules. */
export async function runExplain(
  what: string,
  color: 'auto' | 'always' | 'never',
): Promise<number> {
  const colors = createColors(await wantsColor(color, 1));
  const found = findRules(RULES, what);
  if (found.rules.length === 0) {
    const near = found.near.length === 0 ? '' : ` Did you mean ${found.near.join(' or ')}?`;
    toStderr(
      `error: nothing is known of "${escapeControls(what)}": no rule, no setting, no message of a product.${near}\n` +
        '`vmlint rules` lists the rules.\n',
    );
    return 2;
  }
  const intro =
    found.by === 'rule'
      ? ''
      : `${escapeControls(what)}: ${found.by === 'setting' ? 'a setting' : 'a message'} that these rules know\n\n`;
  toStdout(intro + found.rules.map((rule) => explain(rule, colors)).join('\n\n'));
  return 0;
}

function explain(rule: Rule, colors: Colors): string {
  const heading = (text: string): string => `\n${colors.bold(text)}\n`;
  const lines = [
    `${colors.bold(rule.id)} (${rule.severity})`,
    rule.summary,
    heading('Why') + wrap(rule.why),
    heading('Fix') + wrap(rule.fixSafety),
    ...rule.examples.bad.flatMap((example) => [
      heading(title('Bad', example)) + indent(example.text),
      ...afterFix(example).map((text) => heading('After --fix') + indent(text)),
    ]),
    ...rule.examples.good.map((example) => heading(title('Good', example)) + indent(example.text)),
    heading('Sources') +
      rule.sources
        .map(({ title, url }) => `  ${title}${url === undefined ? '' : `\n    ${url}`}`)
        .join('\n'),
  ];
  if (rule.productMessages !== undefined) {
    lines.push(
      heading('What products say') + rule.productMessages.map((text) => `  ${text}`).join('\n'),
    );
  }
  return `${lines.join('\n')}\n`;
}

function title(word: string, example: Example): string {
  const details = [
    example.title,
    example.nested === undefined ? undefined : `--nested ${example.nested}`,
  ].filter((detail) => detail !== undefined);
  return details.length === 0 ? word : `${word} (${details.join('; ')})`;
}

function afterFix(example: BadExample): string[] {
  const text = example.fixed ?? example.fixedUnsafe;
  return text === undefined ? [] : [text];
}

/** Shows the invisible: an example may be about a byte order mark. */
function indent(text: string): string {
  const lines = text.split(/\r\n?|\n/);
  if (lines.at(-1) === '') lines.pop();
  if (lines.length === 0) return '  (an empty file)';
  return lines.map((line) => `  ${escapeControls(line)}`).join('\n');
}

function wrap(text: string, width = 78): string {
  let line = ' ';
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > width) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${word}`;
  }
  return [...lines, line].join('\n');
}
