import { settingAt } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { EXHYPERV, REAL_FILES } from './sources.js';

export default defineRule({
  id: 'hyperv/listed-device',
  languages: ['hyperv'],
  summary: 'Network adapters and SCSI controllers that have settings are in the manifest',
  why: 'Hyper-V makes the devices of a VM from the manifest. A section of settings that no entry of the manifest leads to is reported to be harmless, but to have no effect either: the network adapter or the disks in it are not in the VM.',
  severity: 'info',
  fixSafety: 'None: add the device in Hyper-V if the VM is to have it.',
  sources: [EXHYPERV, REAL_FILES],
  presets: ['recommended'],
  messages: {
    unlisted:
      'Unexpected settings of a device, `_{instance}_`, which the manifest does not list, expected an entry for it',
  },
  examples: {
    good: [
      {
        dialect: 'vmcx',
        text: 'configuration/_55225880-49c0-4438-9ce2-5a01402fd8cb_/ChannelInstanceGuid = {7D6F884F-489B-48EB-991E-E04EA1219D12}\nconfiguration/manifest/vdev001/device = 2fc216b0-d2e2-4967-9b6d-b8a5c9ca2778\nconfiguration/manifest/vdev001/instance = 55225880-49C0-4438-9CE2-5A01402FD8CB\nconfiguration/properties/name = lab\n',
      },
      {
        title: 'what every VM has is in few manifests of Windows Server 2012 R2',
        text: '<configuration><_83f8638b-8dca-4152-9eda-2ca8b33039b4_/><manifest/><properties/></configuration>\n',
      },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: 'configuration/manifest/size = 0\nconfiguration/properties/name = lab\nconfiguration/_55225880-49c0-4438-9ce2-5a01402fd8cb_/ChannelInstanceGuid = {7D6F884F-489B-48EB-991E-E04EA1219D12}\n',
        findings: [
          { line: 3, column: 1, message: '`_55225880-49c0-4438-9ce2-5a01402fd8cb_`, which the' },
        ],
      },
      {
        text: '<configuration>\n<_55225880-49c0-4438-9ce2-5a01402fd8cb_><ChannelInstanceGuid type="string">{7D6F884F-489B-48EB-991E-E04EA1219D12}</ChannelInstanceGuid></_55225880-49c0-4438-9ce2-5a01402fd8cb_>\n<manifest/><properties/></configuration>\n',
        findings: [{ line: 2, column: 1, message: 'which the manifest does not list' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm === undefined || !document.showsAllSettings) return;
        // An entry whose id is to be filled in may be that of any section.
        const isUnclear = vm.manifestEntries.some(
          (entry) => settingAt(entry, 'instance')?.isPlaceholder === true,
        );
        if (vm.at('manifest') === undefined || isUnclear) return;
        for (const { entry, section, instance } of vm.devices) {
          if (entry !== undefined || section === undefined) continue;
          // What is connected to the bus of the VM: the rest has one in each VM, listed or not.
          if (settingAt(section, 'ChannelInstanceGuid') === undefined) continue;
          report({ message: 'unlisted', data: { instance }, at: section.at });
        }
      },
    };
  },
});
