import { rulesById } from '../../lint/find-rules.js';
import { SEVERITIES } from '../../lint/finding.js';
import type { RuleOption } from '../../lint/options.js';
import type { Rule } from '../../lint/rule.js';
import { nearest } from '../../text/nearest.js';
import { quoted, type Described, type Problem, type Shape } from '../shape.js';

const NOTES = ['`vmlint rules` lists the rules; those of a plugin exist where --plugin names it'];

const SEVERITY: Shape = {
  definition: 'severity',
  type: 'choice',
  values: ['off', ...[...SEVERITIES].reverse()],
  meant: { warn: 'warning', on: 'warning', none: 'off', ignore: 'off', fatal: 'error' },
};

/** Of a rule that is not known: whatever options it may have. */
const PLUGIN_RULE: Shape = {
  definition: 'pluginRule',
  type: 'either',
  description: 'A rule of a plugin.',
  of: [SEVERITY, { type: 'tuple', of: [SEVERITY, { type: 'anything' }], expected: 'a list' }],
};

/** What `"rules"` may say. */
export function rulesShape(rules: readonly Rule[]): Shape {
  const groups = groupsOf(rules);
  const named = rules.map((rule) => [rule.id, settingOf(rule)] as const);
  const grouped = groups.map(
    (group) => [`${group}/*`, severityAlone(`Every rule of ${group}.`)] as const,
  );
  return {
    definition: 'rules',
    type: 'object',
    what: 'rule',
    description:
      'How severe the findings of rules are, or "off"; with options as ["warning", { … }]. "nested/*" stands for a group and "*" for all; a rule by its name wins over both.',
    notes: NOTES,
    keys: Object.fromEntries([...named, ...grouped, ['*', severityAlone('Every rule.')]]),
    others: {
      pattern: nameOfPlugins(groups),
      of: PLUGIN_RULE,
    },
    meant: (key) => meantRule(rules, key),
  };
}

function settingOf({ summary, options }: Rule): Shape {
  if (options === undefined) return severityAlone(summary);
  const keys = Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, optionShape(option)]),
  );
  const told: Shape = { type: 'object', what: 'option', keys };
  const expected = 'a list of a severity and an object with options';
  return {
    type: 'either',
    description: summary,
    of: [SEVERITY, { type: 'tuple', of: [SEVERITY, told], expected }],
  };
}

function severityAlone(description: string): Shape {
  const expected = 'a list of a severity alone, since there are no options';
  return {
    type: 'either',
    description,
    of: [SEVERITY, { type: 'tuple', of: [SEVERITY], expected }],
  };
}

function optionShape(option: RuleOption): Shape {
  const { description, defaultDescription, default: fallback } = option;
  const described: Described =
    defaultDescription === undefined
      ? { description, ...(fallback === undefined ? {} : { default: fallback }) }
      : { description: `${description} Default: ${defaultDescription}.` };
  switch (option.type) {
    case 'strings':
      return { type: 'list', of: { type: 'string' }, ...described };
    case 'boolean':
      return { type: 'boolean', ...described };
    case 'choice':
      return { type: 'choice', values: option.values, ...described };
    case 'integer': {
      const { minimum, maximum, multipleOf } = option;
      const steps = multipleOf === undefined ? {} : { multipleOf };
      return { type: 'integer', minimum, maximum, ...steps, ...described };
    }
  }
}

function groupsOf(rules: readonly Rule[]): string[] {
  return [...new Set(rules.map(({ id }) => id.split('/')[0]!))];
}

/** Ids and groups of rules that no schema can know. */
function nameOfPlugins(groups: readonly string[]): string {
  return `^(?!(?:${groups.join('|')})/)[a-z0-9]+/(?:\\*|[a-z0-9]+(?:-[a-z0-9]+)*)$`;
}

/** The rule, or the group, that a wrong name was meant to be. */
function meantRule(rules: readonly Rule[], name: string): string | undefined {
  const [byName] = rulesById(rules, name);
  if (byName !== undefined) return byName.id;
  const groups = groupsOf(rules).map((group) => `${group}/*`);
  return nearest(name.toLowerCase(), [...rules.map(({ id }) => id), ...groups]);
}

/** What to say of a name that no rule and no group has. */
export function whyNoRule(rules: readonly Rule[], name: string): Problem {
  const meant = meantRule(rules, name);
  const rest = meant === undefined ? 'expected one that exists' : `did you mean "${meant}"?`;
  return { message: `Unexpected rule ${quoted(name)}, ${rest}`, notes: NOTES };
}

/** Every name that stands for rules: ids, groups, and `*`. */
export function ruleNames(rules: readonly Rule[]): string[] {
  const groups = groupsOf(rules).map((group) => `${group}/*`);
  return [...rules.map(({ id }) => id), ...groups, '*'];
}

/** A rule by its id, or a group, or all. */
export function ruleName(rules: readonly Rule[], description: string): Shape {
  const names = ruleNames(rules);
  return {
    type: 'string',
    description,
    expected: 'a rule',
    names,
    pattern: nameOfPlugins(groupsOf(rules)),
    why: (text) => (names.includes(text) ? undefined : whyNoRule(rules, text)),
  };
}
