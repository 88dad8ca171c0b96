import { attributeOf } from '../../src/languages/vbox/reading.js';
import { attributeValueRange } from '../../src/languages/vbox/ranges.js';
import { modifyVm } from '../../src/languages/vbox/commands.js';
import { removeAttribute } from '../../src/languages/xml/changes.js';
import { defineRule } from '../../src/lint/rule.js';
import { CPUM_HWVIRT, MANUAL_MODIFYVM } from '../vbox/sources.js';
import { becauseOf, nestingIn } from './virtualbox-nesting.js';

/** What becomes of nesting with an engine that is not VT-x or AMD-V. Concluded from what CPUM checks, not tried. */
const ENGINES: ReadonlyMap<string, string> = new Map([
  ['NativeApi', 'nesting is then switched off'],
  ['Interpreter', 'the VM then does not start'],
  ['Recompiler', 'the VM then does not start'],
]);

const engine = (attributes: string): string =>
  `<VirtualBox version="1.20-linux">
  <Machine name="Lab" OSType="Debian_64">
    <Hardware/>
    <Platform architecture="x86">
      <CPU count="2"${attributes}/>
      <x86>
        <CPU>
          <NestedHWVirt enabled="true"/>
        </CPU>
      </x86>
    </Platform>
  </Machine>
</VirtualBox>
`;

export default defineRule({
  id: 'nested/default-execution-engine',
  languages: ['vbox'],
  summary: 'A VM that runs a hypervisor runs on VT-x or AMD-V, as by default',
  why: 'Since 7.1 a VM can be told what runs its code (`executionEngine`). Nested VT-x/AMD-V needs the engine that uses VT-x or AMD-V of the host, which is the default. With the native API VirtualBox switches nesting off; with the interpreter or the recompiler it probably refuses to start the VM. Both follow from its source and were not tried, so this is a warning.',
  severity: 'warning',
  fixSafety: 'Unsafe: somebody chose the engine.',
  sources: [CPUM_HWVIRT, MANUAL_MODIFYVM],
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
        findings: [{ line: 5, column: 38, message: '="NativeApi" in a VM' }],
        fixedUnsafe: engine(''),
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const nesting = nestingIn({ document, intent, stack });
        if (nesting === undefined || !nesting.machine.hasPlatform) return;
        const { machine } = nesting;
        for (const element of [machine.cpuCount, machine.cpu]) {
          const attribute = attributeOf(element, 'executionEngine');
          const value = attribute && document.valueOf(attribute);
          const effect = value && ENGINES.get(value);
          if (!effect) continue;
          report({
            message: 'engine',
            data: { engine: value, effect },
            at: attributeValueRange(attribute),
            related: becauseOf(nesting),
            setting: 'executionEngine',
            fix: {
              title: 'remove `executionEngine`',
              safety: 'unsafe',
              ...removeAttribute(document, element!, attribute),
              commands: modifyVm(machine, '--vm-execution-engine', 'default'),
            },
          });
        }
      },
    };
  },
});
