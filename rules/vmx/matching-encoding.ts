import { valueRange } from '../../src/languages/vmx/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { ENCODING_TABLE } from '../references.js';

export default defineRule({
  id: 'vmx/matching-encoding',
  languages: ['vmx'],
  summary: 'The bytes are what .encoding says',
  why: 'VMware reads the whole file in the encoding that `.encoding` names. Where the bytes are not valid in it, the file was saved by a program that did not honour it: names and paths are garbled or no longer found, and often a closing quote was lost with the last character.',
  severity: 'error',
  fixSafety:
    'None: which characters were lost cannot be known. Restore the file from a copy, or set the values anew in the VMware product.',
  sources: [ENCODING_TABLE],
  presets: ['recommended', 'syntax'],
  settings: ['.encoding'],
  messages: {
    invalid: 'Unexpected byte 0x{byte}, expected {encoding} as `.encoding` says',
    bom: 'Unexpected byte 0x{byte}, expected UTF-8 as the byte order mark says',
  },
  examples: {
    good: [
      { text: '.encoding = "UTF-8"\ndisplayName = "Prüfung"\n' },
      { text: '.encoding = "windows-1252"\ndisplayName = "Pr\xFCfung"\n', bytes: true },
    ],
    bad: [
      {
        bytes: true,
        text: '.encoding = "UTF-8"\ndisplayName = "Pr\xFCfung"\n',
        findings: [{ line: 2, column: 18, message: 'Unexpected byte 0xFC, expected UTF-8' }],
      },
      {
        title: 'a multi-byte encoding other than UTF-8, whose tables may differ from VMware’s',
        bytes: true,
        text: '.encoding = "Shift_JIS"\ndisplayName = "\x93\x20"\n',
        findings: [
          {
            line: 2,
            column: 16,
            message: 'Unexpected byte 0x93, expected Shift_JIS',
            severity: 'warning',
          },
        ],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { view, encoding, form, bomLength, isAscii } = document.source;
        if (form !== 'bytes' || isAscii) return;
        const declaration = document.entry('.encoding');
        if (declaration === undefined && bomLength === 0) return;
        const start = encoding.firstInvalid(view);
        if (start === -1) return;
        const byte = view.charCodeAt(start).toString(16).toUpperCase().padStart(2, '0');
        report({
          message: bomLength > 0 ? 'bom' : 'invalid',
          data: { byte, encoding: encoding.name },
          at: { start, end: start + 1 },
          setting: '.encoding',
          severity: encoding.name === 'UTF-8' ? 'error' : 'warning',
          related:
            declaration === undefined
              ? []
              : [{ ...valueRange(declaration), message: 'declared here' }],
        });
      },
    };
  },
});
