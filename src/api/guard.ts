import { RECOMMENDED, RULES } from '../../rules/index.js';
import type { Rule } from '../lint/rule.js';
import { guarded } from '../lint/rule-error.js';
import { OptionError, shown } from './option-error.js';

const builtIn: ReadonlySet<Rule> = new Set(RULES);

/** By the list that was given: what the linter works out for a list of rules, it keeps for that list. */
const guardedLists = new WeakMap<readonly Rule[], readonly Rule[]>();

/** Other people's rules say which of them it was where one throws. @throws {OptionError} for what is no rule */
export function rulesToApply(rules: readonly Rule[]): readonly Rule[] {
  if (rules === RECOMMENDED || rules === RULES) return rules;
  if (!Array.isArray(rules)) {
    throw new OptionError(`rules is ${shown(rules)}, expected a list of rules`);
  }
  const known = guardedLists.get(rules);
  if (known?.length === rules.length && rules.every((rule: Rule, at) => isSame(rule, known[at]))) {
    return known;
  }
  const list = rules.map((rule: Rule, at) => {
    if (builtIn.has(rule)) return rule;
    if (typeof (rule as Rule | undefined)?.check === 'function') return guard(rule);
    const what = `rules[${at}] is ${shown(rule)}`;
    throw new OptionError(`${what}, expected a rule: one of \`rules\`, or made by defineRule`);
  });
  guardedLists.set(rules, list);
  return list;
}

const guards = new WeakMap<Rule, Rule>();

function isSame(rule: Rule, known: Rule | undefined): boolean {
  return rule === known || guards.get(rule) === known;
}

function guard(rule: Rule): Rule {
  let guard = guards.get(rule);
  if (guard === undefined) guards.set(rule, (guard = guarded(rule)));
  return guard;
}
