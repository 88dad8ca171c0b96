import { DEVICES } from '../../src/languages/hyperv/devices.js';
import { boolOf, settingAt, stringOf } from '../../src/languages/hyperv/settings.js';
import { isBefore } from '../../src/languages/hyperv/version.js';
import { defineRule } from '../../src/lint/rule.js';
import { REAL_FILES, SYSTEM_SETTINGS } from './sources.js';
import { listing, type Settings } from './written.js';

const SECTION = `_${DEVICES.guestState}_`;

const file = (path: string | undefined): Settings => ({
  [`${SECTION}/FileIsPlatformManaged`]: true,
  ...(path !== undefined && { [`${SECTION}/StateFilePath`]: path }),
  [`${SECTION}/UseTransient`]: false,
  'properties/version': 2304,
});

export default defineRule({
  id: 'hyperv/guest-state-file',
  languages: ['hyperv'],
  dialects: ['vmcx'],
  summary: 'The configuration says where the guest state is kept',
  why: 'Since version 9.0 what the firmware of a VM remembers, such as its boot entries, is in a file beside the configuration (.vmgs), which `StateFilePath` names. All files that Hyper-V wrote name it. Without it the VM starts with empty variables of its firmware, if at all.',
  severity: 'info',
  fixSafety: 'None: where the file is is not known.',
  sources: [REAL_FILES, SYSTEM_SETTINGS],
  presets: ['recommended'],
  settings: ['StateFilePath'],
  messages: {
    missing: 'Unexpected guest state without `StateFilePath`, expected the path of a .vmgs file',
  },
  examples: {
    good: [{ text: listing(file('C:\\VMs\\Lab\\Virtual Machines\\Lab.vmgs')) }],
    bad: [
      {
        text: listing(file(undefined)),
        nested: 'auto',
        findings: [{ line: 1, column: 1, message: 'expected the path of a .vmgs file' }],
      },
      {
        text: listing(file('')),
        findings: [{ line: 2, column: 1, message: 'expected the path of a .vmgs file' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        const version = vm?.version;
        const section = vm?.deviceOf('guestState')?.section;
        if (version === undefined || section === undefined || isBefore(version, '9.0')) return;
        if (!document.showsAllSettings || boolOf(settingAt(section, 'UseTransient')) === true)
          return;
        const path = settingAt(section, 'StateFilePath');
        if (path !== undefined && stringOf(path)?.trim() !== '') return;
        report({ message: 'missing', at: (path ?? section).at, setting: 'StateFilePath' });
      },
    };
  },
});
