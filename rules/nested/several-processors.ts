import { forVm } from '../../src/languages/hyperv/powershell.js';
import { defineRule } from '../../src/lint/rule.js';
import { ENABLE_NESTED, SET_VM_PROCESSOR } from '../hyperv/sources.js';
import { nests } from './demand.js';

const SETTING = 'settings/processors/count';
/** Of Windows Server 2019 and before, in a VM. */
const MOST = 225;

export default defineRule({
  id: 'nested/several-processors',
  languages: ['hyperv'],
  summary: 'A VM of Hyper-V that runs a hypervisor has processors for VMs inside',
  why: 'A VM gets one virtual processor unless somebody asks for more. The hypervisor inside and all of its VMs then share it, and no VM inside can have two. Hyper-V of Windows Server 2019 and before, on the other hand, starts no VMs in a VM with more than 225.',
  severity: 'info',
  fixSafety: 'Unsafe: how many the host can give, the file does not say.',
  sources: [SET_VM_PROCESSOR, ENABLE_NESTED],
  presets: ['recommended', 'nested'],
  settings: ['processors/count'],
  messages: {
    one: 'Unexpected single processor, expected two or more so that VMs run well inside this VM',
    many: 'Unexpected {count} processors, expected {most} at most if Windows Server 2019 or older runs in this VM',
  },
  examples: {
    good: [
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/processors/count = 2\n',
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/processors/count = 1\n',
        nested: 'auto',
      },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/processors/count = 1\n',
        findings: [{ line: 2, column: 43, message: 'single processor' }],
        fixedUnsafe:
          'configuration/properties/version = 2304\nconfiguration/settings/processors/count = 2\n',
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2560\nconfiguration/settings/processors/count = 240\n',
        findings: [{ line: 2, column: 43, message: '240 processors, expected 225' }],
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const { vm } = document;
        const setting = vm?.at(SETTING);
        const { processors: count } = vm ?? {};
        if (vm === undefined || setting === undefined || count === undefined) return;
        if ((count !== 1 && count <= MOST) || !nests({ document, intent, stack })) return;
        const found = { at: setting.at, setting: SETTING };
        if (count > MOST) {
          report({ message: 'many', data: { count, most: MOST }, ...found });
          return;
        }
        report({
          message: 'one',
          ...found,
          fix: {
            title: 'give it two processors',
            safety: 'unsafe',
            ...(document.change(setting, 2n) ?? { edits: [], nodes: [] }),
            commands: forVm(vm, 'Set-VMProcessor', '-Count 2'),
          },
        });
      },
    };
  },
});
