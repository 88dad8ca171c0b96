import { setDeclaredEncoding } from '../../src/languages/xml/changes.js';
import { attributeValueRange } from '../../src/languages/xml/ranges.js';
import type { HypervXmlDocument } from '../../src/languages/index.js';
import type { Fix } from '../../src/lint/finding.js';
import { defineRule } from '../../src/lint/rule.js';
import { shown } from '../../src/text/shown.js';
import { XML_1_0 } from '../xml/sources.js';
import { REAL_FILES } from './sources.js';

const BYTE_ORDER_MARK = '\xEF\xBB\xBF';

export default defineRule({
  id: 'hyperv/matching-encoding',
  languages: ['hyperv'],
  dialects: ['hyperv', 'packer-box'],
  summary: 'The XML of a VM is in the encoding that it declares',
  why: 'Hyper-V writes UTF-16 with a byte order mark, CRLF at the ends of lines, and encoding="UTF-16". Git and `dos2unix` turn that into UTF-8 and leave the declaration as it is: then strict XML parsers refuse the file, and the VM cannot be imported. `*.xml -text` in `.gitattributes` keeps Git from doing so.',
  severity: 'warning',
  fixSafety:
    'Safe: the declaration comes to name what the bytes are, or the byte order mark is added that XML asks for; the text stays. So every XML parser reads the file; whether Hyper-V itself takes XML in UTF-8 is not documented, so where it does not, save the file as "UTF-16 LE with BOM" in an editor.',
  sources: [XML_1_0, REAL_FILES],
  presets: ['recommended', 'syntax'],
  messages: {
    converted:
      'Unexpected encoding="{value}" in a file that has been converted to {encoding}, expected UTF-16 with a byte order mark as Hyper-V writes it, or encoding="{encoding}"',
    contradicted: 'Unexpected encoding="{value}" in a file that is {encoding}, expected what it is',
    noMark: 'Unexpected UTF-16 without a byte order mark, expected one at the very start',
  },
  examples: {
    good: [
      {
        text: wide('\ufeff<?xml version="1.0" encoding="UTF-16"?><configuration/>'),
        bytes: true,
      },
      { dialect: 'packer-box', text: '<?xml version="1.0"?>\n<configuration/>\n' },
    ],
    bad: [
      {
        title: 'after `dos2unix`',
        text: '<?xml version="1.0" encoding="UTF-16" standalone="yes"?>\n<configuration/>\n',
        findings: [{ line: 1, column: 30, message: 'has been converted to UTF-8' }],
        fixed: '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<configuration/>\n',
      },
      {
        text: wide('\ufeff<?xml version="1.0" encoding="UTF-8"?><configuration/>'),
        bytes: true,
        findings: [{ line: 1, column: 30, message: 'in a file that is UTF-16' }],
        fixed: wide('\ufeff<?xml version="1.0" encoding="UTF-16"?><configuration/>'),
      },
      {
        text: wide('<?xml version="1.0" encoding="UTF-16"?><configuration/>'),
        bytes: true,
        findings: [{ line: 1, column: 1, message: 'without a byte order mark' }],
        fixed: wide('\ufeff<?xml version="1.0" encoding="UTF-16"?><configuration/>'),
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        if (document.dialect === 'vmcx') return;
        const { source, encoding } = document;
        const isWide = source.form === 'utf-16le' || source.form === 'utf-16be';
        const isReadable = encoding.firstInvalid === -1 && encoding.obstacle === undefined;
        if (isWide && source.bomLength === 0) {
          const mark = { start: 0, end: 0, text: BYTE_ORDER_MARK };
          const title = 'add a byte order mark';
          const fix: Fix = { title, safety: 'safe', edits: [mark], nodes: [] };
          report({
            message: 'noMark',
            at: { start: 0, end: 0 },
            ...(isReadable && { fix }),
          });
        }
        if (encoding.conflict === 'contradicted') judgeDeclaration(document, isWide, isReadable);
      },
    };

    function judgeDeclaration(xml: HypervXmlDocument, isWide: boolean, isReadable: boolean): void {
      const { declaration } = xml.root;
      const attribute = declaration?.attributes.find(({ name }) => name === 'encoding');
      if (declaration === undefined || attribute === undefined) return;
      const name = isWide ? 'UTF-16' : 'UTF-8';
      const value = shown(xml.valueOf(attribute));
      report({
        message: !isWide && /^UTF-?16/i.test(value) ? 'converted' : 'contradicted',
        data: { value, encoding: name },
        at: attributeValueRange(attribute),
        ...(isReadable && {
          fix: {
            title: `declare encoding="${name}"`,
            safety: 'safe',
            ...setDeclaredEncoding(xml, declaration, attribute, name),
          },
        }),
      });
    }
  },
});

/** A text in UTF-16, little endian, as the bytes of a file. */
function wide(text: string): string {
  return Buffer.from(text, 'utf16le').toString('latin1');
}
