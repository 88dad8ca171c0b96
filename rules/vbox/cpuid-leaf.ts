import type { XmlAttribute } from '../../grammars/xml/index.js';
import { meantInHexadecimal, REGISTERS } from '../../src/languages/vbox/cpuid.js';
import { placedElements, type Placed } from '../../src/languages/vbox/placed.js';
import { attributeValueRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf, readInteger } from '../../src/languages/vbox/reading.js';
import { shown } from '../../src/text/shown.js';
import { setAttribute } from '../../src/languages/xml/changes.js';
import type { Fix } from '../../src/lint/finding.js';
import { defineRule } from '../../src/lint/rule.js';
import { MANUAL_MODIFYVM, SETTINGS_READER, XML_READER } from './sources.js';

/** The leaves that VirtualBox lets be overridden. */
const RANGES = [
  [0, 0x1f],
  [0x8000_0000, 0x8000_001f],
  [0xc000_0000, 0xc000_000f],
] as const;

export default defineRule({
  id: 'vbox/cpuid-leaf',
  languages: ['vbox'],
  summary: 'Leaves of CPUID are written in the base that they are meant in',
  why: 'People know CPUID leaves by their hexadecimal numbers, and VBoxManage takes them so. The file has decimals: id="80000001" is not leaf 0x80000001, id="00000016" is octal, and ecx="0098e3fd" is no number at all, which VirtualBox takes for 0. The leaf that was meant keeps what the host has.',
  severity: 'error',
  fixSafety: 'Unsafe: it changes what the CPU of the VM can.',
  sources: [SETTINGS_READER, XML_READER, MANUAL_MODIFYVM],
  presets: ['recommended', 'nested'],
  settings: ['CpuIdLeaf', 'CpuIdTree'],
  messages: {
    hexadecimal:
      'Unexpected {attribute}="{value}", expected "{decimal}" if 0x{hex} is meant, since VirtualBox reads decimals',
    octal:
      'Unexpected {attribute}="{value}", expected "{decimal}" if 0x{hex} is meant, since VirtualBox reads a leading 0 as octal: {octal}',
    ignored:
      'Unexpected {attribute}="{value}", expected a number such as "{decimal}", since VirtualBox {otherwise}',
    nonsense: 'Unexpected {attribute}="{value}", expected a number, since VirtualBox {otherwise}',
    range:
      'Unexpected leaf id="{value}", expected one from 0 to 31 (0x1f), or from 0x80000000 or 0xC0000000 on, since VirtualBox applies no other',
    subleaf: 'Unexpected subleaf="{value}", expected 0, since VirtualBox applies no other',
  },
  examples: {
    good: [
      {
        text: '<VirtualBox version="1.16-macosx"><Machine><Hardware><CPU><CpuIdTree><CpuIdLeaf id="1" eax="67301" ebx="1050624" ecx="10019837" edx="3219913727"/><CpuIdLeaf id="0x80000001" subleaf="0" ecx="0x1"/></CpuIdTree></CPU></Hardware></Machine></VirtualBox>\n',
      },
    ],
    bad: [
      {
        text: '<VirtualBox version="1.16-linux"><Machine><Hardware><CPU><CpuIdTree>\n<CpuIdLeaf id="80000001" eax="0"/>\n<CpuIdLeaf id="00000016" ecx="0098e3fd"/>\n<CpuIdLeaf id="7" subleaf="1" edx="lots"/>\n<CpuIdLeaf id="4096"/>\n</CpuIdTree></CPU></Hardware></Machine></VirtualBox>\n',
        findings: [
          { line: 2, column: 15, message: 'expected "2147483649" if 0x80000001 is meant' },
          { line: 3, column: 15, message: 'as octal: 14' },
          { line: 3, column: 30, message: 'expected a number such as "10019837"' },
          { line: 4, column: 27, message: 'subleaf="1"', severity: 'warning' },
          { line: 4, column: 35, message: 'edx="lots", expected a number, since VirtualBox takes' },
          { line: 5, column: 15, message: 'leaf id="4096"', severity: 'warning' },
        ],
        fixedUnsafe:
          '<VirtualBox version="1.16-linux"><Machine><Hardware><CPU><CpuIdTree>\n<CpuIdLeaf id="2147483649" eax="0"/>\n<CpuIdLeaf id="22" ecx="10019837"/>\n<CpuIdLeaf id="7" subleaf="1" edx="lots"/>\n<CpuIdLeaf id="4096"/>\n</CpuIdTree></CPU></Hardware></Machine></VirtualBox>\n',
      },
      {
        title: 'of one leaf all are meant alike',
        text: '<VirtualBox version="1.16-linux"><Machine><Hardware><CPU><CpuIdTree>\n<CpuIdLeaf id="00000001" eax="000306a9" ecx="80000201"/>\n</CpuIdTree></CPU></Hardware></Machine></VirtualBox>\n',
        findings: [
          { line: 2, column: 30, message: 'expected a number such as "198313"' },
          { line: 2, column: 45, message: 'expected "2147484161" if 0x80000201 is meant' },
        ],
        fixedUnsafe:
          '<VirtualBox version="1.16-linux"><Machine><Hardware><CPU><CpuIdTree>\n<CpuIdLeaf id="00000001" eax="198313" ecx="2147484161"/>\n</CpuIdTree></CPU></Hardware></Machine></VirtualBox>\n',
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        for (const placed of placedElements(document)) {
          if (placed.name !== 'CpuIdLeaf' || !placed.isRead || placed.inSnapshot) continue;
          const { element } = placed;
          judge(placed, attributeOf(element, 'id'));
          const subleaf = attributeOf(element, 'subleaf');
          const value = subleaf && document.valueOf(subleaf);
          if (subleaf !== undefined && (readInteger(value!) ?? 0) > 0) {
            report({
              message: 'subleaf',
              data: { value: shown(value!) },
              at: attributeValueRange(subleaf),
              severity: 'warning',
            });
          }
          for (const register of REGISTERS) judge(placed, attributeOf(element, register));
        }
      },
    };

    function judge(placed: Placed, attribute: XmlAttribute | undefined): void {
      if (attribute === undefined || document.isPlaceholder(attribute)) return;
      const value = document.valueOf(attribute);
      const number = readInteger(value);
      const isLeaf = attribute.name === 'id';
      const hex = /^[0-9a-f]{1,8}$/i.test(value) ? value : undefined;
      const decimal = hex === undefined ? 0 : Number.parseInt(hex, 16);
      const at = attributeValueRange(attribute);
      const data = { attribute: attribute.name, value: shown(value) };
      const meant = { decimal, hex: (hex ?? '').toUpperCase() };
      const fix = hex === undefined ? undefined : fixOf(placed, attribute, String(decimal));
      if (number === undefined) {
        const message = hex === undefined ? 'nonsense' : 'ignored';
        const otherwise = isLeaf ? 'refuses the file without one' : 'takes what is none for 0';
        report({ message, data: { ...data, ...meant, otherwise }, at, setting: 'CpuIdLeaf', fix });
      } else if (hex !== undefined && /^0[0-7]/.test(value) && !isSame(value, number)) {
        report({
          message: 'octal',
          data: { ...data, ...meant, octal: number },
          at,
          setting: 'CpuIdLeaf',
          fix,
        });
      } else if (isLeaf && !isApplied(number)) {
        // Of eight digits, as tables of CPUID have them.
        const looksHexadecimal = hex?.length === 8 && isApplied(decimal);
        report({
          message: looksHexadecimal ? 'hexadecimal' : 'range',
          data: { ...data, ...meant },
          at,
          severity: looksHexadecimal ? 'error' : 'warning',
          setting: 'CpuIdLeaf',
          fix: looksHexadecimal ? fix : undefined,
        });
      } else if (
        !isLeaf &&
        meantInHexadecimal(document, placed.element, attribute.name) !== undefined
      ) {
        report({
          message: 'hexadecimal',
          data: { ...data, ...meant },
          at,
          setting: 'CpuIdLeaf',
          fix,
        });
      }
    }

    function fixOf({ element }: Placed, attribute: XmlAttribute, value: string): Fix {
      return {
        title: `write ${attribute.name}="${value}"`,
        safety: 'unsafe',
        ...setAttribute(document, element, attribute, value),
      };
    }
  },
});

/** `00000001` is 1 in any base. */
function isSame(value: string, number: number): boolean {
  return Number.parseInt(value, 16) === number;
}

function isApplied(leaf: number): boolean {
  return RANGES.some(([first, last]) => leaf >= first && leaf <= last);
}
