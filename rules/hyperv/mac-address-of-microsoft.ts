import { DEVICES } from '../../src/languages/hyperv/devices.js';
import { defineRule } from '../../src/lint/rule.js';
import { macOf, written } from './mac-addresses.js';
import { REAL_FILES, SET_VM_NETWORK_ADAPTER } from './sources.js';
import { listing, type Settings } from './written.js';

const OF_MICROSOFT = /^00155D/;

const file = (mac: string): Settings => ({ [`_${DEVICES.syntheticNic}_/MacAddress`]: mac });

export default defineRule({
  id: 'hyperv/mac-address-of-microsoft',
  languages: ['hyperv'],
  summary: 'MAC addresses are from the range of Hyper-V',
  why: 'Hyper-V makes MAC addresses that begin with 00-15-5D, which belongs to Microsoft. Another one was set by hand, often since a license or a lease goes with it, or came from a VM of another product, whose address may be in use still.',
  severity: 'info',
  fixSafety: 'None: somebody may have set it for a reason.',
  sources: [REAL_FILES, SET_VM_NETWORK_ADAPTER],
  presets: ['strict'],
  settings: ['MacAddress', 'mac_address'],
  messages: {
    foreign: 'Unexpected `{name}` = {mac}, expected an address that begins with 00-15-5D',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: listing(file('00-15-5d-01-07-dc')) },
      { dialect: 'vmcx', text: listing(file('00-00-00-00-00-00')), title: 'none yet' },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: listing(file('00-50-56-01-07-DC')),
        nested: 'auto',
        findings: [{ line: 1, column: 67, message: '`MacAddress` = 00-50-56-01-07-DC' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        for (const { mac } of document.vm?.adapters ?? []) {
          const address = mac && macOf(mac);
          if (address === undefined || address === '' || OF_MICROSOFT.test(address)) continue;
          report({
            message: 'foreign',
            data: { name: mac!.name, mac: written(address) },
            at: mac!.at,
            setting: mac!.name,
          });
        }
      },
    };
  },
});
