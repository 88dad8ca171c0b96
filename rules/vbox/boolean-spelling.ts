import type { XmlAttribute } from '../../grammars/xml/index.js';
import type { AttributeDescription } from '../../src/languages/vbox/catalogue/index.js';
import { modifyVm } from '../../src/languages/vbox/commands.js';
import {
  attributesOfType,
  isRequired,
  type Placed,
  type PlacedAttribute,
} from '../../src/languages/vbox/placed.js';
import { attributeValueRange } from '../../src/languages/vbox/ranges.js';
import { readBoolean } from '../../src/languages/vbox/reading.js';
import { shown } from '../../src/text/shown.js';
import { setAttribute } from '../../src/languages/xml/changes.js';
import type { Fix } from '../../src/lint/finding.js';
import { defineRule } from '../../src/lint/rule.js';
import { SETTINGS_READER, XML_READER } from './sources.js';

/** What people mean by it, in lower case. */
const MEANT: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', '1', 'on', 'enabled', 'y', 't'].map((word) => [word, true] as const),
  ...['false', 'no', '0', 'off', 'disabled', 'n', 'f'].map((word) => [word, false] as const),
]);

const NESTED = 'NestedHWVirt';

export default defineRule({
  id: 'vbox/boolean-spelling',
  languages: ['vbox'],
  summary: 'Switches are on or off in words that VirtualBox reads',
  why: 'VirtualBox reads "true", "yes" and "1", "false", "no" and "0", in this very case and without blanks. Anything else it ignores without a word, and the default stays: <NestedHWVirt enabled="True"/> leaves nested virtualization off. Where it must know, as with `enabled` of a serial port, it refuses the whole file, also for one in a snapshot.',
  severity: 'warning',
  fixSafety:
    'Safe where only case or blanks differ, since VirtualBox ignores the value as it is written and its meaning is plain; with `--nested forbid`, `NestedHWVirt` gets "false", which it is taken for now. Other words are unsafe to replace.',
  sources: [XML_READER, SETTINGS_READER],
  presets: ['recommended', 'nested'],
  settings: [NESTED],
  messages: {
    refused:
      'Unexpected `{element}` {attribute}="{value}", expected {expected}, since VirtualBox refuses the file without one that it reads',
    ignored:
      'Unexpected `{element}` {attribute}="{value}", expected {expected}, since VirtualBox ignores anything else and takes it for {taken}',
    silentlyOff:
      'Unexpected `NestedHWVirt` {attribute}="{value}", expected {expected}: VirtualBox ignores the value, so nested virtualization is silently off',
  },
  examples: {
    good: [
      {
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware><CPU><NestedHWVirt enabled="yes"/><PAE enabled="0"/></CPU></Hardware></Machine></VirtualBox>\n',
      },
      {
        title: 'what a snapshot holds is no matter before somebody restores it',
        text: '<VirtualBox version="1.19-linux"><Machine><Snapshot><Hardware><CPU><NestedHWVirt enabled="True"/></CPU></Hardware></Snapshot></Machine></VirtualBox>\n',
      },
    ],
    bad: [
      {
        text: '<VirtualBox version="1.19-linux"><Machine name="Lab"><Hardware>\n<CPU><NestedHWVirt enabled="True"/></CPU>\n<BIOS><IOAPIC enabled=" true"/><ACPI enabled="on"/></BIOS>\n</Hardware></Machine></VirtualBox>\n',
        findings: [
          {
            line: 2,
            column: 28,
            message: '`NestedHWVirt` enabled="True", expected "true": VirtualBox ignores',
            severity: 'error',
          },
          { line: 3, column: 23, message: 'enabled=" true", expected "true"' },
          { line: 3, column: 46, message: 'takes it for "true", the default' },
        ],
        fixed:
          '<VirtualBox version="1.19-linux"><Machine name="Lab"><Hardware>\n<CPU><NestedHWVirt enabled="true"/></CPU>\n<BIOS><IOAPIC enabled="true"/><ACPI enabled="on"/></BIOS>\n</Hardware></Machine></VirtualBox>\n',
        fixedUnsafe:
          '<VirtualBox version="1.19-linux"><Machine name="Lab"><Hardware>\n<CPU><NestedHWVirt enabled="true"/></CPU>\n<BIOS><IOAPIC enabled="true"/><ACPI enabled="true"/></BIOS>\n</Hardware></Machine></VirtualBox>\n',
      },
      {
        nested: 'forbid',
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware>\n<CPU><NestedHWVirt enabled="TRUE"/></CPU>\n</Hardware></Machine></VirtualBox>\n',
        findings: [{ line: 2, column: 28, message: 'expected "false"' }],
        fixed:
          '<VirtualBox version="1.19-linux"><Machine><Hardware>\n<CPU><NestedHWVirt enabled="false"/></CPU>\n</Hardware></Machine></VirtualBox>\n',
      },
      {
        text: '<VirtualBox version="1.16-linux"><Machine><Hardware>\n<AudioAdapter enabledIn="maybe"/>\n</Hardware></Machine></VirtualBox>\n',
        findings: [{ line: 2, column: 25, message: 'expected "true" or "false"' }],
      },
      {
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware>\n<UART><Port slot="0" enabled="True" IOBase="0x3f8" IRQ="4" hostMode="Disconnected"/></UART>\n</Hardware></Machine></VirtualBox>\n',
        findings: [
          {
            line: 2,
            column: 30,
            message: '`Port` enabled="True", expected "true", since VirtualBox refuses the file',
            severity: 'error',
          },
        ],
        fixed:
          '<VirtualBox version="1.19-linux"><Machine><Hardware>\n<UART><Port slot="0" enabled="true" IOBase="0x3f8" IRQ="4" hostMode="Disconnected"/></UART>\n</Hardware></Machine></VirtualBox>\n',
      },
      {
        title: 'VirtualBox reads its snapshots with the file',
        text: '<VirtualBox version="1.19-linux"><Machine><Snapshot><Hardware>\n<LPT><Port slot="0" enabled="off" IOBase="0x378" IRQ="7"/></LPT>\n<CPU><PAE enabled="off"/></CPU>\n</Hardware></Snapshot></Machine></VirtualBox>\n',
        findings: [{ line: 2, column: 29, message: 'refuses the file', severity: 'error' }],
      },
    ],
  },
  check({ document, intent, report }) {
    return {
      document() {
        for (const found of attributesOfType(document, 'boolean')) {
          judge(found);
        }
      },
    };

    function judge({ placed, description, attribute, value }: PlacedAttribute): void {
      if (readBoolean(value) !== undefined) return;
      const isRefused = isRequired(description, document.version);
      if (placed.inSnapshot && !isRefused) return;
      const isNested = placed.name === NESTED;
      const word = value.trim().toLowerCase();
      const meant = MEANT.get(word);
      const forbidden = isNested && intent.nested === 'forbid';
      const isSilentlyOff = isNested && meant !== false;
      const target = forbidden ? false : meant;
      const isPlain = forbidden || (meant !== undefined && readBoolean(word) !== undefined);
      report({
        message: isRefused ? 'refused' : isSilentlyOff ? 'silentlyOff' : 'ignored',
        data: {
          element: placed.name,
          attribute: attribute.name,
          value: shown(value),
          expected: target === undefined ? '"true" or "false"' : `"${String(target)}"`,
          taken:
            description.default === undefined ? 'absent' : `"${description.default}", the default`,
        },
        at: attributeValueRange(attribute),
        severity: isRefused || (isSilentlyOff && !forbidden) ? 'error' : 'warning',
        setting: placed.name,
        fix:
          target === undefined || placed.inSnapshot
            ? undefined
            : fixOf(placed, description, attribute, target, isPlain ? 'safe' : 'unsafe'),
      });
    }

    function fixOf(
      { element, known }: Placed,
      description: AttributeDescription,
      attribute: XmlAttribute,
      on: boolean,
      safety: Fix['safety'],
    ): Fix {
      const { machine } = document;
      const option = description.option ?? known?.description.option;
      return {
        title: `write ${attribute.name}="${String(on)}"`,
        safety,
        ...setAttribute(document, element, attribute, String(on)),
        ...(machine !== undefined && option !== undefined && attribute.name === 'enabled'
          ? { commands: modifyVm(machine, option, on ? 'on' : 'off') }
          : {}),
      };
    }
  },
});
