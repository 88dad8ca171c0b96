import { boolOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { WMI_PROCESSOR } from '../hyperv/sources.js';
import { nests } from './demand.js';

const SETTING = 'settings/processors/hide_hypervisor_present';

export default defineRule({
  id: 'nested/visible-hypervisor',
  languages: ['hyperv'],
  summary: 'A VM of Hyper-V that runs a hypervisor sees that it is a VM',
  why: 'With `hide_hypervisor_present` the VM does not see that Hyper-V runs it. It is meant for software that refuses to run in a VM. A hypervisor inside, and Windows itself, then go without what Hyper-V offers to VMs that know of it.',
  severity: 'warning',
  fixSafety:
    'Unsafe: somebody may have hidden it for a reason. No cmdlet sets it, WMI does (Msvm_ProcessorSettingData.HideHypervisorPresent).',
  sources: [WMI_PROCESSOR],
  presets: ['recommended', 'nested'],
  settings: ['processors/hide_hypervisor_present'],
  messages: {
    hidden:
      'Unexpected `hide_hypervisor_present` = True, expected False so that what runs in this VM knows of Hyper-V below it',
  },
  examples: {
    good: [
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/processors/hide_hypervisor_present = False\n',
      },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/processors/hide_hypervisor_present = True\n',
        findings: [{ line: 2, column: 61, message: '`hide_hypervisor_present` = True' }],
        fixedUnsafe:
          'configuration/properties/version = 2304\nconfiguration/settings/processors/hide_hypervisor_present = False\n',
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const hidden = document.vm?.at(SETTING);
        if (hidden === undefined || boolOf(hidden) !== true) return;
        if (!nests({ document, intent, stack })) return;
        const change = document.change(hidden, false);
        const fix = change && ({ title: 'do not hide it', safety: 'unsafe', ...change } as const);
        report({ message: 'hidden', at: hidden.at, setting: SETTING, fix });
      },
    };
  },
});
