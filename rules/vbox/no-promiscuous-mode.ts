import { setText } from '../../src/languages/vbox/changes.js';
import { modifyVm } from '../../src/languages/vbox/commands.js';
import { adapterNumber, attachmentOf } from '../../src/languages/vbox/hardware.js';
import { attributeValueRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf } from '../../src/languages/vbox/reading.js';
import { defineRule } from '../../src/lint/rule.js';
import { NESTED, vbox } from './examples.js';
import { MANUAL_NETWORKING } from './sources.js';

const POLICY = 'promiscuousModePolicy';
/** To these the policy says nothing. */
const ALONE = new Set(['NAT', 'GenericInterface', 'CloudNetwork']);

const file = (policy: string, features: readonly string[] = []): string =>
  vbox({
    features,
    hardware: [
      '<Network>',
      `  <Adapter slot="1" enabled="true" MACAddress="080027CFA667" ${POLICY}="${policy}">`,
      '    <BridgedInterface name="eth0"/>',
      '  </Adapter>',
      '</Network>',
    ],
  });

export default defineRule({
  id: 'vbox/no-promiscuous-mode',
  languages: ['vbox'],
  summary: 'A machine without a hypervisor inside does not see the traffic of others',
  why: 'With "AllowAll" a program in the guest can read all that passes on the network of the adapter, also what is meant for the host and for other VMs. A machine that runs a hypervisor needs it, so that its inner guests get their traffic; others rarely do.',
  severity: 'info',
  fixSafety: 'Unsafe: a router or a sniffer in the VM needs it.',
  sources: [MANUAL_NETWORKING],
  presets: ['portable', 'security'],
  settings: [POLICY],
  messages: {
    all: 'Unexpected `promiscuousModePolicy`="AllowAll" in a VM without a hypervisor, expected "Deny" or none: the guest can read the traffic of others',
  },
  examples: {
    good: [
      { text: file('AllowAll', [NESTED]), nested: 'auto' },
      { text: file('AllowAll'), nested: 'require' },
      { text: file('Deny'), nested: 'auto' },
    ],
    bad: [
      {
        text: file('AllowAll'),
        nested: 'auto',
        findings: [{ line: 6, column: 90, message: 'the guest can read the traffic of others' }],
        fixedUnsafe: file('Deny'),
      },
    ],
  },
  check({ document, intent, report }) {
    return {
      document() {
        const { machine } = document;
        if (machine === undefined || intent.nested === 'require') return;
        const { state } = machine.feature('NestedHWVirt');
        if (intent.nested === 'auto' && (state === 'on' || state === 'placeholder')) return;
        for (const adapter of machine.adapters) {
          const attribute = attributeOf(adapter, POLICY);
          if (attribute === undefined || document.valueOf(attribute) !== 'AllowAll') continue;
          const attachment = attachmentOf(adapter);
          if (attachment === undefined || ALONE.has(attachment)) continue;
          const number = adapterNumber(machine, adapter);
          report({
            message: 'all',
            at: attributeValueRange(attribute),
            setting: POLICY,
            fix: {
              title: `set \`${POLICY}\` to "Deny"`,
              safety: 'unsafe',
              ...setText(document, adapter, POLICY, 'Deny'),
              ...(number !== undefined && {
                commands: modifyVm(machine, `--nic-promisc${number}`, 'deny'),
              }),
            },
          });
        }
      },
    };
  },
});
