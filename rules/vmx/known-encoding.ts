import { valueRange } from '../../src/languages/vmx/ranges.js';
import { foreignQuoted } from '../../src/languages/vmx/foreign-quotes.js';
import { defineRule } from '../../src/lint/rule.js';
import { findEncoding } from '../../src/source/encodings.js';
import { ENCODING_TABLE } from '../references.js';

export default defineRule({
  id: 'vmx/known-encoding',
  languages: ['vmx'],
  summary: '.encoding names an encoding that VMware supports',
  why: "VMware's library knows 77 encodings by name. With any other name it cannot convert the file; names and paths beyond ASCII are not read as meant.",
  severity: 'warning',
  fixSafety: 'None: the name alone must not change without converting the text.',
  sources: [ENCODING_TABLE],
  presets: ['recommended', 'syntax'],
  settings: ['.encoding'],
  messages: {
    unknown: 'Unexpected encoding "{name}", expected one that VMware supports, such as "UTF-8"',
  },
  examples: {
    good: [{ text: '.encoding = "windows-1252"\n' }, { text: '.encoding = "utf8"\n' }],
    bad: [
      {
        text: '.encoding = "EUC-JP"\n',
        findings: [{ line: 1, column: 13, message: 'Unexpected encoding "EUC-JP"' }],
      },
    ],
  },
  concerns: ['.encoding'],
  check({ document, report }) {
    return {
      document() {
        const entry = document.entry('.encoding');
        if (entry === undefined || document.isPlaceholder(entry)) return;
        if (foreignQuoted(document, entry) !== undefined) return;
        if (findEncoding(document.valueOf(entry)) !== undefined) return;
        report({
          message: 'unknown',
          data: { name: document.shownValue(entry) },
          at: valueRange(entry),
          setting: '.encoding',
        });
      },
    };
  },
});
