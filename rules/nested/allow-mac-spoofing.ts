import { forAdapters } from '../../src/languages/hyperv/powershell.js';
import {
  childrenNamed,
  settingAt,
  stringOf,
  type Setting,
} from '../../src/languages/hyperv/settings.js';
import { isBefore } from '../../src/languages/hyperv/version.js';
import { defineRule } from '../../src/lint/rule.js';
import { ENABLE_NESTED, NESTED_OLDER } from '../hyperv/sources.js';
import { nests } from './demand.js';

/** Of the port's security settings, MAC spoofing among them (MOF of Msvm_EthernetSwitchPortSecuritySettingData). */
const SECURITY = '776e0ba7-94a1-41c8-8f28-951f524251b5';

export default defineRule({
  id: 'nested/allow-mac-spoofing',
  languages: ['hyperv'],
  summary: 'VMs inside a VM of Hyper-V reach the network',
  why: 'VMs inside this VM have MAC addresses of their own, and the switch of Hyper-V drops their frames unless the network adapter of this VM may spoof MAC addresses. A switch with NAT inside this VM does without. Whether spoofing is on stands in settings of the port that nobody has described: where there are none, nobody has switched it on.',
  severity: 'warning',
  fixSafety: 'No edit: the setting is part of data that only Hyper-V writes.',
  sources: [ENABLE_NESTED, NESTED_OLDER],
  presets: ['recommended', 'nested'],
  settings: ['Connection/Features'],
  messages: {
    off: 'Unexpected network adapter `{name}` without MAC address spoofing, expected it on so that VMs inside this VM reach the network, unless they have a switch with NAT',
    unknown:
      'Unexpected security settings of network adapter `{name}`, which cannot be read from the file, expected MAC address spoofing among them so that VMs inside this VM reach the network',
  },
  examples: {
    good: [
      {
        title: 'on Windows Server 2008 R2 the switch had it',
        dialect: 'hyperv',
        text: '<configuration><_1bc9500e-ad4b-426e-ad70-d04cbeb2033b_><IsConnected type="bool">True</IsConnected></_1bc9500e-ad4b-426e-ad70-d04cbeb2033b_><manifest><vdev001><device type="string">2fc216b0-d2e2-4967-9b6d-b8a5c9ca2778</device><instance type="string">1bc9500e-ad4b-426e-ad70-d04cbeb2033b</instance></vdev001></manifest><properties><version type="integer">512</version></properties></configuration>\n',
      },
      {
        title: 'it is connected to nothing',
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/_1bc9500e-ad4b-426e-ad70-d04cbeb2033b_/IsConnected = False\nconfiguration/manifest/vdev001/device = 2fc216b0-d2e2-4967-9b6d-b8a5c9ca2778\nconfiguration/manifest/vdev001/instance = 1bc9500e-ad4b-426e-ad70-d04cbeb2033b\n',
      },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/_1bc9500e-ad4b-426e-ad70-d04cbeb2033b_/FriendlyName = Network Adapter\nconfiguration/_1bc9500e-ad4b-426e-ad70-d04cbeb2033b_/IsConnected = True\nconfiguration/manifest/vdev001/device = 2fc216b0-d2e2-4967-9b6d-b8a5c9ca2778\nconfiguration/manifest/vdev001/instance = 1bc9500e-ad4b-426e-ad70-d04cbeb2033b\n',
        findings: [
          { line: 3, column: 68, message: '`Network Adapter` without MAC address spoofing' },
        ],
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/_1bc9500e-ad4b-426e-ad70-d04cbeb2033b_/IsConnected = True\nconfiguration/_1bc9500e-ad4b-426e-ad70-d04cbeb2033b_/Connection/Features/Id = 776E0BA7-94A1-41C8-8F28-951F524251B5\nconfiguration/manifest/vdev001/device = 2fc216b0-d2e2-4967-9b6d-b8a5c9ca2778\nconfiguration/manifest/vdev001/instance = 1bc9500e-ad4b-426e-ad70-d04cbeb2033b\n',
        findings: [
          { line: 3, column: 79, message: 'which cannot be read from the file', severity: 'info' },
        ],
      },
      {
        title: 'settings of the port that no list names',
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/_1bc9500e-ad4b-426e-ad70-d04cbeb2033b_/IsConnected = True\nconfiguration/_1bc9500e-ad4b-426e-ad70-d04cbeb2033b_/Connection/Feature_776E0BA7-94A1-41C8-8F28-951F524251B5/Flags = 0\nconfiguration/manifest/vdev001/device = 2fc216b0-d2e2-4967-9b6d-b8a5c9ca2778\nconfiguration/manifest/vdev001/instance = 1bc9500e-ad4b-426e-ad70-d04cbeb2033b\n',
        findings: [
          { line: 3, column: 1, message: 'which cannot be read from the file', severity: 'info' },
        ],
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm === undefined || !document.showsAllSettings) return;
        // Then it was a setting of the switch, not of the VM.
        if (vm.version !== undefined && isBefore(vm.version, '5.0')) return;
        if (!nests({ document, intent, stack })) return;
        for (const { kind, section, name = 'Network Adapter', isConnected } of vm.adapters) {
          const connected = settingAt(section, 'IsConnected');
          if (kind === 'legacy' || !isConnected || connected === undefined) continue;
          const fix = {
            title: 'let its network adapters spoof MAC addresses',
            safety: 'unsafe',
            edits: [],
            nodes: [],
            commands: forAdapters(vm, '-MacAddressSpoofing On'),
          } as const;
          const security = securityOf(section);
          const setting = 'Connection/Features';
          if (security === undefined) {
            report({ message: 'off', data: { name }, at: connected.at, setting, fix });
          } else {
            const found = { at: security.at, setting, severity: 'info' } as const;
            report({ message: 'unknown', data: { name }, ...found, fix });
          }
        }
      },
    };
  },
});

/** Where an adapter says that its port has such settings: in the list of its features, or by having them. */
function securityOf(section: Setting): Setting | undefined {
  const listed = childrenNamed(settingAt(section, 'Connection/Features'), 'Id');
  return (
    listed.find((id) => stringOf(id)?.toLowerCase() === SECURITY) ??
    settingAt(section, 'Connection')?.children.find(
      ({ name }) => name.toLowerCase() === `feature_${SECURITY}`,
    )
  );
}
