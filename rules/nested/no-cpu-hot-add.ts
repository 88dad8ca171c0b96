import { setValue } from '../../src/languages/vmx/changes.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { nests, showsVirtualization } from './demand.js';

const KEY = 'vcpu.hotadd';

export default defineRule({
  id: 'nested/no-cpu-hot-add',
  languages: ['vmx'],
  summary: 'A VM that runs a hypervisor on ESXi is better without CPU hot-add',
  why: 'Recipes for nesting on vSphere switch CPU hot-add off. No document of VMware says that the two do not go together, and on Workstation and Fusion they do.',
  severity: 'info',
  fixSafety: 'Unsafe: it takes an ability from the VM on the word of recipes.',
  sources: [
    {
      title: 'cloudbase/unattended-setup-scripts, esxi/create-esxi-vm.sh',
      url: 'https://github.com/cloudbase/unattended-setup-scripts',
    },
    { title: 'projectbeskar/virtrigaud' },
  ],
  presets: ['recommended', 'nested'],
  settings: [KEY],
  messages: {
    on: 'Unexpected `vcpu.hotadd` = "TRUE" together with `vhv.enable`, expected "FALSE" as recipes for nesting on ESXi have it',
  },
  examples: {
    good: [
      { text: 'vhv.enable = "TRUE"\nvcpu.hotadd = "TRUE"\n', nested: 'auto' },
      { text: 'vcpu.hotadd = "TRUE"\n', stack: { host: { product: 'esxi' } } },
    ],
    bad: [
      {
        text: 'vhv.enable = "TRUE"\nvcpu.hotadd = "TRUE"\n',
        nested: 'auto',
        stack: { host: { product: 'esxi' } },
        findings: [{ line: 2, column: 15, message: 'expected "FALSE" as recipes' }],
        fixedUnsafe: 'vhv.enable = "TRUE"\nvcpu.hotadd = "FALSE"\n',
      },
    ],
  },
  concerns: [KEY],
  check({ document, intent, stack, report }) {
    return {
      document() {
        if (stack.host.product !== 'esxi' || document.flag(KEY) !== true) return;
        if (!showsVirtualization(document) || !nests({ document, intent, stack })) return;
        const entry = document.entry(KEY)!;
        report({
          message: 'on',
          at: valueRange(entry),
          setting: KEY,
          fix: {
            title: `set \`${KEY}\` to "FALSE"`,
            safety: 'unsafe',
            ...setValue(document, entry, 'FALSE'),
          },
        });
      },
    };
  },
});
