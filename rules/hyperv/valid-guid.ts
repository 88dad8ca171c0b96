import { isGuid } from '../../src/languages/hyperv/devices.js';
import {
  settingAt,
  shownPath,
  stringOf,
  type Setting,
} from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { shown } from '../../src/text/shown.js';
import { REAL_FILES } from './sources.js';

export default defineRule({
  id: 'hyperv/valid-guid',
  languages: ['hyperv'],
  summary: 'What names the VM or one of its devices is a GUID',
  why: 'Hyper-V finds the VM by `global_id`, and the settings of a device by `instance` in the manifest. An id that is no GUID names nothing: the VM cannot be found by it, or the device has no settings.',
  severity: 'warning',
  fixSafety: 'None: Hyper-V gives new ids at the import (`Import-VM -Copy -GenerateNewId`).',
  sources: [REAL_FILES],
  presets: ['recommended'],
  settings: ['properties/global_id', 'settings/global/logical_id'],
  messages: {
    invalid:
      'Unexpected `{path}` "{value}", expected a GUID such as 0AA394FA-7C4A-4070-BA32-773D43B28A68',
  },
  examples: {
    good: [
      {
        text: '<configuration><properties><global_id type="string">{0AA394FA-7C4A-4070-BA32-773D43B28A68}</global_id></properties></configuration>\n',
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/global_id = 0aa394fa-7c4a-4070-ba32-773d43b28a68\n',
      },
    ],
    bad: [
      {
        text: '<configuration><properties>\n<global_id type="string">lab</global_id></properties></configuration>\n',
        findings: [{ line: 2, column: 26, message: '`properties/global_id` "lab"' }],
      },
      {
        dialect: 'vmcx',
        text: 'configuration/manifest/vdev001/instance = 0AA394FA-7C4A-4070-BA32\nconfiguration/properties/name = lab\n',
        findings: [{ line: 1, column: 43, message: '`manifest/vdev001/instance`' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm === undefined) return;
        judge(vm.at('properties/global_id'));
        judge(vm.at('settings/global/logical_id'));
        for (const entry of vm.manifestEntries) {
          judge(settingAt(entry, 'device'));
          judge(settingAt(entry, 'instance'));
        }
      },
    };

    function judge(setting: Setting | undefined): void {
      const value = stringOf(setting);
      if (setting === undefined || value === undefined || isGuid(value)) return;
      const path = shownPath(setting);
      const data = { path, value: shown(value) };
      report({ message: 'invalid', data, at: setting.at, setting: path });
    }
  },
});
