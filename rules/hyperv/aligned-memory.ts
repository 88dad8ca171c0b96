import { forVm } from '../../src/languages/hyperv/powershell.js';
import { defineRule } from '../../src/lint/rule.js';
import { changeOfXml, unsafeFix } from './fixes.js';
import { MEMORY_ALIGNMENT, SET_VM_MEMORY } from './sources.js';
import { listing, xml } from './written.js';

const SETTING = 'settings/memory/bank/size';

export default defineRule({
  id: 'hyperv/aligned-memory',
  languages: ['hyperv'],
  dialects: ['hyperv', 'vmcx', 'packer-box'],
  summary: 'The memory of a VM of Hyper-V is an even number of MB',
  why: 'Hyper-V gives memory in pages of 2 MB, and refuses a VM with an odd number of MB: "Memory values must be properly aligned". Half of what a host has is a number of that kind, as scripts compute it.',
  severity: 'error',
  fixSafety:
    'Never safe: it changes the memory of the VM. The unsafe fix rounds up; in a container the command does it.',
  sources: [MEMORY_ALIGNMENT, SET_VM_MEMORY],
  presets: ['recommended'],
  settings: ['memory/bank/size'],
  messages: {
    odd: 'Unexpected `bank/size` = {size}, expected an even number of MB, such as {next}',
  },
  examples: {
    good: [{ dialect: 'vmcx', text: listing({ [SETTING]: 4096 }) }],
    bad: [
      {
        text: xml({ [SETTING]: 7991 }),
        findings: [{ line: 5, column: 30, message: 'such as 7992' }],
        fixedUnsafe: xml({ [SETTING]: 7992 }),
      },
      {
        dialect: 'vmcx',
        text: listing({ [SETTING]: 7991 }),
        nested: 'auto',
        findings: [{ line: 1, column: 43, message: '`bank/size` = 7991' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        const size = vm?.at(SETTING);
        const megabytes = vm?.memory;
        if (vm === undefined || size === undefined || megabytes === undefined) return;
        if (megabytes % 2 === 0 || megabytes < 0) return;
        const next = megabytes + 1;
        report({
          message: 'odd',
          data: { size: size.text, next },
          at: size.at,
          setting: SETTING,
          fix: unsafeFix(
            `round up to ${next}`,
            forVm(vm, 'Set-VMMemory', `-StartupBytes ${next}MB`),
            changeOfXml(document, size, BigInt(next)),
          ),
        });
      },
    };
  },
});
