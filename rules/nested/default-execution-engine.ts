import { otherEngine } from '../../src/languages/vbox/hardware.js';
import { attributeValueRange } from '../../src/languages/vbox/ranges.js';
import { modifyVm } from '../../src/languages/vbox/commands.js';
import { removeAttribute } from '../../src/languages/xml/changes.js';
import { defineRule } from '../../src/lint/rule.js';
import { NESTED, vbox } from '../vbox/examples.js';
import { CPUM_HWVIRT, MANUAL_MODIFYVM, SETTINGS_READER } from '../vbox/sources.js';
import { becauseOf, nestingIn } from './virtualbox-nesting.js';

const engine = (attribute: string): string =>
  vbox({ machine: `OSType="Debian_64"${attribute}`, features: [NESTED] });

export default defineRule({
  id: 'nested/default-execution-engine',
  languages: ['vbox'],
  summary: 'A VM that runs a hypervisor runs on VT-x or AMD-V, as by default',
  why: 'Since 7.1 a VM can be told what runs its code (`executionEngine` of `Machine`). Nested VT-x/AMD-V needs the engine that uses VT-x or AMD-V of the host, which is the default. With the native API VirtualBox switches nesting off; with the interpreter or the recompiler it probably refuses to start the VM. Both follow from its source and were not tried, so this is a warning.',
  severity: 'warning',
  fixSafety: 'Unsafe: somebody chose the engine.',
  sources: [CPUM_HWVIRT, SETTINGS_READER, MANUAL_MODIFYVM],
  presets: ['recommended', 'nested'],
  settings: ['executionEngine'],
  messages: {
    engine:
      'Unexpected `executionEngine`="{engine}" in a VM that runs a hypervisor, expected none or "HwVirt": {effect}',
  },
  examples: {
    good: [{ text: engine('') }, { text: engine(' executionEngine="HwVirt"') }],
    bad: [
      {
        text: engine(' executionEngine="NativeApi"'),
        nested: 'auto',
        findings: [{ line: 2, column: 58, message: '="NativeApi" in a VM' }],
        fixedUnsafe: engine(''),
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const nesting = nestingIn({ document, intent, stack });
        if (nesting === undefined) return;
        const { machine } = nesting;
        const other = otherEngine(machine);
        if (other === undefined) return;
        const { attribute, name, effect } = other;
        report({
          message: 'engine',
          data: { engine: name, effect },
          at: attributeValueRange(attribute),
          related: becauseOf(nesting),
          setting: 'executionEngine',
          fix: {
            title: 'remove `executionEngine`',
            safety: 'unsafe',
            ...removeAttribute(document, machine.element, attribute),
            commands: modifyVm(machine, '--vm-execution-engine', 'default'),
          },
        });
      },
    };
  },
});
