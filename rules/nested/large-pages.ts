import { defineRule } from '../../src/lint/rule.js';
import { NESTED, vbox } from '../vbox/examples.js';
import { MANUAL_MODIFYVM } from '../vbox/sources.js';
import { reportWhereOff } from './cpu-feature.js';

const LARGE_PAGES = 'HardwareVirtExLargePages';
const OFF = `<${LARGE_PAGES} enabled="false"/>`;

export default defineRule({
  id: 'nested/large-pages',
  languages: ['vbox'],
  summary: 'A VM that runs a hypervisor has its memory in large pages',
  why: 'With large pages the CPU looks up fewer levels of tables for each address, and a guest of a guest has more levels than others. VirtualBox on Linux hosts writes "false" into every new VM, so this is a hint for who looks for speed, and not in the recommended rules.',
  severity: 'info',
  fixSafety: 'Unsafe: the host has to have memory in large pieces.',
  sources: [MANUAL_MODIFYVM],
  presets: ['nested'],
  settings: [LARGE_PAGES],
  messages: {
    off: 'Unexpected `HardwareVirtExLargePages` enabled="{value}" in a VM that runs a hypervisor, expected "true", with which it is a little faster',
  },
  examples: {
    good: [
      { text: vbox({ features: [NESTED, `<${LARGE_PAGES} enabled="true"/>`] }) },
      { text: vbox({ features: [OFF] }), nested: 'auto' },
    ],
    bad: [
      {
        text: vbox({ features: [NESTED, OFF] }),
        findings: [{ line: 6, column: 43, message: 'a little faster' }],
        fixedUnsafe: vbox({ features: [NESTED, `<${LARGE_PAGES} enabled="true"/>`] }),
      },
    ],
  },
  check(context) {
    return { document: () => reportWhereOff(context, LARGE_PAGES, '--large-pages') };
  },
});
