import { valueRange } from '../../src/languages/vmx/ranges.js';
import { presentNics, setAll, statedFlag } from '../../src/languages/vmx/stated.js';
import { FIELD_REPORTS } from '../../src/languages/vmx/catalogue/sources.js';
import { defineRule } from '../../src/lint/rule.js';
import { RUNNING_NESTED_VMS } from '../references.js';
import { nests } from './demand.js';

export default defineRule({
  id: 'nested/allow-promiscuous-mode',
  languages: ['vmx'],
  summary: 'VMs inside the VM reach the network',
  why: 'VMs inside this VM have MAC addresses of their own. Their frames reach them only if the network card of this VM may listen to more than its own address, which is promiscuous mode; `noPromisc` forbids it, and the VMs inside have no network.',
  severity: 'warning',
  fixSafety: 'Unsafe: promiscuous mode lets the VM see what is meant for others.',
  sources: [RUNNING_NESTED_VMS, FIELD_REPORTS],
  presets: ['recommended', 'nested'],
  settings: ['ethernet*.noPromisc'],
  messages: {
    forbidden:
      'Unexpected `{key}` = "TRUE", expected "FALSE" so that VMs inside this VM reach the network',
  },
  examples: {
    good: [
      { text: 'ethernet0.present = "TRUE"\nethernet0.noPromisc = "FALSE"\n' },
      { text: 'ethernet0.present = "FALSE"\nethernet0.noPromisc = "TRUE"\n' },
      { text: 'ethernet0.present = "TRUE"\nethernet0.noPromisc = "TRUE"\n', nested: 'auto' },
    ],
    bad: [
      {
        text: 'guestOS = "vmkernel8"\nethernet1.present = "TRUE"\nethernet1.noPromisc = "TRUE"\n',
        nested: 'auto',
        findings: [{ line: 3, column: 23, message: 'Unexpected `ethernet1.noPromisc`' }],
        fixedUnsafe:
          'guestOS = "vmkernel8"\nethernet1.present = "TRUE"\nethernet1.noPromisc = "FALSE"\n',
      },
    ],
  },
  concerns: (key) => /^ethernet[0-9]\.nopromisc$/.test(key),
  check({ document, intent, stack, report }) {
    return {
      document() {
        for (const nic of presentNics(document)) {
          const key = `${nic}.noPromisc`;
          const found = statedFlag(document, key, true);
          if (found === undefined) continue;
          if (!nests({ document, intent, stack })) return;
          report({
            message: 'forbidden',
            data: { key },
            at: valueRange(found.entry),
            setting: key,
            fix: {
              title: `set \`${key}\` to "FALSE"`,
              safety: 'unsafe',
              ...setAll(document, found.entries, 'FALSE'),
            },
          });
        }
      },
    };
  },
});
