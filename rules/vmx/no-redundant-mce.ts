import { lineRange } from '../../src/languages/vmx/ranges.js';
import { statedFlag } from '../../src/languages/vmx/stated.js';
import { CPUID_TABLE } from '../../src/languages/vmx/catalogue/sources.js';
import { defineRule } from '../../src/lint/rule.js';
import { RUNNING_NESTED_VMS } from '../references.js';

const KEY = 'mce.enable';

export default defineRule({
  id: 'vmx/no-redundant-mce',
  languages: ['vmx'],
  summary: 'mce.enable is not copied along',
  why: 'Recipes for Hyper-V in a VM have `mce.enable = "TRUE"` since 2011, often with the note that nobody knows whether it helps. VMs have machine check exceptions from hardware version 4 on, so that by inference the line does nothing.',
  severity: 'info',
  fixSafety: 'None: that the line is not needed is our conclusion.',
  sources: [CPUID_TABLE, RUNNING_NESTED_VMS],
  presets: ['recommended', 'nested'],
  settings: [KEY],
  messages: { redundant: 'Unexpected `mce.enable` = "TRUE", expected no such line (by inference)' },
  examples: {
    good: [{ text: 'mce.enable = "FALSE"\n' }],
    bad: [
      {
        text: 'mce.enable = "TRUE"\n',
        findings: [{ line: 1, column: 1, message: 'by inference' }],
      },
    ],
  },
  concerns: [KEY],
  check({ document, report }) {
    return {
      document() {
        const found = statedFlag(document, KEY, true);
        if (found === undefined) return;
        report({ message: 'redundant', at: lineRange(found.entry), setting: KEY });
      },
    };
  },
});
