import { defineRule } from '../../src/lint/rule.js';
import { FILE_READER, LINE_READER } from '../references.js';

export default defineRule({
  id: 'vmx/no-utf16-or-nul',
  languages: ['vmx'],
  summary: 'The file has no NUL bytes and is not UTF-16',
  why: 'VMware reads lines of bytes and ends a line at a NUL. UTF-16 (which Windows PowerShell writes with `>` and `Out-File`) has a NUL in nearly every character, so that nothing can be read. A file that became NULs was cut off by a crash or a full disk.',
  severity: 'error',
  fixSafety: 'None: save the file as UTF-8 without a byte order mark, or restore it from a copy.',
  sources: [LINE_READER, FILE_READER],
  presets: ['recommended', 'syntax'],
  messages: {
    utf16: 'Unexpected UTF-16, expected an encoding of single bytes such as UTF-8',
    nul: 'Unexpected NUL byte ({count} in the file), expected text',
  },
  examples: {
    good: [{ text: 'displayName = "lab"\n' }],
    bad: [
      {
        bytes: true,
        text: '\xFF\xFEm\0e\0m\0s\0i\0z\0e\0=\x004\0\n\0',
        findings: [{ line: 1, column: 1, message: 'Unexpected UTF-16' }],
      },
      {
        bytes: true,
        text: 'memsize = "4096"\ndisplay\0Name = "lab"\n',
        findings: [{ line: 2, column: 8, message: 'Unexpected NUL byte (1 in the file)' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { view, form } = document.source;
        if (form === 'utf-16le' || form === 'utf-16be') {
          report({ message: 'utf16', at: { start: 0, end: document.root.bomLength } });
          return;
        }
        const start = view.indexOf('\0');
        if (start === -1) return;
        let count = 0;
        for (let at = start; at !== -1; at = view.indexOf('\0', at + 1)) count++;
        report({ message: 'nul', data: { count }, at: { start, end: start + 1 } });
      },
    };
  },
});
