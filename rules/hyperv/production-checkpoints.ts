import { forVm } from '../../src/languages/hyperv/powershell.js';
import { integerOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { unsafeFix } from './fixes.js';
import { CHECKPOINTS_IN_PRODUCTION, SET_VM, SYSTEM_SETTINGS } from './sources.js';
import { listing, type Settings } from './written.js';

const SETTING = 'global_settings/snapshots/user_type';
/** Msvm_VirtualSystemSettingData calls it Test, PowerShell Standard. */
const STANDARD = 5;

const file = (type: number): Settings => ({ [SETTING]: type, 'properties/name': 'Lab' });

export default defineRule({
  id: 'hyperv/production-checkpoints',
  languages: ['hyperv'],
  dialects: ['vmcx'],
  summary: 'Checkpoints are made with the help of the guest',
  why: 'A standard checkpoint (5) keeps memory and devices as they are at a moment: a server that goes back to one goes on with connections and data of the past. A production checkpoint (3, the default) asks the guest to write out what it has first, as a backup does; going back to one is a start of the system.',
  severity: 'info',
  fixSafety: 'No edit: the command does it. Somebody may want to go back to a running system.',
  sources: [SYSTEM_SETTINGS, SET_VM, CHECKPOINTS_IN_PRODUCTION],
  presets: ['strict'],
  settings: ['snapshots/user_type'],
  messages: {
    standard:
      'Unexpected `snapshots/user_type` = 5 (standard checkpoints), expected 3 (production checkpoints)',
  },
  examples: {
    good: [{ text: listing(file(3)) }, { text: listing(file(2)), title: 'no checkpoints' }],
    bad: [
      {
        text: listing(file(STANDARD)),
        nested: 'auto',
        findings: [{ line: 1, column: 53, message: 'standard checkpoints' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        const type = vm?.at(SETTING);
        if (vm === undefined || type === undefined || integerOf(type) !== STANDARD) return;
        report({
          message: 'standard',
          at: type.at,
          setting: SETTING,
          fix: unsafeFix(
            'make production checkpoints',
            forVm(vm, 'Set-VM', '-CheckpointType Production'),
          ),
        });
      },
    };
  },
});
