import { removeByteOrderMark } from '../../src/languages/vmx/changes.js';
import { defineRule } from '../../src/lint/rule.js';
import { isAscii } from '../../src/source/encodings.js';
import { LINE_READER } from '../references.js';

export default defineRule({
  id: 'vmx/no-bom',
  languages: ['vmx'],
  summary: 'The file has no byte order mark',
  why: 'Editors such as Notepad can put a byte order mark in front of the text. VMware products have been seen to call such a VM corrupt, and where it is not skipped the first key is no longer what it seems.',
  severity: 'warning',
  fixSafety:
    'Safe where the file declares UTF-8 or is plain ASCII; otherwise the mark is the only sign that it is UTF-8, and removing it is unsafe.',
  sources: [
    LINE_READER,
    {
      title: 'Tyleraltight/SafeExamBrowser_bypass issue 1 (Workstation calls the VM corrupt)',
      url: 'https://github.com/Tyleraltight/SafeExamBrowser_bypass/issues/1',
    },
  ],
  presets: ['recommended', 'syntax'],
  messages: { bom: 'Unexpected byte order mark, expected the file to start with its first line' },
  examples: {
    good: [{ text: '.encoding = "UTF-8"\n' }],
    bad: [
      {
        text: '\uFEFF.encoding = "UTF-8"\ndisplayName = "Prüfung"\n',
        findings: [{ line: 1, column: 1, message: 'Unexpected byte order mark' }],
        fixed: '.encoding = "UTF-8"\ndisplayName = "Prüfung"\n',
      },
      {
        text: '\uFEFFconfig.version = "8"\ndisplayName = "Prüfung"\n',
        findings: [{ line: 1, column: 1, message: 'Unexpected byte order mark' }],
        fixedUnsafe: 'config.version = "8"\ndisplayName = "Prüfung"\n',
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { bomLength } = document.root;
        // Of UTF-16, vmx/no-utf16-or-nul says all there is to say.
        if (bomLength === 0 || document.source.form.startsWith('utf-16')) return;
        const plain =
          /^utf-?8$/i.test(document.declaredEncoding ?? '') ||
          isAscii(document.source.view.slice(bomLength));
        report({
          message: 'bom',
          at: { start: 0, end: bomLength },
          fix: {
            title: 'remove the byte order mark',
            safety: plain ? 'safe' : 'unsafe',
            ...removeByteOrderMark(document),
          },
        });
      },
    };
  },
});
