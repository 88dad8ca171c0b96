import { forVm } from '../../src/languages/hyperv/powershell.js';
import { boolOf, integerOf, type Setting } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { changeOfXml, unsafeFix } from './fixes.js';
import { MEMORY_SETTINGS, SET_VM_MEMORY } from './sources.js';
import { listing, xml, type Settings } from './written.js';

const BANK = 'settings/memory/bank';

const file = (limit: number, reservation: number, size: number, dynamic = true): Settings => ({
  'settings/memory/bank/dynamic_memory_enabled': dynamic,
  'settings/memory/bank/limit': limit,
  'settings/memory/bank/reservation': reservation,
  'settings/memory/bank/size': size,
});

export default defineRule({
  id: 'hyperv/ordered-memory-bounds',
  languages: ['hyperv'],
  dialects: ['hyperv', 'vmcx', 'packer-box'],
  summary: 'Dynamic memory starts between its minimum and its maximum',
  why: 'With dynamic memory `bank/size` is what the VM starts with, `bank/reservation` the least that it is left with and `bank/limit` the most that it gets, all in MB. Hyper-V refuses a VM that starts with less than its minimum or more than its maximum. With static memory only `bank/size` counts.',
  severity: 'error',
  fixSafety:
    'Unsafe: it takes what the VM starts with for what was meant. In a container the commands do it.',
  sources: [MEMORY_SETTINGS, SET_VM_MEMORY],
  presets: ['recommended'],
  settings: ['memory/bank/size', 'memory/bank/reservation', 'memory/bank/limit'],
  messages: {
    minimum:
      'Unexpected `bank/reservation` = {value} above `bank/size` = {size}, expected a minimum of at most what the VM starts with',
    maximum:
      'Unexpected `bank/limit` = {value} below `bank/size` = {size}, expected a maximum of at least what the VM starts with',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: listing(file(1048576, 512, 2048)) },
      { dialect: 'vmcx', text: listing(file(2048, 2048, 2048)) },
      { dialect: 'vmcx', text: listing(file(1024, 4096, 2048, false)), title: 'static memory' },
    ],
    bad: [
      {
        text: xml(file(8192, 4096, 2048)),
        findings: [{ line: 7, column: 37, message: '`bank/reservation` = 4096' }],
        fixedUnsafe: xml(file(8192, 2048, 2048)),
      },
      {
        dialect: 'packer-box',
        text: xml({ 'properties/subtype': 0, ...file(1024, 512, 2048) }),
        nested: 'auto',
        findings: [{ line: 9, column: 31, message: '`bank/limit` = 1024' }],
        fixedUnsafe: xml({ 'properties/subtype': 0, ...file(2048, 512, 2048) }),
      },
      {
        dialect: 'vmcx',
        text: listing({ 'properties/name': 'Lab', ...file(1024, 512, 2048) }),
        findings: [{ line: 3, column: 44, message: '`bank/limit` = 1024' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm === undefined || boolOf(vm.dynamicMemory) !== true) return;
        const size = vm.memory;
        if (size === undefined) return;
        const minimum = vm.at(`${BANK}/reservation`);
        const maximum = vm.at(`${BANK}/limit`);
        if ((integerOf(minimum) ?? size) > size) outside('minimum', minimum!, '-MinimumBytes');
        if ((integerOf(maximum) ?? size) < size) outside('maximum', maximum!, '-MaximumBytes');

        function outside(message: 'minimum' | 'maximum', bound: Setting, parameter: string): void {
          report({
            message,
            data: { value: bound.text, size: size! },
            at: bound.at,
            setting: `${BANK}/${bound.name}`,
            fix: unsafeFix(
              `set \`bank/${bound.name}\` to ${size!}`,
              forVm(vm!, 'Set-VMMemory', `${parameter} ${size!}MB`),
              changeOfXml(document, bound, BigInt(size!)),
            ),
          });
        }
      },
    };
  },
});
