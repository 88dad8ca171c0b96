import { defineRule } from '../../src/lint/rule.js';
import { SETTINGS_READER } from './sources.js';

export default defineRule({
  id: 'vbox/written-style',
  languages: ['vbox'],
  dialects: ['vbox', 'virtualbox-global'],
  summary: 'The file is written as VirtualBox writes it',
  why: 'VirtualBox writes plain ASCII with LF at the ends of lines, indents by blanks and ends the file with an end of line; other characters it writes as numbers (`&#xE1;`). It reads other files as well, and writes them anew when it next saves: under version control the whole file differs then.',
  severity: 'info',
  fixSafety:
    'None: VirtualBox does it when it next saves the file, and nothing depends on it before.',
  sources: [SETTINGS_READER],
  presets: ['strict'],
  messages: {
    utf16: 'Unexpected UTF-16, expected ASCII',
    bom: 'Unexpected byte order mark, expected none',
    nonAscii: 'Unexpected characters that are not ASCII, expected numbers such as `&#xE1;`',
    crlf: 'Unexpected CR at the end of a line, expected LF alone',
    tab: 'Unexpected tab before a tag, expected blanks',
    noEnd: 'Unexpected end of the file in a line, expected an end of line',
  },
  examples: {
    good: [{ text: '<VirtualBox name="&#xE1;">\n  <A/>\n</VirtualBox>\n' }],
    bad: [
      {
        text: '\ufeff<VirtualBox name="á">\r\n\t<A/>\n</VirtualBox>',
        findings: [
          { line: 1, column: 1, message: 'byte order mark' },
          { line: 1, column: 19, message: 'not ASCII' },
          { line: 1, column: 22, message: 'Unexpected CR' },
          { line: 2, column: 1, message: 'Unexpected tab' },
          { line: 3, column: 14, message: 'Unexpected end of the file' },
        ],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { source } = document;
        const { view, bomLength } = source;
        if (view.length === bomLength) return;
        if (source.form === 'utf-16le' || source.form === 'utf-16be') {
          report({ message: 'utf16', at: { start: 0, end: 0 } });
        } else if (bomLength > 0) {
          report({ message: 'bom', at: { start: 0, end: bomLength } });
        }
        const body = view.slice(bomLength);
        // Only the first of each kind: they come in thousands.
        for (const [message, pattern] of PATTERNS) {
          const found = pattern.exec(body);
          if (found === null) continue;
          const start = bomLength + found.index;
          report({ message, at: { start, end: start + found[0].length } });
        }
        if (!/[\r\n]$/.test(view)) {
          report({ message: 'noEnd', at: { start: view.length, end: view.length } });
        }
      },
    };
  },
});

const PATTERNS = [
  ['nonAscii', /[\x80-\xff]{1,200}/],
  ['crlf', /\r/],
  ['tab', /(?<=^ *)\t+(?=[\t ]*<)/m],
] as const;
