import { familyOf, paravirtOf } from '../../src/languages/vbox/paravirt.js';
import { attributeValueRange, tagRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf } from '../../src/languages/vbox/reading.js';
import { defineRule } from '../../src/lint/rule.js';
import { GUEST_HYPERVISORS } from '../../src/stack/stack.js';
import { NESTED, vbox } from '../vbox/examples.js';
import { HYPERV_INSIDE } from '../vbox/sources.js';
import { nestingIn } from './virtualbox-nesting.js';

const windows = (paravirt: readonly string[] = []): string =>
  vbox({ machine: 'OSType="Windows2022_64"', features: [NESTED], hardware: paravirt });

export default defineRule({
  id: 'nested/no-hyper-v-in-virtualbox',
  languages: ['vbox'],
  summary: 'Hyper-V does not run in a VM of VirtualBox',
  why: 'Nesting of VirtualBox is tested with VirtualBox in the VM. Once Hyper-V, or WSL2 or Docker Desktop, which need it, is added to a Windows guest, Windows often does not boot any more (0xc0000001, or it starts again and again), on Intel and on AMD, up to 7.2. What is reported concerns Windows guests that VirtualBox shows its Hyper-V interface, as it does by default.',
  severity: 'warning',
  fixSafety: 'None: another hypervisor, inside or outside, is what helps.',
  sources: HYPERV_INSIDE,
  presets: ['recommended', 'nested'],
  settings: ['OSType', 'Paravirt'],
  messages: {
    guest:
      'Unexpected {hypervisor} in a VM of VirtualBox, expected KVM or VirtualBox inside, or Hyper-V, VMware or KVM as the host hypervisor: Windows often does not boot any more once Hyper-V is added',
    windows:
      'Unexpected nesting in a Windows guest that sees the Hyper-V interface, expected that Hyper-V and WSL2 stay out of it: Windows often does not boot any more once Hyper-V is added',
  },
  examples: {
    good: [
      { text: vbox({ features: [NESTED] }) },
      { text: windows(), stack: { guest: 'virtualbox' } },
      { text: vbox({ machine: 'OSType="Windows2022_64"' }) },
      { title: 'no such interface', text: windows(['<Paravirt provider="None"/>']) },
    ],
    bad: [
      {
        text: windows(),
        nested: 'auto',
        findings: [{ line: 2, column: 30, message: 'sees the Hyper-V interface' }],
      },
      {
        text: windows(['<Paravirt provider="HyperV"/>']),
        findings: [{ line: 7, column: 26, message: 'sees the Hyper-V interface' }],
      },
      {
        text: vbox({ machine: 'OSType="Windows11_64"' }),
        stack: { guest: 'wsl2' },
        findings: [{ line: 2, column: 30, message: 'Unexpected WSL2 in a VM of VirtualBox' }],
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const nesting = nestingIn({ document, intent, stack });
        if (nesting === undefined) return;
        const { machine, isOn } = nesting;
        const osType = attributeOf(machine.element, 'OSType');
        const atGuest =
          osType === undefined ? tagRange(machine.element) : attributeValueRange(osType);
        const { guest } = stack;
        if (guest === 'hyper-v' || guest === 'wsl2') {
          const data = { hypervisor: GUEST_HYPERVISORS[guest] };
          report({ message: 'guest', data, at: atGuest, setting: 'OSType' });
          return;
        }
        if (!isOn || (guest !== undefined && guest !== 'any')) return;
        const paravirt = paravirtOf(document);
        if (paravirt?.effective !== 'HyperV' || familyOf(machine.osType ?? '') !== 'windows')
          return;
        const { attribute } = paravirt;
        if (attribute === undefined && !document.showsAllSettings) return;
        report({
          message: 'windows',
          at: attribute === undefined ? atGuest : attributeValueRange(attribute),
          setting: attribute === undefined ? 'OSType' : 'Paravirt',
        });
      },
    };
  },
});
