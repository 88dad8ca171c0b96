import { valueRange } from '../../src/languages/vmx/ranges.js';
import { statedFlag } from '../../src/languages/vmx/stated.js';
import { KB_79832 } from '../../src/languages/vmx/catalogue/sources.js';
import { defineRule } from '../../src/lint/rule.js';

const KEY = 'ulm.disableMitigations';

export default defineRule({
  id: 'vmx/side-channel-mitigations',
  languages: ['vmx'],
  summary: 'Protection against side channels of the CPU stays on',
  why: 'Where VMware runs on the hypervisor of its host (Windows with Hyper-V, macOS), it protects VMs against side channels of the CPU which costs speed, and says so in a dialog. `ulm.disableMitigations` gives the protection up and the dialog goes. It does not help nesting.',
  severity: 'info',
  fixSafety: 'None: it is a choice between speed and protection.',
  sources: [KB_79832],
  presets: ['recommended', 'security'],
  settings: [KEY],
  messages: {
    off: 'Unexpected `ulm.disableMitigations` = "TRUE", expected "FALSE" unless speed is worth the lost protection',
  },
  examples: {
    good: [{ text: 'ulm.disableMitigations = "FALSE"\n' }],
    bad: [
      {
        text: 'ulm.disableMitigations = "TRUE"\n',
        findings: [{ line: 1, column: 26, message: 'expected "FALSE" unless' }],
      },
    ],
  },
  concerns: [KEY],
  check({ document, report }) {
    return {
      document() {
        const found = statedFlag(document, KEY, true);
        if (found === undefined) return;
        report({ message: 'off', at: valueRange(found.entry), setting: KEY });
      },
    };
  },
});
