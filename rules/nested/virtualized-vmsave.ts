import { defineRule } from '../../src/lint/rule.js';
import { NESTED, vbox } from '../vbox/examples.js';
import { LAUNCH, MANUAL_MODIFYVM } from '../vbox/sources.js';
import { reportWhereOff } from './cpu-feature.js';

const VMSAVE = 'HardwareVirtExVirtVmsaveVmload';
const OFF = `<${VMSAVE} enabled="false"/>`;

export default defineRule({
  id: 'nested/virtualized-vmsave',
  languages: ['vbox'],
  summary: 'On AMD, VMSAVE and VMLOAD of inner guests are virtualized',
  why: 'AMD CPUs can run the instructions VMSAVE and VMLOAD of a hypervisor in the VM without leaving the VM. The manual says that switching that off costs inner guests much of their speed. VirtualBox 7.0 to 7.2 do not read the setting when a VM starts, so today it changes nothing; a later version may read it.',
  severity: 'info',
  fixSafety: 'Unsafe: somebody switched it off.',
  sources: [MANUAL_MODIFYVM, LAUNCH],
  presets: ['recommended', 'nested'],
  settings: [VMSAVE],
  messages: {
    off: 'Unexpected `HardwareVirtExVirtVmsaveVmload` enabled="{value}" in a VM that runs a hypervisor, expected "true" or none: by the manual inner guests on AMD are much slower',
  },
  examples: {
    good: [
      { text: vbox({ features: [NESTED] }) },
      { text: vbox({ features: [NESTED, OFF] }), stack: { cpu: 'intel' } },
    ],
    bad: [
      {
        text: vbox({ features: [NESTED, OFF] }),
        findings: [{ line: 6, column: 49, message: 'much slower' }],
        fixedUnsafe: vbox({ features: [NESTED, `<${VMSAVE} enabled="true"/>`] }),
      },
    ],
  },
  check(context) {
    return {
      document() {
        if (context.stack.cpu !== 'intel') {
          reportWhereOff(context, VMSAVE, '--virt-vmsave-vmload');
        }
      },
    };
  },
});
