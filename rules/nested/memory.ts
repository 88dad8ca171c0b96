import { forVm } from '../../src/languages/hyperv/powershell.js';
import { integerOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { ENABLE_NESTED_VM, PACKER_CONFIG } from '../hyperv/sources.js';
import { nests } from './demand.js';

const SETTING = 'settings/memory/bank/size';

export default defineRule({
  id: 'nested/memory',
  languages: ['hyperv'],
  summary: 'A VM of Hyper-V that runs a hypervisor has memory for VMs inside',
  why: 'The hypervisor inside, its system and its VMs share the memory of this VM. Microsoft asks for 4 GB at least: with less, VMs inside may not start.',
  severity: 'warning',
  fixSafety: 'Unsafe: the host has to have the memory.',
  sources: [ENABLE_NESTED_VM, PACKER_CONFIG],
  presets: ['recommended', 'nested'],
  options: {
    minimumMiB: {
      type: 'integer',
      default: 4096,
      minimum: 2,
      maximum: 64 * 1024 * 1024,
      multipleOf: 2,
      description: 'How much memory such a VM has to have, in MiB.',
    },
  },
  settings: ['memory/bank/size'],
  messages: {
    little:
      'Unexpected memory of {size} MB, expected {minimum} MB or more so that VMs start inside this VM',
  },
  examples: {
    good: [
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/memory/bank/size = 4096\n',
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/memory/bank/size = 1024\n',
        nested: 'auto',
      },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/memory/bank/size = 2048\n',
        findings: [{ line: 2, column: 43, message: 'memory of 2048 MB, expected 4096 MB' }],
        fixedUnsafe:
          'configuration/properties/version = 2304\nconfiguration/settings/memory/bank/size = 4096\n',
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/memory/bank/limit = 4096\nconfiguration/settings/memory/bank/size = 4096\n',
        options: { minimumMiB: 8192 },
        title: 'the limit is the less of the two',
        findings: [{ line: 3, column: 43, message: 'expected 8192 MB or more' }],
      },
    ],
  },
  check({ document, intent, stack, options, report }) {
    return {
      document() {
        const { vm } = document;
        const size = vm?.at(SETTING);
        const { memory } = vm ?? {};
        const minimum = options.minimumMiB;
        if (vm === undefined || size === undefined || memory === undefined) return;
        if (memory >= minimum || !nests({ document, intent, stack })) return;
        const limit = vm.at('settings/memory/bank/limit');
        const fits = (integerOf(limit) ?? minimum) >= minimum;
        const change = fits ? document.change(size, BigInt(minimum)) : undefined;
        report({
          message: 'little',
          data: { size: memory, minimum },
          at: size.at,
          setting: SETTING,
          fix: {
            title: `set the memory to ${minimum} MB`,
            safety: 'unsafe',
            ...(change ?? { edits: [], nodes: [] }),
            commands: forVm(vm, 'Set-VMMemory', `-StartupBytes ${minimum}MB`),
          },
        });
      },
    };
  },
});
