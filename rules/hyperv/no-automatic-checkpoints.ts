import { forVm } from '../../src/languages/hyperv/powershell.js';
import { boolOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { unsafeFix } from './fixes.js';
import { CHECKPOINTS_IN_PRODUCTION, SET_VM, SYSTEM_SETTINGS } from './sources.js';
import { listing, type Settings } from './written.js';

const SETTING = 'global_settings/snapshots/enable_automatic';

const file = (automatic: boolean): Settings => ({
  [SETTING]: automatic,
  'properties/name': 'Lab',
});

export default defineRule({
  id: 'hyperv/no-automatic-checkpoints',
  languages: ['hyperv'],
  dialects: ['vmcx'],
  summary: 'Hyper-V makes no checkpoint each time that the VM starts',
  why: 'With automatic checkpoints, which new VMs on Windows 10 and 11 have, Hyper-V makes a checkpoint at each start and keeps it until the VM is shut down. The VM then writes to a differencing disk that grows, and whoever copies its disk meanwhile copies what it was at the start.',
  severity: 'info',
  fixSafety: 'Unsafe: somebody may want to go back to the last start.',
  sources: [SYSTEM_SETTINGS, SET_VM, CHECKPOINTS_IN_PRODUCTION],
  presets: ['portable', 'strict'],
  settings: ['snapshots/enable_automatic'],
  messages: {
    automatic:
      'Unexpected `snapshots/enable_automatic` = True, expected False: each start makes a checkpoint',
  },
  examples: {
    good: [{ text: listing(file(false)) }],
    bad: [
      {
        text: listing(file(true)),
        nested: 'auto',
        findings: [{ line: 1, column: 60, message: '`snapshots/enable_automatic` = True' }],
        fixedUnsafe: listing(file(false)),
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        const automatic = vm?.at(SETTING);
        if (vm === undefined || automatic === undefined || boolOf(automatic) !== true) return;
        report({
          message: 'automatic',
          at: automatic.at,
          setting: SETTING,
          fix: unsafeFix(
            'set `snapshots/enable_automatic` to False',
            forVm(vm, 'Set-VM', '-AutomaticCheckpointsEnabled $false'),
            document.change(automatic, false),
          ),
        });
      },
    };
  },
});
