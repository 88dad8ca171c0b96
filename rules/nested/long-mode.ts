import { defineRule } from '../../src/lint/rule.js';
import { NESTED, vbox } from '../vbox/examples.js';
import { CPUM_HWVIRT } from '../vbox/sources.js';
import { reportWhereOff } from './cpu-feature.js';

const LONG_MODE = 'LongMode';

export default defineRule({
  id: 'nested/long-mode',
  languages: ['vbox'],
  summary: 'A VM that runs a hypervisor has a 64-bit CPU',
  why: 'Nested VT-x and AMD-V of VirtualBox need a virtual CPU with long mode, which is how x86 CPUs run 64-bit systems. It is on unless the file switches it off, as it does for some 32-bit guests. Physical address extension (`PAE`) comes with it.',
  severity: 'error',
  fixSafety: 'Unsafe: a 64-bit CPU may need another `OSType` as well.',
  sources: [CPUM_HWVIRT],
  presets: ['recommended', 'nested'],
  settings: [LONG_MODE],
  messages: {
    off: 'Unexpected `LongMode` enabled="{value}" in a VM that runs a hypervisor, expected "true", since nesting needs a 64-bit CPU',
  },
  examples: {
    good: [
      { text: vbox({ features: [NESTED, '<LongMode enabled="true"/>'] }) },
      { text: vbox({ features: ['<LongMode enabled="false"/>'] }), nested: 'auto' },
      { text: vbox({ features: ['<LongMode enabled="false"/>'] }), nested: 'forbid' },
      { text: vbox({ features: ['<LongMode enabled="{{ long_mode }}"/>'] }) },
    ],
    bad: [
      {
        text: vbox({ features: [NESTED, '<LongMode enabled="false"/>'] }),
        nested: 'auto',
        findings: [{ line: 6, column: 27, message: '`LongMode` enabled="false"' }],
        fixedUnsafe: vbox({ features: [NESTED, '<LongMode enabled="true"/>'] }),
      },
    ],
  },
  check(context) {
    return { document: () => reportWhereOff(context, LONG_MODE, '--long-mode') };
  },
});
