import type { RuleOption, RuleOptions } from '../lint/options.js';
import type { Policy } from '../lint/policy.js';

/** One line an option: its name, what it may be, what it is by default, what it does. */
export function optionLines(options: RuleOptions | undefined): string[] {
  return Object.entries(options ?? {}).map(
    ([name, option]) =>
      `${name} (${valuesOf(option)}; default: ${defaultOf(option)}): ${option.description}`,
  );
}

function valuesOf(option: RuleOption): string {
  switch (option.type) {
    case 'integer': {
      const steps = option.multipleOf === undefined ? '' : ` that ${option.multipleOf} divides`;
      return `a whole number from ${option.minimum} to ${option.maximum}${steps}`;
    }
    case 'boolean':
      return 'true or false';
    case 'choice':
      return option.values.map((value) => `"${value}"`).join(', ');
    case 'strings':
      return 'a list of texts';
  }
}

function defaultOf(option: RuleOption): string {
  if (option.defaultDescription !== undefined) return option.defaultDescription;
  return option.default === undefined ? 'none' : JSON.stringify(option.default);
}

/** A policy as a configuration has it under `"require"`. */
export function policyText({ setting, is, present, message }: Policy): string {
  const [only = '', ...others] = is;
  const value = others.length > 0 ? { is } : is.length > 0 ? { is: only } : {};
  return JSON.stringify({ setting, ...value, present, message });
}
