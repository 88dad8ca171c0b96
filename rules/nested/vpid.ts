import { defineRule } from '../../src/lint/rule.js';
import { NESTED, vbox } from '../vbox/examples.js';
import { MANUAL_MODIFYVM } from '../vbox/sources.js';
import { reportWhereOff } from './cpu-feature.js';

const VPID = 'HardwareVirtExVPID';
const OFF = `<${VPID} enabled="false"/>`;

export default defineRule({
  id: 'nested/vpid',
  languages: ['vbox'],
  summary: 'On Intel, a VM that runs a hypervisor keeps its page translations (VPID)',
  why: 'With VPID (tagged TLB) an Intel CPU keeps the page translations of a VM when it leaves it. Without it they are thrown away at each exit, and a VM with a hypervisor inside has far more exits than others. It is on unless the file switches it off.',
  severity: 'info',
  fixSafety: 'Unsafe: somebody switched it off.',
  sources: [MANUAL_MODIFYVM],
  presets: ['recommended', 'nested'],
  settings: [VPID],
  messages: {
    off: 'Unexpected `HardwareVirtExVPID` enabled="{value}" in a VM that runs a hypervisor, expected "true" or none: inner guests on Intel are slower',
  },
  examples: {
    good: [
      { text: vbox({ features: [`<${VPID} enabled="true"/>`, NESTED] }) },
      { text: vbox({ features: [OFF, NESTED] }), stack: { cpu: 'amd' } },
      { text: vbox({ features: [OFF] }), nested: 'auto' },
    ],
    bad: [
      {
        text: vbox({ features: [OFF, NESTED] }),
        findings: [{ line: 5, column: 37, message: 'slower' }],
        fixedUnsafe: vbox({ features: [`<${VPID} enabled="true"/>`, NESTED] }),
      },
    ],
  },
  check(context) {
    return {
      document() {
        if (context.stack.cpu !== 'amd') reportWhereOff(context, VPID, '--vtx-vpid');
      },
    };
  },
});
