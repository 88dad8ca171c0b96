import { DEVICES } from '../../src/languages/hyperv/devices.js';
import { forAdapter } from '../../src/languages/hyperv/powershell.js';
import { defineRule } from '../../src/lint/rule.js';
import { shown } from '../../src/text/shown.js';
import { unsafeFix } from './fixes.js';
import { macOf, written } from './mac-addresses.js';
import { REAL_FILES, SET_VM_NETWORK_ADAPTER } from './sources.js';
import { listing, xml, type Settings } from './written.js';

const nic = (instance: string, mac: string): Settings => ({
  [`_${instance}_/FriendlyName`]: 'Network Adapter',
  [`_${instance}_/MacAddress`]: mac,
});

const file = (mac: string): Settings => ({
  ...nic(DEVICES.syntheticNic, mac),
  'properties/name': 'Lab',
});

const ONE = '5c7a1f00-0000-4000-8000-000000000001';
const TWO = '5c7a1f00-0000-4000-8000-000000000002';

/** With a manifest, which says what the sections are. */
const two = (first: string, second: string): Settings => ({
  ...nic(ONE, first),
  ...nic(TWO, second),
  'manifest/vdev001/device': DEVICES.syntheticNic,
  'manifest/vdev001/instance': ONE,
  'manifest/vdev002/device': DEVICES.syntheticNic,
  'manifest/vdev002/instance': TWO,
});

export default defineRule({
  id: 'hyperv/valid-mac-address',
  languages: ['hyperv'],
  summary: 'Each network adapter has a MAC address of its own',
  why: 'A MAC address is six pairs of hexadecimal digits, the first pair even, since an odd one marks an address of a group. Two adapters with one address on one network lose packets, and DHCP gives both the same lease. An adapter with zeros only gets an address when the VM first starts.',
  severity: 'warning',
  fixSafety:
    'No edit: the command has Hyper-V make an address, which the guest may take for another card.',
  sources: [SET_VM_NETWORK_ADAPTER, REAL_FILES],
  presets: ['recommended'],
  settings: ['MacAddress', 'mac_address'],
  messages: {
    format: 'Unexpected `{name}` = {mac}, expected six pairs of hexadecimal digits, like {example}',
    group:
      'Unexpected `{name}` = {mac}, expected an even first pair of digits, since an odd one marks an address of a group',
    twice: 'Unexpected `{name}` = {mac} of a second adapter, expected one of its own',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: listing(file('00-15-5D-01-07-DC')) },
      { dialect: 'vmcx', text: listing(file('00-00-00-00-00-00')), title: 'none yet' },
      { text: xml(file('{{ mac }}')) },
      {
        dialect: 'vmcx',
        text: listing(two('00-00-00-00-00-00', '00-00-00-00-00-00')),
        title: 'two without one',
      },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: listing(file('00-15-5D-01-07')),
        nested: 'auto',
        findings: [{ line: 2, column: 67, message: 'like 00-15-5D-01-07-DC' }],
      },
      {
        text: xml(file('01-15-5D-01-07-DC')),
        findings: [{ line: 4, column: 31, message: 'address of a group' }],
      },
      {
        dialect: 'vmcx',
        text: listing(two('00-15-5D-01-07-DC', '00155d0107dc')),
        findings: [{ line: 4, column: 67, message: 'of a second adapter' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm === undefined) return;
        const seen = new Map<string, NonNullable<(typeof vm.adapters)[number]['mac']>>();
        for (const adapter of vm.adapters) {
          const { mac } = adapter;
          if (mac === undefined || mac.isPlaceholder) continue;
          const address = macOf(mac);
          if (address === '') continue;
          const first = address === undefined ? undefined : seen.get(address);
          if (address !== undefined && first === undefined) seen.set(address, mac);
          const problem = problemOf(address) ?? (first && 'twice');
          if (problem === undefined) continue;
          report({
            message: problem,
            data: {
              name: mac.name,
              mac: address === undefined ? shown(mac.text) : written(address),
              example: '00-15-5D-01-07-DC',
            },
            at: mac.at,
            related: first === undefined ? [] : [{ ...first.at, message: 'the first one' }],
            setting: mac.name,
            fix: unsafeFix(
              'have Hyper-V make a MAC address',
              forAdapter(vm, adapter, 'Set-VMNetworkAdapter -DynamicMacAddress'),
            ),
          });
        }
      },
    };
  },
});

function problemOf(address: string | undefined): 'format' | 'group' | undefined {
  if (address === undefined) return 'format';
  return Number.parseInt(address.charAt(1), 16) % 2 === 1 ? 'group' : undefined;
}
