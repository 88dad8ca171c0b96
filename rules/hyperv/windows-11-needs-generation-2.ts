import { defineRule } from '../../src/lint/rule.js';
import { windows11Hint } from './guest-hints.js';
import { GENERATIONS } from './sources.js';
import { listing, xml } from './written.js';

export default defineRule({
  id: 'hyperv/windows-11-needs-generation-2',
  languages: ['hyperv'],
  dialects: ['hyperv', 'vmcx', 'packer-box'],
  summary: 'A VM with Windows 11 is of generation 2',
  why: 'Windows 11 asks for UEFI, secure boot and a TPM, which VMs of generation 1 do not have; Microsoft supports it in VMs of generation 2 only. The generation of a VM cannot be changed: make a new one for it. No setting says what runs in a VM, so vmlint goes by its name, its notes and the names of its disks.',
  severity: 'info',
  fixSafety: 'None: the generation of a VM is fixed when it is made.',
  sources: [GENERATIONS],
  presets: ['recommended'],
  settings: ['properties/subtype'],
  messages: {
    generation1:
      'Unexpected generation 1 (`properties/subtype` = {subtype}) of a VM that seems to run Windows 11, expected generation 2',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: listing({ 'properties/name': 'win11', 'properties/subtype': 1 }) },
      {
        dialect: 'vmcx',
        text: listing({ 'properties/name': 'Windows 10', 'properties/subtype': 0 }),
      },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: listing({ 'properties/name': 'Windows 11', 'properties/subtype': 0 }),
        nested: 'auto',
        findings: [{ line: 2, column: 36, message: 'seems to run Windows 11' }],
      },
      {
        dialect: 'packer-box',
        text: xml({ 'properties/subtype': 0, 'properties/name': 'packer-win11' }),
        findings: [{ line: 3, column: 29, message: 'expected generation 2' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        const subtype = vm?.at('properties/subtype');
        if (vm?.generation !== 1 || subtype === undefined) return;
        const hint = windows11Hint(vm);
        if (hint === undefined) return;
        report({
          message: 'generation1',
          data: { subtype: subtype.text },
          at: subtype.at,
          related: [{ ...hint.at, message: 'this says Windows 11' }],
          setting: 'properties/subtype',
        });
      },
    };
  },
});
