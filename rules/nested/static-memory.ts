import { forVm } from '../../src/languages/hyperv/powershell.js';
import { boolOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { ENABLE_NESTED, NESTED_STATUS, PACKER_CONFIG } from '../hyperv/sources.js';
import { nests } from './demand.js';

const SETTING = 'settings/memory/bank/dynamic_memory_enabled';

export default defineRule({
  id: 'nested/static-memory',
  languages: ['hyperv'],
  summary: 'A VM of Hyper-V that runs a hypervisor has static memory',
  why: 'While a hypervisor runs in the VM, dynamic memory does nothing: the VM stays at the size that it had, and changing its size fails. A script of Microsoft says that such a VM does not support nesting, and Packer warns of it.',
  severity: 'warning',
  fixSafety: 'Unsafe: from then on the VM takes all of its memory when it starts.',
  sources: [ENABLE_NESTED, NESTED_STATUS, PACKER_CONFIG],
  presets: ['recommended', 'nested'],
  settings: ['memory/bank/dynamic_memory_enabled'],
  messages: {
    dynamic:
      'Unexpected `dynamic_memory_enabled` = True, expected False so that the hypervisor in this VM gets its memory',
  },
  examples: {
    good: [
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/memory/bank/dynamic_memory_enabled = False\n',
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/memory/bank/dynamic_memory_enabled = True\n',
        nested: 'auto',
      },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/memory/bank/dynamic_memory_enabled = True\nconfiguration/settings/processors/nested_virtualization/enabled = True\n',
        nested: 'auto',
        findings: [{ line: 2, column: 61, message: '`dynamic_memory_enabled` = True' }],
        fixedUnsafe:
          'configuration/properties/version = 2304\nconfiguration/settings/memory/bank/dynamic_memory_enabled = False\nconfiguration/settings/processors/nested_virtualization/enabled = True\n',
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const { vm } = document;
        const dynamic = vm?.dynamicMemory;
        if (vm === undefined || dynamic === undefined || boolOf(dynamic) !== true) return;
        if (!nests({ document, intent, stack })) return;
        report({
          message: 'dynamic',
          at: dynamic.at,
          setting: SETTING,
          fix: {
            title: 'switch dynamic memory off',
            safety: 'unsafe',
            ...(document.change(dynamic, false) ?? { edits: [], nodes: [] }),
            commands: forVm(vm, 'Set-VMMemory', '-DynamicMemoryEnabled $false'),
          },
        });
      },
    };
  },
});
