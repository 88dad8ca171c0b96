import type { XmlAttribute } from '../../grammars/xml/index.js';
import {
  attributesOfType,
  type Placed,
  type PlacedAttribute,
} from '../../src/languages/vbox/placed.js';
import { attributeValueRange } from '../../src/languages/vbox/ranges.js';
import { shown } from '../../src/text/shown.js';
import { compareSettings, NEWEST } from '../../src/languages/vbox/version.js';
import { setAttribute } from '../../src/languages/xml/changes.js';
import type { Fix } from '../../src/lint/finding.js';
import { defineRule } from '../../src/lint/rule.js';
import { NameIndex } from '../../src/text/name-index.js';
import { SETTINGS_READER } from './sources.js';

export default defineRule({
  id: 'vbox/enum-value',
  languages: ['vbox'],
  summary: 'Choices are among those that VirtualBox knows',
  why: 'Where a setting is one of several words, VirtualBox mostly refuses the whole file over a word that it does not know, also over one in another case, and shows the VM as "inaccessible": provider="hyperv" is none, provider="HyperV" is. A few settings fall back to a default instead. Snapshots are read along with the rest, so the same holds for them.',
  severity: 'error',
  fixSafety:
    'Safe where only case or blanks differ, since VirtualBox refuses or ignores the value as it is written and its meaning is plain; otherwise unsafe. In snapshots nothing is changed.',
  sources: [SETTINGS_READER],
  presets: ['recommended', 'nested'],
  settings: ['provider', 'promiscuousModePolicy', 'Chipset', 'Firmware', 'Paravirt'],
  messages: {
    refused:
      'Unexpected `{element}` {attribute}="{value}", expected {expected}, since VirtualBox refuses the file otherwise',
    ignored:
      'Unexpected `{element}` {attribute}="{value}", expected {expected}, since VirtualBox takes anything else for the default',
  },
  examples: {
    good: [
      {
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware><Paravirt provider="HyperV"/><Display controller="vmsvga"/><AudioAdapter driver="oss"/></Hardware></Machine></VirtualBox>\n',
      },
      {
        title: 'a version that vmlint does not know may have more',
        text: '<VirtualBox version="1.30-linux"><Machine><Hardware><Paravirt provider="Xen"/></Hardware></Machine></VirtualBox>\n',
      },
    ],
    bad: [
      {
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware>\n<Paravirt provider="hyperv"/>\n<Chipset type="ICH10"/>\n<AudioAdapter driver="Jack"/>\n</Hardware></Machine></VirtualBox>\n',
        findings: [
          { line: 2, column: 20, message: 'provider="hyperv", expected "HyperV", since' },
          { line: 3, column: 15, message: 'expected "PIIX3", "ICH9" or "ARMv8Virtual"' },
          { line: 4, column: 22, message: 'for the default', severity: 'warning' },
        ],
        fixed:
          '<VirtualBox version="1.19-linux"><Machine><Hardware>\n<Paravirt provider="HyperV"/>\n<Chipset type="ICH10"/>\n<AudioAdapter driver="Jack"/>\n</Hardware></Machine></VirtualBox>\n',
      },
      {
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware>\n<Network><Adapter slot="0" promiscuousModePolicy="AlowAll"/></Network>\n</Hardware></Machine></VirtualBox>\n',
        findings: [{ line: 2, column: 50, message: 'expected "AllowAll"' }],
        fixedUnsafe:
          '<VirtualBox version="1.19-linux"><Machine><Hardware>\n<Network><Adapter slot="0" promiscuousModePolicy="AllowAll"/></Network>\n</Hardware></Machine></VirtualBox>\n',
      },
      {
        title: 'in a snapshot',
        text: '<VirtualBox version="1.19-linux"><Machine><Snapshot><Hardware>\n<Paravirt provider="kvm"/>\n</Hardware></Snapshot></Machine></VirtualBox>\n',
        findings: [{ line: 2, column: 20, message: 'expected "KVM"' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { version } = document;
        if (version !== undefined && compareSettings(version, NEWEST) > 0) return;
        for (const found of attributesOfType(document, 'enum')) judge(found);
      },
    };

    function judge({ placed, description, attribute, value }: PlacedAttribute): void {
      const values = description.values!;
      if (values.includes(value)) return;
      const folded = value.toLowerCase();
      if (description.anyCase && values.some((other) => other.toLowerCase() === folded)) return;
      const tolerant = description.tolerant === true;
      // What is absent is the default of what falls back to it.
      if (tolerant && (placed.inSnapshot || folded === '')) return;
      const word = folded.trim();
      const same = values.find((other) => other.toLowerCase() === word);
      const meant = same ?? new NameIndex(values, (other) => other).nearest(value);
      report({
        message: tolerant ? 'ignored' : 'refused',
        data: {
          element: placed.name,
          attribute: attribute.name,
          value: shown(value),
          expected: meant === undefined ? listed(values) : `"${meant}"`,
        },
        at: attributeValueRange(attribute),
        severity: tolerant ? 'warning' : 'error',
        setting: placed.name,
        fix:
          meant === undefined || placed.inSnapshot
            ? undefined
            : fixOf(placed, attribute, meant, same === undefined ? 'unsafe' : 'safe'),
      });
    }

    function fixOf(
      { element }: Placed,
      attribute: XmlAttribute,
      value: string,
      safety: Fix['safety'],
    ): Fix {
      return {
        title: `write ${attribute.name}="${value}"`,
        safety,
        ...setAttribute(document, element, attribute, value),
      };
    }
  },
});

/** Numbers are read for the words, and are nothing to recommend. */
function listed(values: readonly string[]): string {
  const words = values.filter((value) => !/^[12]$/.test(value)).map((value) => `"${value}"`);
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)!}`;
}
