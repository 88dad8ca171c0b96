import { setValue } from '../../src/languages/vmx/changes.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { foreignQuoted } from '../../src/languages/vmx/foreign-quotes.js';
import { defineRule } from '../../src/lint/rule.js';

export default defineRule({
  id: 'vmx/valid-memsize',
  languages: ['vmx'],
  summary: 'memsize is a number of MB that 4 divides',
  why: 'VMware gives a VM memory in steps of 4 MB. It refuses to power on a VM with another `memsize`, and one that is no plain number (`4 GB`, `4096MB`).',
  severity: 'error',
  fixSafety:
    'Never safe: it changes the memory of the VM. The unsafe fix rounds up to the next multiple of 4.',
  sources: [
    {
      title: 'brothertu, vmx-config explained, 2008 (the message as VMware prints it)',
      url: 'https://brothertu.blogspot.com/2008/09',
    },
  ],
  presets: ['recommended', 'syntax'],
  settings: ['memsize'],
  messages: {
    'not-a-multiple':
      'Unexpected `memsize` = "{value}", expected a multiple of 4 (MB), such as "{next}"',
    'not-a-number': 'Unexpected `memsize` = "{value}", expected a number of MB, such as "4096"',
  },
  examples: {
    good: [{ text: 'memsize = "4096"\n' }, { text: 'memsize = "{{ memory }}"\n' }],
    bad: [
      {
        text: 'memsize = "4095"\n',
        findings: [{ line: 1, column: 11, message: 'such as "4096"' }],
        fixedUnsafe: 'memsize = "4096"\n',
      },
      {
        text: 'memsize = "4 GB"\n',
        findings: [{ line: 1, column: 11, message: 'expected a number of MB' }],
      },
    ],
  },
  concerns: ['memsize'],
  check({ document, report }) {
    return {
      document() {
        for (const entry of document.entriesOf('memsize')) {
          if (document.isPlaceholder(entry) || foreignQuoted(document, entry)) continue;
          const value = document.valueOf(entry);
          const data = { value: document.shownValue(entry) };
          const where = { at: valueRange(entry), setting: 'memsize' };
          if (!/^\s*\d+\s*$/.test(value)) {
            report({ message: 'not-a-number', data, ...where });
            continue;
          }
          const size = BigInt(value.trim());
          if (size % 4n === 0n) continue;
          const next = String((size / 4n + 1n) * 4n);
          report({
            message: 'not-a-multiple',
            data: { ...data, next },
            productMessage: `Memory size ${value.trim()} is not a multiple of 4.`,
            ...where,
            fix: {
              title: `round up to "${next}"`,
              safety: 'unsafe',
              ...setValue(document, entry, next),
            },
          });
        }
      },
    };
  },
});
