import { DEVICES } from '../../src/languages/hyperv/devices.js';
import { forAdapter } from '../../src/languages/hyperv/powershell.js';
import { settingAt, stringOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { unsafeFix } from './fixes.js';
import { COMPARE_VM, DISCONNECT_VM_NETWORK_ADAPTER } from './sources.js';
import { listing, xml, type Settings } from './written.js';

const NIC = `_${DEVICES.syntheticNic}_`;

const file = (connected: boolean, name: string): Settings => ({
  [`${NIC}/Connection/AltSwitchName`]: name,
  [`${NIC}/FriendlyName`]: 'Network Adapter',
  [`${NIC}/IsConnected`]: connected,
  [`${NIC}/SwitchName`]: '438B7B13-6180-4155-B7BF-08709CCF234D',
  'properties/name': 'Lab',
});

export default defineRule({
  id: 'hyperv/named-switch',
  languages: ['hyperv'],
  summary: 'A connected network adapter names its switch',
  why: 'The GUID of a virtual switch (`SwitchName`) is that of one host. Another host finds a switch of its own by the name, `AltSwitchName`; without one `Compare-VM` reports that the switch is missing (33012), and the VM is not imported until the adapter is disconnected.',
  severity: 'warning',
  fixSafety: 'No edit: the command takes the adapter from its switch. Nobody can say which other.',
  sources: [COMPARE_VM, DISCONNECT_VM_NETWORK_ADAPTER],
  presets: ['portable'],
  settings: ['Connection/AltSwitchName'],
  messages: {
    nameless:
      'Unexpected `IsConnected` = True without `Connection/AltSwitchName`, expected the name of the switch: its GUID is right on one host only',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: listing(file(true, 'Default Switch')) },
      { dialect: 'vmcx', text: listing(file(false, '')) },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: listing(file(true, '')),
        nested: 'auto',
        findings: [{ line: 3, column: 68, message: 'expected the name of the switch' }],
      },
      {
        text: xml(file(true, '')),
        findings: [{ line: 7, column: 30, message: 'expected the name of the switch' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm === undefined || !document.showsAllSettings) return;
        for (const adapter of vm.adapters) {
          const { kind, section, isConnected, switchName } = adapter;
          const connected = settingAt(section, 'IsConnected');
          if (kind !== 'synthetic' || !isConnected || connected === undefined) continue;
          if (switchName !== undefined && stringOf(switchName)?.trim() !== '') continue;
          if ((stringOf(settingAt(section, 'SwitchName')) ?? '').trim() === '') continue;
          report({
            message: 'nameless',
            at: connected.at,
            setting: 'Connection/AltSwitchName',
            fix: unsafeFix(
              'disconnect the network adapter',
              forAdapter(vm, adapter, 'Disconnect-VMNetworkAdapter'),
            ),
          });
        }
      },
    };
  },
});
