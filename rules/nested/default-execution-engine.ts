import { attributeOf } from '../../src/languages/vbox/reading.js';
import { attributeValueRange } from '../../src/languages/vbox/ranges.js';
import { modifyVm } from '../../src/languages/vbox/commands.js';
import { removeAttribute } from '../../src/languages/xml/changes.js';
import { defineRule } from '../../src/lint/rule.js';
import { NESTED, vbox } from '../vbox/examples.js';
import { CPUM_HWVIRT, MANUAL_MODIFYVM, SETTINGS_READER } from '../vbox/sources.js';
import { becauseOf, nestingIn } from './virtualbox-nesting.js';

/** What becomes of nesting with an engine that is not VT-x or AMD-V. Concluded from what CPUM checks, not tried. */
const ENGINES: ReadonlyMap<string, string> = new Map([
  ['NativeApi', 'nesting is then switched off'],
  ['Interpreter', 'the VM then does not start'],
  ['Recompiler', 'the VM then does not start'],
]);

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
        // `readMachine` looks for it there in settings of any version.
        const attribute = attributeOf(machine.element, 'executionEngine');
        const value = attribute && document.valueOf(attribute);
        const effect = value && ENGINES.get(value);
        if (!effect) return;
        report({
          message: 'engine',
          data: { engine: value, effect },
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
