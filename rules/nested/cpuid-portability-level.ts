import { modifyVm } from '../../src/languages/vbox/commands.js';
import { attributeValueRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf } from '../../src/languages/vbox/reading.js';
import { removeAttribute } from '../../src/languages/xml/changes.js';
import { defineRule } from '../../src/lint/rule.js';
import { NESTED, vbox } from '../vbox/examples.js';
import { CPUM_HWVIRT, MANUAL_MODIFYVM } from '../vbox/sources.js';
import { becauseOf, nestingIn } from './virtualbox-nesting.js';

const LEVEL = 'CpuIdPortabilityLevel';

export default defineRule({
  id: 'nested/cpuid-portability-level',
  languages: ['vbox'],
  summary: 'A VM that runs a hypervisor sees all that the CPU can',
  why: 'A portability level above 0 hides from the guest what not every CPU has, so that a saved state can move to another host. From level 1 on VT-x is among what is hidden, and a hypervisor in the VM does not find it, though `NestedHWVirt` is on.',
  severity: 'error',
  fixSafety: 'Unsafe: somebody wants to move the VM between hosts.',
  sources: [CPUM_HWVIRT, MANUAL_MODIFYVM],
  presets: ['recommended', 'nested'],
  settings: [LEVEL],
  messages: {
    level:
      'Unexpected `CpuIdPortabilityLevel`="{value}" in a VM that runs a hypervisor, expected "0" or none, since from 1 on it hides VT-x from the guest',
  },
  examples: {
    good: [
      { text: vbox({ cpu: 'count="1" CpuIdPortabilityLevel="0"', features: [NESTED] }) },
      { text: vbox({ cpu: 'count="1" CpuIdPortabilityLevel="2"' }), nested: 'auto' },
      {
        title: 'no source says that it hides AMD-V',
        text: vbox({ cpu: 'count="1" CpuIdPortabilityLevel="1"', features: [NESTED] }),
        stack: { cpu: 'amd' },
      },
    ],
    bad: [
      {
        text: vbox({ cpu: 'count="1" CpuIdPortabilityLevel="1"', features: [NESTED] }),
        nested: 'auto',
        findings: [{ line: 4, column: 44, message: '`CpuIdPortabilityLevel`="1"' }],
        fixedUnsafe: vbox({ cpu: 'count="1"', features: [NESTED] }),
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const nesting = nestingIn({ document, intent, stack });
        if (nesting === undefined || stack.cpu === 'amd') return;
        const { machine } = nesting;
        const attribute = attributeOf(machine.cpuCount, LEVEL);
        const level = machine.number(machine.cpuCount, LEVEL);
        if (attribute === undefined || level === undefined || level < 1) return;
        report({
          message: 'level',
          data: { value: document.valueOf(attribute) },
          at: attributeValueRange(attribute),
          related: becauseOf(nesting),
          setting: LEVEL,
          fix: {
            title: 'remove `CpuIdPortabilityLevel`',
            safety: 'unsafe',
            ...removeAttribute(document, machine.cpuCount!, attribute),
            commands: modifyVm(machine, '--cpuid-portability-level', '0'),
          },
        });
      },
    };
  },
});
