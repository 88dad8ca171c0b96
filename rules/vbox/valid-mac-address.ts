import type { XmlElement } from '../../grammars/xml/index.js';
import { modifyVm } from '../../src/languages/vbox/commands.js';
import { adapterNumber } from '../../src/languages/vbox/hardware.js';
import { attributeValueRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf } from '../../src/languages/vbox/reading.js';
import { removeAttribute } from '../../src/languages/xml/changes.js';
import { defineRule } from '../../src/lint/rule.js';
import { vbox } from './examples.js';
import { NETWORK_ADAPTER } from './sources.js';

const MAC = 'MACAddress';

const file = (...macs: string[]): string =>
  vbox({
    hardware: [
      '<Network>',
      ...macs.flatMap((mac, slot) => [
        `  <Adapter slot="${slot}" enabled="true"${mac} type="82540EM">`,
        '    <NAT/>',
        '  </Adapter>',
      ]),
      '</Network>',
    ],
  });

export default defineRule({
  id: 'vbox/valid-mac-address',
  languages: ['vbox'],
  summary: 'Each network adapter has a MAC address of its own',
  why: 'VirtualBox takes a MAC address as 12 hexadecimal digits without separators, the second of them even, since an odd one marks an address of a group. It refuses others when they are set in its own programs, but reads them from a file. Two adapters with one address on one network lose packets, and DHCP gives both the same lease. An adapter without an address gets a new one.',
  severity: 'warning',
  fixSafety:
    'Unsafe: without an address VirtualBox makes a new one, which the guest may take for another card.',
  sources: [NETWORK_ADAPTER],
  presets: ['recommended'],
  settings: [MAC],
  messages: {
    format: 'Unexpected `MACAddress`="{mac}", expected 12 hexadecimal digits, like "080027CFA667"',
    group:
      'Unexpected `MACAddress`="{mac}", expected an even second digit, since an odd one marks an address of a group',
    twice: 'Unexpected `MACAddress`="{mac}" of a second adapter, expected one of its own',
  },
  examples: {
    good: [
      { text: file(' MACAddress="080027CFA667"', ' MACAddress="080027cfa668"') },
      { text: file('') },
      { text: file(' MACAddress="{{ mac }}"', ' MACAddress="{{ mac }}"') },
    ],
    bad: [
      {
        text: file(' MACAddress="08:00:27:CF:A6:67"'),
        nested: 'auto',
        findings: [{ line: 6, column: 53, message: 'expected 12 hexadecimal digits' }],
        fixedUnsafe: file(''),
      },
      {
        text: file(' MACAddress="090027CFA667"'),
        findings: [{ line: 6, column: 53, message: 'address of a group' }],
        fixedUnsafe: file(''),
      },
      {
        text: file(' MACAddress="080027CFA667"', ' MACAddress="080027cfa667"'),
        findings: [{ line: 9, column: 53, message: 'of a second adapter' }],
        fixedUnsafe: file(' MACAddress="080027CFA667"', ''),
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { machine } = document;
        const seen = new Map<string, XmlElement>();
        for (const adapter of machine?.adapters ?? []) {
          const attribute = attributeOf(adapter, MAC);
          const mac = attribute && document.valueOf(attribute);
          if (!mac || document.isPlaceholder(attribute)) continue;
          const first = seen.get(mac.toUpperCase());
          if (first === undefined) seen.set(mac.toUpperCase(), adapter);
          const problem = problemOf(mac) ?? (first && 'twice');
          if (problem === undefined) continue;
          const number = adapterNumber(machine!, adapter);
          report({
            message: problem,
            data: { mac },
            at: attributeValueRange(attribute),
            ...(first !== undefined && {
              related: [
                { ...attributeValueRange(attributeOf(first, MAC)!), message: 'the first one' },
              ],
            }),
            setting: MAC,
            fix: {
              title: 'remove `MACAddress`, so that VirtualBox makes a new one',
              safety: 'unsafe',
              ...removeAttribute(document, adapter, attribute),
              ...(number !== undefined && {
                commands: modifyVm(machine!, `--macaddress${number}`, 'auto'),
              }),
            },
          });
        }
      },
    };
  },
});

function problemOf(mac: string): 'format' | 'group' | undefined {
  if (!/^[0-9A-Fa-f]{12}$/.test(mac)) return 'format';
  return Number.parseInt(mac.charAt(1), 16) % 2 === 1 ? 'group' : undefined;
}
