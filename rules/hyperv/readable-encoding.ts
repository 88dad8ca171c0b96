import { defineRule } from '../../src/lint/rule.js';
import { ENCODING_MESSAGES, reportEncoding } from '../xml/encoding.js';
import { XML_1_0 } from '../xml/sources.js';
import { REAL_FILES } from './sources.js';

const { invalid, cutOff, unknown } = ENCODING_MESSAGES;

export default defineRule({
  id: 'hyperv/readable-encoding',
  languages: ['hyperv'],
  dialects: ['hyperv', 'packer-box'],
  summary: 'Every byte of the XML of a VM is a character in its encoding',
  why: 'Whatever reads XML refuses a file with bytes that its encoding does not have, and so the VM cannot be imported. Hyper-V writes UTF-16 with a byte order mark, Packer writes UTF-8.',
  severity: 'error',
  fixSafety: 'None: what the bytes were meant to be, the file does not tell.',
  sources: [XML_1_0, REAL_FILES],
  presets: ['recommended', 'syntax'],
  messages: { invalid, cutOff, unknown },
  examples: {
    good: [
      {
        text: '<?xml version="1.0" encoding="UTF-8"?>\n<configuration><properties><name type="string">á</name></properties></configuration>\n',
      },
    ],
    bad: [
      {
        text: '<configuration><properties>\n<name type="string">\xe1</name></properties></configuration>\n',
        bytes: true,
        findings: [{ line: 2, column: 21, message: 'bytes that UTF-8 does not have' }],
      },
      {
        title: 'UTF-16 that was cut off',
        text: '\xff\xfe<\0a\0/\0>\0 ',
        bytes: true,
        findings: [{ line: 1, column: 5, message: 'in the middle of a character' }],
      },
      {
        text: '<?xml version="1.0" encoding="Wibble"?>\n<configuration/>\n',
        findings: [
          { line: 1, column: 30, message: 'which vmlint cannot decode', severity: 'warning' },
        ],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        if (document.dialect === 'vmcx') return;
        reportEncoding(document, (problem) => {
          const { message } = problem;
          // That has a rule of its own, which mends it.
          if (message !== 'contradicted') report({ ...problem, message });
        });
      },
    };
  },
});
