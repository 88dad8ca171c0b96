import { valueRange } from '../../src/languages/vmx/ranges.js';
import { stated } from '../../src/languages/vmx/stated.js';
import { LIBVIRT } from '../../src/languages/vmx/catalogue/sources.js';
import { defineRule } from '../../src/lint/rule.js';

const KEY = 'config.version';

export default defineRule({
  id: 'vmx/config-version',
  languages: ['vmx'],
  summary: 'config.version is 8',
  why: '`config.version` is the version of the file format. It is 8 in every file of today; 6 is reported of ESX 2 and Workstation 4. libvirt reads no other.',
  severity: 'warning',
  fixSafety: 'None: a file of another format is to be upgraded by the product.',
  sources: [LIBVIRT],
  presets: ['recommended'],
  settings: [KEY],
  messages: { other: 'Unexpected `config.version` = "{value}", expected "8"' },
  examples: {
    good: [{ text: 'config.version = "8"\n' }, { text: 'config.version = "${version}"\n' }],
    bad: [
      {
        text: 'config.version = "6"\n',
        findings: [{ line: 1, column: 18, message: 'expected "8"' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const found = stated(document, KEY);
        if (found === undefined || found.value.trim() === '8') return;
        const data = { value: document.shownValue(found.entry) };
        report({ message: 'other', data, at: valueRange(found.entry), setting: KEY });
      },
    };
  },
});
