import { attributeValueRange } from '../../src/languages/vbox/ranges.js';
import { shown } from '../../src/text/shown.js';
import { defineRule } from '../../src/lint/rule.js';
import { XML_READER } from './sources.js';

export default defineRule({
  id: 'vbox/readable-encoding',
  languages: ['vbox'],
  summary: 'The file is in the encoding that it declares',
  why: 'VirtualBox reads XML as UTF-8 unless it begins with a byte order mark or declares another encoding, and refuses a file with bytes that its encoding does not have: the VM is shown as "inaccessible". VirtualBox itself writes plain ASCII.',
  severity: 'error',
  fixSafety: 'None: what the bytes were meant to be, the file does not tell.',
  sources: [
    XML_READER,
    { title: 'W3C, Extensible Markup Language (XML) 1.0', url: 'https://www.w3.org/TR/xml/' },
  ],
  presets: ['recommended', 'syntax'],
  messages: {
    invalid:
      'Unexpected bytes that {encoding} does not have, expected text in the encoding of the file',
    cutOff:
      'Unexpected end in the middle of a character, expected an even number of bytes in UTF-16',
    unknown: 'Unexpected encoding="{value}", which vmlint cannot decode, expected "UTF-8"',
    contradicted: 'Unexpected encoding="{value}" in a file that is {encoding}, expected what it is',
  },
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
    return {
      document() {
        const { source, root, encoding } = document;
        const isWide = source.form === 'utf-16le' || source.form === 'utf-16be';
        const end = source.view.length;
        const name = isWide ? 'UTF-16' : encoding.encoding.name;
        const declared = root.declaration?.attributes.find((one) => one.name === 'encoding');
        if (declared !== undefined && encoding.conflict !== undefined) {
          report({
            message: encoding.conflict,
            data: { value: shown(document.valueOf(declared)), encoding: name },
            at: attributeValueRange(declared),
            severity: 'warning',
          });
        }
        if (encoding.firstInvalid !== -1) {
          const start = encoding.firstInvalid;
          report({ message: 'invalid', data: { encoding: name }, at: { start, end: start + 1 } });
        } else if (isWide && source.bytes.length % 2 === 1) {
          report({ message: 'cutOff', at: { start: end, end } });
        }
      },
    };
  },
});
