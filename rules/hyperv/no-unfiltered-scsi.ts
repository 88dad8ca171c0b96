import { boolOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { unsafeFix } from './fixes.js';
import { SYSTEM_SETTINGS, UNFILTERED_SCSI } from './sources.js';
import { listing, xml, type Settings } from './written.js';

const SETTING = 'global_settings/devices/storage_allow_full_scsi_command_set';

const file = (full: boolean): Settings => ({ [SETTING]: full, 'properties/version': 1280 });

export default defineRule({
  id: 'hyperv/no-unfiltered-scsi',
  languages: ['hyperv'],
  summary: 'The guest cannot send just any SCSI command to disks of the host',
  why: 'Hyper-V passes on to the disks of the host only SCSI commands that do no harm to others. `storage_allow_full_scsi_command_set` takes this filter away, for programs of storage vendors that need it: who has the guest then has the disk, and what shares it.',
  severity: 'warning',
  fixSafety:
    'Unsafe: programs of a storage vendor in the guest may need it. PowerShell has no parameter for it: in Hyper-V it is `AllowFullSCSICommandSet` of Msvm_VirtualSystemSettingData.',
  sources: [UNFILTERED_SCSI, SYSTEM_SETTINGS],
  presets: ['security'],
  settings: ['devices/storage_allow_full_scsi_command_set'],
  messages: {
    unfiltered:
      'Unexpected `storage_allow_full_scsi_command_set` = True, expected False so that Hyper-V filters what the guest sends to disks',
  },
  examples: {
    good: [{ dialect: 'vmcx', text: listing(file(false)) }],
    bad: [
      {
        dialect: 'vmcx',
        text: listing(file(true)),
        nested: 'auto',
        findings: [
          { line: 1, column: 77, message: '`storage_allow_full_scsi_command_set` = True' },
        ],
        fixedUnsafe: listing(file(false)),
      },
      {
        text: xml(file(true)),
        findings: [
          { line: 4, column: 56, message: '`storage_allow_full_scsi_command_set` = True' },
        ],
        fixedUnsafe: xml(file(false)),
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const full = document.vm?.at(SETTING);
        if (full === undefined || boolOf(full) !== true) return;
        report({
          message: 'unfiltered',
          at: full.at,
          setting: SETTING,
          fix: unsafeFix(
            'set `storage_allow_full_scsi_command_set` to False',
            [],
            document.change(full, false),
          ),
        });
      },
    };
  },
});
