import { setValue } from '../../src/languages/vmx/changes.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { RUNNING_NESTED_VMS } from '../references.js';

const KEY = 'vhv.enable';

export default defineRule({
  id: 'nested/hide-hardware-virtualization',
  languages: ['vmx'],
  summary: 'Where nesting is forbidden, the VM does not see the hardware virtualization of the CPU',
  why: 'Under `--nested forbid` no VM is to run a hypervisor. `vhv.enable` = "TRUE" lets it: whoever is administrator inside can start VMs of their own, the VM does not move to every host, and on a Windows host that runs Hyper-V it does not start at all.',
  severity: 'warning',
  fixSafety: 'Safe by intent: switching it off in place is what `--nested forbid` asks for.',
  sources: [RUNNING_NESTED_VMS],
  presets: ['recommended', 'nested'],
  settings: [KEY],
  messages: { on: 'Unexpected `vhv.enable` = "TRUE", expected "FALSE" where nesting is forbidden' },
  examples: {
    good: [
      { text: 'vhv.enable = "FALSE"\n', nested: 'forbid' },
      { text: 'vhv.enable = "TRUE"\n', nested: 'auto' },
    ],
    bad: [
      {
        text: 'vhv.enable = "TRUE"\n',
        nested: 'forbid',
        findings: [{ line: 1, column: 14, message: 'expected "FALSE"' }],
        fixed: 'vhv.enable = "FALSE"\n',
      },
    ],
  },
  check({ document, intent, report }) {
    return {
      document() {
        if (intent.nested !== 'forbid') return;
        for (const entry of document.entriesOf(KEY)) {
          if (document.valueOf(entry).toLowerCase() !== 'true') continue;
          report({
            message: 'on',
            at: valueRange(entry),
            setting: KEY,
            fix: {
              title: 'set `vhv.enable` to "FALSE"',
              safety: 'safe',
              byIntent: true,
              ...setValue(document, entry, 'FALSE'),
            },
          });
        }
      },
    };
  },
});
