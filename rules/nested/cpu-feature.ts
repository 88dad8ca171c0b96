import { setFeature } from '../../src/languages/vbox/changes.js';
import { modifyVm } from '../../src/languages/vbox/commands.js';
import { flagRange } from '../../src/languages/vbox/ranges.js';
import type { RuleContext } from '../../src/lint/rule.js';
import { becauseOf, nestingIn } from './virtualbox-nesting.js';

/** Reports a feature of the CPU that is switched off where a hypervisor is to run, with a fix that a person confirms. */
export function reportWhereOff(
  { document, intent, stack, report }: Context,
  name: string,
  option: string,
): void {
  const nesting = nestingIn({ document, intent, stack });
  const flag = nesting?.machine.feature(name);
  if (nesting === undefined || flag?.state !== 'off') return;
  const change = setFeature(document, name, true);
  report({
    message: 'off',
    data: { value: flag.value },
    at: flagRange(flag),
    related: becauseOf(nesting),
    setting: name,
    fix: change && {
      title: `set \`${name}\` to enabled="true"`,
      safety: 'unsafe',
      ...change,
      commands: modifyVm(nesting.machine, option, 'on'),
    },
  });
}

type Context = Pick<
  RuleContext<'off', Record<string, never>, 'vbox'>,
  'document' | 'intent' | 'stack' | 'report'
>;
