import { RULES } from '../../rules/index.js';
import { findMistakenKey, findSetting, nearestSetting } from '../languages/vmx/catalogue/index.js';
import { bestFits, nearNames, rulesAbout, rulesById, rulesByMessage } from '../lint/find-rules.js';
import { createColors, type Colors } from '../report/colors.js';
import { escapeControls } from '../report/escape.js';
import { MATRIX, type Cell, type Row } from '../stack/matrix.js';
import { wantsColor } from './color.js';
import { explainCell, explainMistake, explainRule, explainSetting } from './explanations.js';
import { toStderr, toStdout } from './output.js';

/**
 * Explains a rule, a setting, or a message that a product shows: what is known of it, and the rules that
 * have to do with it.
 */
export async function runExplain(
  what: string,
  color: 'auto' | 'always' | 'never',
): Promise<number> {
  const colors = createColors(await wantsColor(color, 1));
  const found = explanations(what, colors);
  if (found.length > 0) {
    toStdout(found.join('\n\n'));
    return 0;
  }
  const near = nearNames(RULES, what);
  const meant = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
  toStderr(
    `error: nothing is known of "${escapeControls(what)}": no rule, no setting, no message of a product.${meant}\n` +
      '`vmlint rules` lists the rules, `vmlint settings` the settings.\n',
  );
  return 2;
}

function explanations(what: string, colors: Colors): string[] {
  const rules = rulesById(RULES, what);
  if (rules.length > 0) return rules.map((rule) => explainRule(rule, colors));
  return aboutSetting(what, colors) ?? aboutMessage(what, colors);
}

function aboutSetting(what: string, colors: Colors): string[] | undefined {
  const key = what.trim();
  if (key === '' || /\s/.test(key)) return undefined;
  const mistake = findMistakenKey(key);
  const meant = mistake?.instead ?? (mistake ? undefined : nearestSetting(key)?.key);
  const setting = findSetting(key);
  if (mistake === undefined && setting === undefined && meant === undefined) {
    const rules = rulesAbout(RULES, key);
    return rules.length === 0 ? undefined : rules.map((rule) => explainRule(rule, colors));
  }
  const parts: string[] = [];
  if (mistake !== undefined) parts.push(explainMistake(mistake, colors));
  else if (setting !== undefined) parts.push(explainSetting(setting, colors));
  if (meant !== undefined) {
    const described = findSetting(meant);
    if (mistake === undefined) parts.push(`${escapeControls(key)} is not known; ${meant} is:\n`);
    if (described !== undefined) parts.push(explainSetting(described, colors));
  }
  const rules = new Set([...rulesAbout(RULES, key), ...rulesAbout(RULES, meant ?? key)]);
  return [...parts, ...[...rules].map((rule) => explainRule(rule, colors))];
}

function aboutMessage(what: string, colors: Colors): string[] {
  const cells = MATRIX.flatMap((row) => Object.values(row.cells).map((cell) => ({ row, cell })));
  const hosts = new Map<string, { row: Row; cell: Cell }>();
  for (const { row, cell } of bestFits(cells, ({ cell }) => cell.productMessages, what)) {
    if (cell.verdict === 'impossible') hosts.set(row.id, { row, cell: row.any ?? cell });
  }
  return [
    ...[...hosts.values()].map(({ row, cell }) => explainCell(row, cell, colors)),
    ...rulesByMessage(RULES, what).map((rule) => explainRule(rule, colors)),
  ];
}
