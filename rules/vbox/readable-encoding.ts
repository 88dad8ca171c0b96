import { defineRule } from '../../src/lint/rule.js';
import { ENCODING_MESSAGES, reportEncoding } from '../xml/encoding.js';
import { XML_1_0 } from '../xml/sources.js';
import { XML_READER } from './sources.js';

export default defineRule({
  id: 'vbox/readable-encoding',
  languages: ['vbox'],
  summary: 'The file is in the encoding that it declares',
  why: 'VirtualBox reads XML as UTF-8 unless it begins with a byte order mark or declares another encoding, and refuses a file with bytes that its encoding does not have: the VM is shown as "inaccessible". VirtualBox itself writes plain ASCII.',
  severity: 'error',
  fixSafety: 'None: what the bytes were meant to be, the file does not tell.',
  sources: [XML_READER, XML_1_0],
  presets: ['recommended', 'syntax'],
  messages: ENCODING_MESSAGES,
  examples: {
    good: [
      {
        text: '<?xml version="1.0" encoding="ISO-8859-1"?>\n<VirtualBox name="\xe1"/>\n',
        bytes: true,
      },
      { text: '<?xml version="1.0"?>\n<VirtualBox name="á"/>\n' },
    ],
    bad: [
      {
        text: '<?xml version="1.0"?>\n<VirtualBox name="\xe1"/>\n',
        bytes: true,
        findings: [{ line: 2, column: 19, message: 'bytes that UTF-8 does not have' }],
      },
      {
        text: '<?xml version="1.0" encoding="Wibble"?>\n<VirtualBox/>\n',
        findings: [
          { line: 1, column: 30, message: 'which vmlint cannot decode', severity: 'warning' },
        ],
      },
      {
        text: '\ufeff<?xml version="1.0" encoding="ISO-8859-1"?>\n<VirtualBox/>\n',
        findings: [{ line: 1, column: 30, message: 'that is UTF-8', severity: 'warning' }],
      },
    ],
  },
  check({ document, report }) {
    return { document: () => reportEncoding(document, report) };
  },
});
