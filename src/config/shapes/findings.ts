import { SEVERITIES } from '../../lint/finding.js';
import type { Rule } from '../../lint/rule.js';
import { quoted, type Shape } from '../shape.js';
import { entryOf, type Mistake, type ObjectNode } from '../tree.js';
import { globs, KEY, list } from './common.js';
import { ruleName } from './rules.js';

export const POLICY_RULE = 'policy/require';

/** What users require of settings. */
export const REQUIRE: Shape = {
  definition: 'require',
  type: 'list',
  description: `What you require of settings, besides what vmlint knows of them: findings of ${POLICY_RULE}.`,
  of: {
    type: 'object',
    what: 'key',
    keys: {
      setting: {
        ...KEY,
        description:
          'The key; * stands for any characters but . and :, ** for any at all. What a nearer file or an override requires of the same setting replaces this.',
        examples: ['ethernet*.virtualDev'],
      },
      is: list(
        { type: 'scalar', of: ['string', 'number', 'boolean'] },
        1,
        'The value that it has to have; of a list, one of those.',
      ),
      present: {
        type: 'either',
        description:
          'true: it has to be there. false: it must not be there. "optional": it may be left out. By default it has to be there; of a key with *, for each device that is switched on.',
        of: [{ type: 'boolean' }, { type: 'choice', values: ['optional'] }],
      },
      message: { type: 'string', description: 'Why, in your own words.' },
      severity: {
        type: 'choice',
        values: [...SEVERITIES],
        default: 'warning',
        meant: { warn: 'warning' },
        description: `How severe its findings are; by default as severe as ${POLICY_RULE} is.`,
      },
    },
    required: ['setting'],
    advice: {
      key: '"setting"',
      value: '"is"',
      values: '"is"',
      equals: '"is"',
      absent: '"present"',
    },
    check: mistakesInPolicy,
    schema: {
      anyOf: [{ required: ['is'] }, { required: ['present'] }],
      not: { required: ['is', 'present'], properties: { present: { const: false } } },
    },
  },
};

function mistakesInPolicy(node: ObjectNode): Mistake[] {
  const is = entryOf(node, 'is');
  const present = entryOf(node, 'present');
  if (is === undefined && present === undefined) {
    const message = 'Unexpected requirement of nothing, expected "is", "present" or both';
    return [{ start: node.start, end: Math.min(node.end, node.start + 1), message }];
  }
  if (is === undefined || present?.value.type !== 'boolean' || present.value.value) return [];
  const message = 'Unexpected "is" where "present" is false, expected one of the two';
  return [{ start: is.keyStart, end: is.keyEnd, message }];
}

/** Findings that somebody leaves out by the configuration. */
export function ignoreFindingsShape(rules: readonly Rule[]): Shape {
  return {
    type: 'list',
    description:
      'Findings to leave out of files in which no comment can say so, because the hypervisor rewrites them.',
    of: {
      type: 'object',
      what: 'key',
      keys: {
        files: globs(1, 'The files that it is about; by default all.'),
        rule: ruleName(rules, 'The rule, or a group such as "nested/*".'),
        setting: {
          ...KEY,
          description: 'The key of the setting that the finding is about; by default any.',
        },
        reason: {
          type: 'string',
          description: 'Why: for whoever finds this later.',
          expected: 'the reason, in words',
          pattern: '\\S',
          why: (text) =>
            text.trim() === ''
              ? { message: 'Unexpected empty "reason", expected why the findings are left out' }
              : undefined,
        },
        until: {
          type: 'string',
          description: 'The last day on which it counts, as 2027-01-01.',
          expected: 'a day such as "2027-01-01"',
          pattern: '^\\d{4}-\\d{2}-\\d{2}$',
          why: (text) =>
            isDay(text)
              ? undefined
              : { message: `Unexpected day ${quoted(text)}, expected one such as "2027-01-01"` },
        },
      },
      required: ['rule', 'reason'],
      advice: { because: '"reason"', rules: '"rule"', file: '"files"', key: '"setting"' },
    },
  };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
