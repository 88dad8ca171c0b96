import {
  attributesOfType,
  isRequired,
  type PlacedAttribute,
} from '../../src/languages/vbox/placed.js';
import { attributeValueRange } from '../../src/languages/vbox/ranges.js';
import { readInteger } from '../../src/languages/vbox/reading.js';
import { shown } from '../../src/text/shown.js';
import { setAttribute } from '../../src/languages/xml/changes.js';
import { defineRule } from '../../src/lint/rule.js';
import { XML_READER } from './sources.js';

export default defineRule({
  id: 'vbox/integer-spelling',
  languages: ['vbox'],
  summary: 'Numbers are written so that VirtualBox reads them as they are meant',
  why: 'VirtualBox reads a number with a leading 0 as octal, one with 0x as hexadecimal, and ignores without a word what is none: RAMSize="04096" is not 4096, and count="two" leaves the VM with one CPU.',
  severity: 'warning',
  fixSafety: 'Unsafe: what the number was meant to be, only who wrote it knows.',
  sources: [XML_READER],
  presets: ['recommended'],
  settings: ['RAMSize', 'count'],
  messages: {
    octal:
      'Unexpected `{element}` {attribute}="{value}", expected "{plain}", since VirtualBox reads a leading 0 as octal: {octal}',
    ignored:
      'Unexpected `{element}` {attribute}="{value}", expected a number, since VirtualBox ignores what is none',
    refused:
      'Unexpected `{element}` {attribute}="{value}", expected a number, since VirtualBox refuses the file without one',
  },
  examples: {
    good: [
      {
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware><CPU count="4"/><Memory RAMSize="0x1000"/><BIOS><TimeOffset value="-3600"/></BIOS></Hardware></Machine></VirtualBox>\n',
      },
      {
        title: 'leaves of CPUID have a rule of their own',
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware><CPU><CpuIdTree><CpuIdLeaf id="00000001"/></CpuIdTree></CPU></Hardware></Machine></VirtualBox>\n',
      },
    ],
    bad: [
      {
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware>\n<CPU count="two"/>\n<Memory RAMSize="02048"/>\n</Hardware></Machine></VirtualBox>\n',
        findings: [
          { line: 2, column: 12, message: 'ignores what is none' },
          {
            line: 3,
            column: 17,
            message: 'refuses the file without one',
            severity: 'error',
          },
        ],
      },
      {
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware>\n<Network><Adapter slot="first"/></Network>\n</Hardware></Machine></VirtualBox>\n',
        findings: [{ line: 2, column: 24, message: 'refuses the file', severity: 'error' }],
      },
      {
        title: 'what was written for a version that refuses files without it, also in a snapshot',
        text: '<VirtualBox version="1.19-linux"><Machine><Snapshot><Hardware>\n<UART><Port slot="0" enabled="false" IOBase="COM1" IRQ="4" hostMode="Disconnected"/></UART>\n<CPU count="two"/>\n</Hardware></Snapshot></Machine></VirtualBox>\n',
        findings: [{ line: 2, column: 45, message: 'refuses the file', severity: 'error' }],
      },
      {
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware>\n<Memory RAMSize="0512"/>\n</Hardware></Machine></VirtualBox>\n',
        findings: [{ line: 2, column: 17, message: 'expected "512", since VirtualBox reads' }],
        fixedUnsafe:
          '<VirtualBox version="1.19-linux"><Machine><Hardware>\n<Memory RAMSize="512"/>\n</Hardware></Machine></VirtualBox>\n',
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        for (const found of attributesOfType(document, 'integer')) {
          if (found.placed.name !== 'CpuIdLeaf') judge(found);
        }
      },
    };

    function judge({ placed, description, attribute, value }: PlacedAttribute): void {
      const { element, name, inSnapshot } = placed;
      const number = readInteger(value);
      // Some may be negative (`TimeOffset`).
      if (number === undefined ? /^-[1-9]\d*$/.test(value) : !/^0[0-7]/.test(value)) return;
      const plain = value.replace(/^0+(?=\d)/, '');
      const at = attributeValueRange(attribute);
      const data = { element: name, attribute: attribute.name, value: shown(value) };
      if (number === undefined) {
        const isRefused = isRequired(description, document.version);
        if (inSnapshot && !isRefused) return;
        report({
          message: isRefused ? 'refused' : 'ignored',
          data,
          at,
          severity: isRefused ? 'error' : 'warning',
          setting: name,
        });
      } else if (plain !== String(number) && !inSnapshot) {
        report({
          message: 'octal',
          data: { ...data, plain: shown(plain), octal: number },
          at,
          setting: name,
          fix: {
            title: `write ${attribute.name}="${shown(plain)}"`,
            safety: 'unsafe',
            ...setAttribute(document, element, attribute, plain),
          },
        });
      }
    }
  },
});
