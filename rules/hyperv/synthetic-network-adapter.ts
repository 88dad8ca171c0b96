import { DEVICES } from '../../src/languages/hyperv/devices.js';
import { settingAt } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { GENERATIONS, SCALABILITY } from './sources.js';
import { listing, xml, type Settings } from './written.js';

const CARD = `_${DEVICES.legacyNic}_/ethernet_card0`;

const file = (attached: boolean): Settings => ({ [`${CARD}/is_attached`]: attached });

export default defineRule({
  id: 'hyperv/synthetic-network-adapter',
  languages: ['hyperv'],
  summary: 'A VM has a network adapter of Hyper-V, not only a legacy one',
  why: 'A legacy network adapter is an emulated DEC 21140 of 1995, which takes the host much work. It is there for systems without a driver for the adapter of Hyper-V, and for starting a VM of generation 1 from the network.',
  severity: 'info',
  fixSafety:
    'None: whether the guest has the driver is not known. `Add-VMNetworkAdapter` adds an adapter, `Remove-VMNetworkAdapter` removes the other one.',
  sources: [SCALABILITY, GENERATIONS],
  presets: ['strict'],
  settings: ['ethernet_card0/is_attached'],
  messages: {
    legacy:
      'Unexpected legacy network adapter (`{card}/is_attached` = True) without another one, expected a network adapter of Hyper-V, which costs the host less',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: listing(file(false)) },
      {
        dialect: 'vmcx',
        text: listing({
          [`_${DEVICES.syntheticNic}_/FriendlyName`]: 'Network Adapter',
          ...file(true),
        }),
      },
    ],
    bad: [
      {
        text: xml(file(true)),
        nested: 'auto',
        findings: [{ line: 4, column: 32, message: '`ethernet_card0/is_attached` = True' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const adapters = document.vm?.adapters ?? [];
        if (adapters.some(({ kind }) => kind === 'synthetic')) return;
        for (const { section } of adapters) {
          const attached = settingAt(section, 'is_attached');
          if (attached === undefined) continue;
          report({
            message: 'legacy',
            data: { card: section.name },
            at: attached.at,
            setting: `${section.name}/is_attached`,
          });
        }
      },
    };
  },
});
