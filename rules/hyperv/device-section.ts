import type { DeviceType } from '../../src/languages/hyperv/devices.js';
import { settingAt } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { EXHYPERV, REAL_FILES } from './sources.js';

/** Those of which a VM can have several, and which so have settings of their own in every file. */
const WITH_SETTINGS: Partial<Record<DeviceType, string>> = {
  syntheticNic: 'network adapter',
  scsi: 'SCSI controller',
};

export default defineRule({
  id: 'hyperv/device-section',
  languages: ['hyperv'],
  summary: 'Network adapters and SCSI controllers of the manifest have their settings in the file',
  why: 'The manifest lists each device, and what it is connected to stands in a section that is called as its id: `_<instance>_`. A VM whose manifest lists a network adapter or a SCSI controller without such a section is reported not to start.',
  severity: 'warning',
  fixSafety:
    'None: remove the device in Hyper-V and add it again, or restore the file from a backup.',
  sources: [EXHYPERV, REAL_FILES],
  presets: ['recommended'],
  messages: {
    missing: 'Unexpected {device} in the manifest without settings, expected `_{instance}_`',
  },
  examples: {
    good: [
      {
        dialect: 'vmcx',
        text: 'configuration/_55225880-49c0-4438-9ce2-5a01402fd8cb_/FriendlyName = Network Adapter\nconfiguration/manifest/vdev001/device = 2fc216b0-d2e2-4967-9b6d-b8a5c9ca2778\nconfiguration/manifest/vdev001/instance = 55225880-49C0-4438-9CE2-5A01402FD8CB\nconfiguration/properties/name = lab\n',
      },
      {
        title: 'integration services have settings where they are turned off',
        text: '<configuration><properties/><manifest><vdev001><device type="string">84eaae65-2f2e-45f5-9bb5-0e857dc8eb47</device><instance type="string">84eaae65-2f2e-45f5-9bb5-0e857dc8eb47</instance></vdev001></manifest></configuration>\n',
      },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: 'configuration/manifest/vdev001/device = 2fc216b0-d2e2-4967-9b6d-b8a5c9ca2778\nconfiguration/manifest/vdev001/instance = 55225880-49C0-4438-9CE2-5A01402FD8CB\nconfiguration/properties/name = lab\n',
        findings: [
          { line: 2, column: 43, message: 'expected `_55225880-49c0-4438-9ce2-5a01402fd8cb_`' },
        ],
      },
      {
        text: '<configuration><properties/><manifest><vdev001>\n<device type="string">d422512d-2bf2-4752-809d-7b82b5fcb1b4</device>\n<instance type="string">d7a36e9b-9256-4f0d-be2c-3a13887f7b03</instance>\n</vdev001></manifest></configuration>\n',
        findings: [{ line: 3, column: 25, message: 'Unexpected SCSI controller' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm === undefined || !document.showsAllSettings) return;
        for (const { type, entry, section, instance } of vm.devices) {
          const device = type && WITH_SETTINGS[type];
          const setting = settingAt(entry, 'instance');
          if (device === undefined || section !== undefined || setting === undefined) continue;
          report({ message: 'missing', data: { device, instance }, at: setting.at });
        }
      },
    };
  },
});
