import { forVm } from '../../src/languages/hyperv/powershell.js';
import { boolOf, integerOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { SET_VM_PROCESSOR } from '../hyperv/sources.js';
import { nests } from './demand.js';

/** A hundred per cent. */
const WHOLE = 100_000;

/** Settings that give the VM less than the CPU of its host has, each with what `Set-VMProcessor` calls it. */
const LIMITS = [
  {
    path: 'settings/processors/features/limit',
    option: '-CompatibilityForMigrationEnabled $false',
    effect: 'hides what not every CPU of its maker has',
  },
  {
    path: 'settings/processors/limit_cpuid',
    option: '-CompatibilityForOlderOperatingSystemsEnabled $false',
    effect: 'hides most of what the CPU says of itself',
  },
] as const;

export default defineRule({
  id: 'nested/whole-processors',
  languages: ['hyperv'],
  summary:
    'A VM of Hyper-V that runs a hypervisor has whole processors, with all of their features',
  why: 'What limits the processors of this VM limits those of all VMs inside: a share of less than a hundred per cent, and the two kinds of compatibility that hide features of the CPU, for migration and for old systems.',
  severity: 'info',
  fixSafety: 'Unsafe: the limit may be meant.',
  sources: [SET_VM_PROCESSOR],
  presets: ['nested'],
  settings: ['processors/limit', 'processors/features/limit', 'processors/limit_cpuid'],
  messages: {
    share:
      'Unexpected `processors/limit` of {percent} per cent, expected 100, since VMs inside this VM share it',
    features:
      'Unexpected `{setting}` = True, which {effect}, expected False for VMs inside this VM',
  },
  examples: {
    good: [
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/processors/limit = 100000\n',
      },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/processors/features/limit = True\nconfiguration/settings/processors/limit = 50000\n',
        findings: [
          { line: 2, column: 52, message: '`processors/features/limit` = True' },
          { line: 3, column: 43, message: 'of 50 per cent' },
        ],
        fixedUnsafe:
          'configuration/properties/version = 2304\nconfiguration/settings/processors/features/limit = False\nconfiguration/settings/processors/limit = 100000\n',
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm === undefined || !nests({ document, intent, stack })) return;
        const limit = vm.at('settings/processors/limit');
        const share = integerOf(limit);
        if (limit !== undefined && share !== undefined && share > 0 && share < WHOLE) {
          report({
            message: 'share',
            data: { percent: share / 1000 },
            at: limit.at,
            setting: 'settings/processors/limit',
            fix: {
              title: 'set the limit to 100 per cent',
              safety: 'unsafe',
              ...(document.change(limit, BigInt(WHOLE)) ?? { edits: [], nodes: [] }),
              commands: forVm(vm, 'Set-VMProcessor', '-Maximum 100'),
            },
          });
        }
        for (const { path, option, effect } of LIMITS) {
          const setting = vm.at(path);
          if (setting === undefined || boolOf(setting) !== true) continue;
          report({
            message: 'features',
            data: { setting: path.replace('settings/', ''), effect },
            at: setting.at,
            setting: path,
            fix: {
              title: `set \`${path.replace('settings/', '')}\` to False`,
              safety: 'unsafe',
              ...(document.change(setting, false) ?? { edits: [], nodes: [] }),
              commands: forVm(vm, 'Set-VMProcessor', option),
            },
          });
        }
      },
    };
  },
});
