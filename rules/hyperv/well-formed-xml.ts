import { defineRule } from '../../src/lint/rule.js';
import { XML_1_0 } from '../xml/sources.js';
import { reportXmlProblems, XML_MESSAGES, type ProductMessages } from '../xml/well-formed.js';
import { REAL_FILES } from './sources.js';

export default defineRule({
  id: 'hyperv/well-formed-xml',
  languages: ['hyperv'],
  dialects: ['hyperv', 'packer-box'],
  summary: 'The XML of a VM is well-formed',
  why: 'Whatever reads XML refuses a file that is not well-formed, and so the VM cannot be imported: neither by Hyper-V, nor by Vagrant where it is the `box.xml` of a box.',
  severity: 'error',
  fixSafety: 'None: what was meant, only who wrote it knows; such a file is never written.',
  sources: [XML_1_0, REAL_FILES],
  presets: ['recommended', 'syntax'],
  messages: {
    ...XML_MESSAGES,
    empty: 'Unexpected empty file, expected the configuration of a VM of Hyper-V',
    nul: 'Unexpected NUL characters instead of a configuration, as a power failure leaves them, expected XML',
    'too-deep':
      'Unexpected elements within elements at this depth, expected no more than Hyper-V has any use for',
    doctype: 'Unexpected document type declaration, expected none, as Hyper-V writes none',
    'no-root': 'Unexpected file without an element, expected `configuration`',
  } satisfies ProductMessages,
  examples: {
    good: [
      {
        text: '<?xml version="1.0" encoding="UTF-8"?>\n<!-- ok -->\n<configuration>\n  <savedstate />\n</configuration>\n',
      },
      { dialect: 'packer-box', text: '<?xml version="1.0"?>\n<configuration/>\n' },
    ],
    bad: [
      { text: '', findings: [{ line: 1, column: 1, message: 'Unexpected empty file' }] },
      {
        text: '<configuration>\n  <properties>\n    <name type="string">R&D</name>\n</configuration>\n',
        findings: [
          { line: 2, column: 3, message: 'expected `</properties>`' },
          { line: 3, column: 26, message: 'expected `&amp;`' },
        ],
      },
      {
        text: '<!DOCTYPE configuration>\n<configuration/>\n',
        findings: [{ line: 1, column: 1, message: 'as Hyper-V writes none', severity: 'warning' }],
      },
      {
        dialect: 'packer-box',
        text: '<configuration>\n  <notes type=string></notes>\n</configuration>\n',
        findings: [{ line: 2, column: 15, message: 'Unexpected value of `type` without quotes' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        if (document.dialect !== 'vmcx') reportXmlProblems(document, report);
      },
    };
  },
});
