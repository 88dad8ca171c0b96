import { defineRule } from '../../src/lint/rule.js';
import { PACKER_BOX, VAGRANT_IMPORT } from '../hyperv/sources.js';
import { nests } from './demand.js';

export default defineRule({
  id: 'nested/no-box-xml',
  languages: ['hyperv'],
  dialects: ['packer-box'],
  summary: 'What runs hypervisors is not imported from the `box.xml` of Packer',
  why: 'Packer writes `box.xml` beside the `.vmcx` of a box for hosts on which Vagrant cannot import that. It says how many processors and how much memory the VM has, but has no place for nested virtualization: Vagrant makes a new VM of it, without VT-x. Either way Vagrant turns it on or off at each start, by `hv.enable_virtualization_extensions` in the Vagrantfile, which is false unless it says true.',
  severity: 'info',
  fixSafety: 'None: there is no such setting in this file. Set it in the Vagrantfile.',
  sources: [PACKER_BOX, VAGRANT_IMPORT],
  presets: ['recommended', 'nested'],
  messages: {
    cannot:
      'Unexpected `box.xml` for a VM in which hypervisors are to run, expected `hv.enable_virtualization_extensions = true` in the Vagrantfile, since this file cannot say it',
  },
  examples: {
    good: [
      {
        text: '<configuration><properties/><boot/></configuration>\n',
        nested: 'auto',
      },
    ],
    bad: [
      {
        text: '<configuration>\n<properties/>\n<boot/></configuration>\n',
        nested: 'require',
        findings: [{ line: 1, column: 1, message: 'since this file cannot say it' }],
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm === undefined || !nests({ document, intent, stack })) return;
        report({ message: 'cannot', at: vm.root.at });
      },
    };
  },
});
