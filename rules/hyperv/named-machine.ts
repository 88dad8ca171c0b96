import { stringOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { SET_VM } from './sources.js';
import { listing, xml } from './written.js';

export default defineRule({
  id: 'hyperv/named-machine',
  languages: ['hyperv'],
  dialects: ['hyperv', 'vmcx', 'packer-box'],
  summary: 'A VM has a name',
  why: 'Hyper-V lists VMs by their names, and most commands take one. One without a name is an empty line in Hyper-V Manager, and is found by its id only.',
  severity: 'warning',
  fixSafety: 'None: what the VM is to be called is not known. `Set-VM -NewVMName` names it.',
  sources: [SET_VM],
  presets: ['recommended'],
  settings: ['properties/name'],
  messages: {
    nameless: 'Unexpected empty `properties/name`, expected what the VM is called',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: listing({ 'properties/name': 'Lab' }) },
      { text: xml({ 'properties/name': '{{ name }}' }) },
    ],
    bad: [
      {
        text: xml({ 'properties/name': '', 'properties/version': 1280 }),
        nested: 'auto',
        findings: [{ line: 3, column: 5, message: 'Unexpected empty `properties/name`' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const name = document.vm?.at('properties/name');
        if (name === undefined || stringOf(name)?.trim() !== '') return;
        report({ message: 'nameless', at: name.at, setting: 'properties/name' });
      },
    };
  },
});
