import { defineRule } from '../../src/lint/rule.js';
import { XML_1_0 } from '../xml/sources.js';
import { reportXmlProblems, XML_MESSAGES, type ProductMessages } from '../xml/well-formed.js';
import { XML_READER } from './sources.js';

export default defineRule({
  id: 'vbox/well-formed-xml',
  languages: ['vbox'],
  summary: 'The file is well-formed XML',
  why: 'VirtualBox reads its settings with a parser that refuses whatever is not well-formed, and shows the VM as "inaccessible". What the file was before it was last saved lies beside it, as NAME.vbox-prev.',
  severity: 'error',
  fixSafety: 'None: what was meant, only who wrote it knows; such a file is never written.',
  sources: [XML_READER, XML_1_0],
  presets: ['recommended', 'syntax'],
  messages: {
    ...XML_MESSAGES,
    empty: 'Unexpected empty file, expected settings of VirtualBox',
    nul: 'Unexpected NUL characters instead of settings, as a power failure leaves them, expected what NAME.vbox-prev holds',
    'too-deep':
      'Unexpected elements within elements at this depth, expected no more than VirtualBox has any use for',
    doctype: 'Unexpected document type declaration, expected none, as VirtualBox writes none',
    'no-root': 'Unexpected file without an element, expected `VirtualBox`',
  } satisfies ProductMessages,
  examples: {
    good: [
      { text: '<?xml version="1.0"?>\n<!-- ok -->\n<VirtualBox version="1.19-linux"/>\n' },
      { text: '<VirtualBox name="&#xE1; &amp; &quot;"/>\n' },
    ],
    bad: [
      { text: '', findings: [{ line: 1, column: 1, message: 'Unexpected empty file' }] },
      {
        text: '\0\0\0\0',
        findings: [{ line: 1, column: 1, message: 'as a power failure leaves them' }],
      },
      {
        text: '<VirtualBox version="1.19-linux">\n  <Machine name="Lab">\n</VirtualBox>\n',
        findings: [{ line: 2, column: 3, message: 'expected `</Machine>`' }],
      },
      {
        text: '<VirtualBox>\n  <!-- a -- b -->\n  <A b="1" b="2"/>\n  <A b=1/>\n</VirtualBox>\n',
        findings: [
          { line: 2, column: 10, message: 'Unexpected `--` in a comment' },
          { line: 3, column: 12, message: 'Unexpected second attribute `b`' },
          { line: 4, column: 8, message: 'Unexpected value of `b` without quotes' },
        ],
      },
      {
        text: '<VirtualBox>\n  <!-- vmlint-ignore-file vbox/apic -- none -->\n</VirtualBox>\n',
        findings: [{ line: 2, column: 37, message: 'before a reason, which XML forbids' }],
      },
      {
        text: '<!DOCTYPE a [<!ENTITY x "y">]>\n<VirtualBox name="&x;"/>\n',
        findings: [
          { line: 1, column: 1, message: 'Unexpected document type', severity: 'warning' },
          { line: 2, column: 19, message: 'entity `&x;`', severity: 'warning' },
        ],
      },
      {
        text: '<VirtualBox name="a & b"/>\nmore\n',
        findings: [
          { line: 1, column: 21, message: 'expected `&amp;`' },
          { line: 2, column: 1, message: 'Unexpected text outside of the root' },
        ],
      },
    ],
  },
  check({ document, report }) {
    return { document: () => reportXmlProblems(document, report) };
  },
});
