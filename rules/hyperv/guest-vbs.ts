import { forVm } from '../../src/languages/hyperv/powershell.js';
import { boolOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { unsafeFix } from './fixes.js';
import { SET_VM_SECURITY } from './sources.js';
import { listing, type Settings } from './written.js';

const SETTING = 'security/settings/vbs_opt_out';

const file = (out: boolean): Settings => ({ 'properties/name': 'Lab', [SETTING]: out });

export default defineRule({
  id: 'hyperv/guest-vbs',
  languages: ['hyperv'],
  dialects: ['vmcx'],
  summary: 'Windows in the VM may protect itself with virtualization-based security',
  why: 'With virtualization-based security (VBS) Windows keeps passwords and the check of drivers where malware with all rights does not reach. `vbs_opt_out` takes that from the VM. Virtual Fibre Channel and disks that take all SCSI commands need it.',
  severity: 'info',
  fixSafety: 'No edit: the command does it, while the VM is off.',
  sources: [SET_VM_SECURITY],
  presets: ['security'],
  settings: ['security/settings/vbs_opt_out'],
  messages: {
    out: 'Unexpected `vbs_opt_out` = True, expected False so that the guest can use virtualization-based security',
  },
  examples: {
    good: [{ text: listing(file(false)) }],
    bad: [
      {
        text: listing(file(true)),
        nested: 'auto',
        findings: [{ line: 2, column: 47, message: '`vbs_opt_out` = True' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        const optOut = vm?.at(SETTING);
        if (vm === undefined || optOut === undefined || boolOf(optOut) !== true) return;
        report({
          message: 'out',
          at: optOut.at,
          setting: SETTING,
          fix: unsafeFix(
            'allow virtualization-based security',
            forVm(vm, 'Set-VMSecurity', '-VirtualizationBasedSecurityOptOut $false'),
          ),
        });
      },
    };
  },
});
