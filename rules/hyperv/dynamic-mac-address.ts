import { DEVICES } from '../../src/languages/hyperv/devices.js';
import { forAdapter } from '../../src/languages/hyperv/powershell.js';
import { boolOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { unsafeFix } from './fixes.js';
import { SET_VM_NETWORK_ADAPTER } from './sources.js';
import { listing, xml, type Settings } from './written.js';

const NIC = `_${DEVICES.syntheticNic}_`;
const CARD = `_${DEVICES.legacyNic}_/ethernet_card0`;

const file = (fixed: boolean): Settings => ({
  [`${NIC}/FriendlyName`]: "Admin's adapter",
  [`${NIC}/MacAddressIsStatic`]: fixed,
  'properties/name': 'Lab',
});

export default defineRule({
  id: 'hyperv/dynamic-mac-address',
  languages: ['hyperv'],
  summary: 'VMs made from one file do not all have the same MAC address',
  why: 'A static MAC address stays as it is when a VM is imported, also as a copy with a new id. Where a file is a template for several VMs, all of them then have one address, lose packets, and get the same lease from DHCP. A dynamic one is made by the host.',
  severity: 'warning',
  fixSafety: 'No edit: the command has Hyper-V make an address. Licenses and leases go by it.',
  sources: [SET_VM_NETWORK_ADAPTER],
  presets: ['portable'],
  settings: ['MacAddressIsStatic', 'mac_address_is_static'],
  messages: {
    fixed: 'Unexpected `{name}` = True, expected False: each copy of the VM has this MAC address',
  },
  examples: {
    good: [{ dialect: 'vmcx', text: listing(file(false)) }],
    bad: [
      {
        dialect: 'vmcx',
        text: listing(file(true)),
        nested: 'auto',
        findings: [{ line: 2, column: 75, message: '`MacAddressIsStatic` = True' }],
      },
      {
        text: xml({ [`${CARD}/is_attached`]: true, [`${CARD}/mac_address_is_static`]: true }),
        findings: [{ line: 5, column: 42, message: '`mac_address_is_static` = True' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm === undefined) return;
        for (const adapter of vm.adapters) {
          const { isStaticMac } = adapter;
          if (isStaticMac === undefined || boolOf(isStaticMac) !== true) continue;
          report({
            message: 'fixed',
            data: { name: isStaticMac.name },
            at: isStaticMac.at,
            setting: isStaticMac.name,
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
