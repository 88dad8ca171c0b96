import { forVm } from '../../src/languages/hyperv/powershell.js';
import { boolOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { unsafeFix } from './fixes.js';
import { VIRTUAL_NUMA } from './sources.js';
import { listing, xml, type Settings } from './written.js';

const SETTING = 'settings/vnuma/enabled';

const file = (dynamic: boolean, numa: boolean): Settings => ({
  'properties/version': 2304,
  'settings/memory/bank/dynamic_memory_enabled': dynamic,
  'settings/vnuma/enabled': numa,
});

export default defineRule({
  id: 'hyperv/virtual-numa-in-use',
  languages: ['hyperv'],
  summary: 'Virtual NUMA is not on beside dynamic memory',
  why: 'A VM with dynamic memory has one NUMA node, whatever `vnuma/enabled` says: Hyper-V cannot use both at once. `Set-VM -DynamicMemory` switches virtual NUMA off. A VM that is to show its guest the NUMA nodes of a large host takes static memory.',
  severity: 'info',
  fixSafety: 'Unsafe: it may be dynamic memory that nobody wants.',
  sources: [VIRTUAL_NUMA],
  presets: ['strict'],
  settings: ['vnuma/enabled', 'memory/bank/dynamic_memory_enabled'],
  messages: {
    unused:
      'Unexpected `vnuma/enabled` = True with `dynamic_memory_enabled` = True, expected one of both: with dynamic memory the VM has a single NUMA node',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: listing(file(false, true)) },
      { dialect: 'vmcx', text: listing(file(true, false)) },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: listing(file(true, true)),
        nested: 'auto',
        findings: [{ line: 3, column: 40, message: '`vnuma/enabled` = True' }],
        fixedUnsafe: listing(file(true, false)),
      },
      {
        text: xml(file(true, true)),
        findings: [{ line: 12, column: 28, message: '`vnuma/enabled` = True' }],
        fixedUnsafe: xml(file(true, false)),
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        const dynamic = vm?.dynamicMemory;
        const numa = vm?.at(SETTING);
        if (vm === undefined || dynamic === undefined || numa === undefined) return;
        if (boolOf(dynamic) !== true || boolOf(numa) !== true) return;
        report({
          message: 'unused',
          at: numa.at,
          related: [{ ...dynamic.at, message: 'dynamic memory is switched on here' }],
          setting: SETTING,
          fix: unsafeFix(
            'set `vnuma/enabled` to False',
            forVm(vm, 'Set-VM', '-DynamicMemory'),
            document.change(numa, false),
          ),
        });
      },
    };
  },
});
