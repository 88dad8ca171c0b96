import { foreignQuoted } from '../../src/languages/vmx/foreign-quotes.js';
import { defineRule } from '../../src/lint/rule.js';
import { ENCODING_TABLE } from '../references.js';

const KEY = '.encoding';
const NON_ASCII = /[\x80-\xff]+/;

export default defineRule({
  id: 'vmx/encoding-declared',
  languages: ['vmx'],
  summary: 'A file with values beyond ASCII names its encoding',
  why: 'Without `.encoding` the code page of the host decides what the bytes of names and paths mean. On another host, or once that code page changes, names are garbled and files are not found.',
  severity: 'warning',
  fixSafety:
    'None: which encoding the bytes are in cannot be told from them. If they are UTF-8, write `.encoding = "UTF-8"` as the first line.',
  sources: [ENCODING_TABLE],
  presets: ['recommended', 'syntax'],
  settings: [KEY],
  messages: {
    missing:
      'Unexpected byte 0x{byte} without `.encoding`, expected `.encoding` to say what it means',
  },
  examples: {
    good: [
      { text: '.encoding = "UTF-8"\ndisplayName = "Prüfung"\n' },
      { text: '# Prüfung\ndisplayName = "test"\n' },
    ],
    bad: [
      {
        text: 'config.version = "8"\ndisplayName = "Pr\xFCfung"\n',
        bytes: true,
        findings: [{ line: 2, column: 18, message: 'Unexpected byte 0xFC without `.encoding`' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { isAscii } = document.source;
        if (isAscii || document.entry(KEY) !== undefined) return;
        if (!document.showsAllSettings || document.mentionsUnreadably(KEY)) return;
        for (const node of document.nodes) {
          if (node.type !== 'entry') continue;
          const match = NON_ASCII.exec(node.value);
          if (match === null || foreignQuoted(document, node) !== undefined) continue;
          const start = node.valueStart + match.index;
          const byte = match[0].charCodeAt(0).toString(16).toUpperCase();
          const at = { start, end: start + match[0].length };
          report({ message: 'missing', data: { byte }, at, setting: KEY });
          return;
        }
      },
    };
  },
});
