import { valueRange } from '../../src/languages/vmx/ranges.js';
import { setAll, stated } from '../../src/languages/vmx/stated.js';
import { FIELD_REPORTS } from '../../src/languages/vmx/catalogue/sources.js';
import { defineRule } from '../../src/lint/rule.js';

const KEY = 'managedvm.autoAddVTPM';

/** Whoever writes these wants none, and has none. */
const NONE = new Set(['', 'false', 'no', 'off', '0', 'none']);

export default defineRule({
  id: 'vmx/software-tpm',
  languages: ['vmx'],
  summary: 'managedvm.autoAddVTPM is the word software',
  why: '`managedvm.autoAddVTPM = "software"` lets Workstation 17 give the VM a TPM. The value is a word and no boolean: TRUE is reported to do nothing.',
  severity: 'warning',
  fixSafety:
    'Unsafe: that VMware ignores other values is only reported, and a TPM brings the encryption of a part of the VM.',
  sources: [FIELD_REPORTS],
  presets: ['recommended'],
  settings: [KEY],
  messages: {
    other: 'Unexpected `managedvm.autoAddVTPM` = "{value}", expected "software"',
  },
  examples: {
    good: [
      { text: 'managedvm.autoAddVTPM = "software"\n' },
      { text: 'managedvm.autoAddVTPM = "FALSE"\n' },
    ],
    bad: [
      {
        text: 'managedvm.autoAddVTPM = "TRUE"\n',
        nested: 'auto',
        findings: [{ line: 1, column: 25, message: 'expected "software"' }],
        fixedUnsafe: 'managedvm.autoAddVTPM = "software"\n',
      },
    ],
  },
  concerns: [KEY],
  check({ document, report }) {
    return {
      document() {
        const found = stated(document, KEY);
        if (found === undefined) return;
        const value = found.value.trim().toLowerCase();
        if (value === 'software' || NONE.has(value)) return;
        report({
          message: 'other',
          data: { value: document.shownValue(found.entry) },
          at: valueRange(found.entry),
          setting: KEY,
          fix: {
            title: 'write "software"',
            safety: 'unsafe',
            ...setAll(document, found.entries, 'software'),
          },
        });
      },
    };
  },
});
