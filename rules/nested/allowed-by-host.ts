import { keyRange } from '../../src/languages/vmx/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { isEsxi50 } from '../../src/stack/stack.js';
import { RUNNING_NESTED_VMS } from '../references.js';
import { nestingDemand, VHV, showsVirtualization, whatRequiresIt } from './demand.js';

const KEY = 'vhv.allow';

export default defineRule({
  id: 'nested/allowed-by-host',
  languages: ['vmx'],
  summary: 'A host with ESXi 5.0 is known to have to allow nesting',
  why: 'ESXi 5.0 shows hardware virtualization to no VM unless its own /etc/vmware/config has `vhv.allow` = "TRUE". Nothing in a .vmx replaces that, and no .vmx shows whether it is set.',
  severity: 'info',
  fixSafety: 'No fix: the setting belongs to the host, and does nothing in a .vmx.',
  sources: [RUNNING_NESTED_VMS],
  presets: ['recommended', 'nested'],
  settings: [KEY],
  messages: {
    host: 'Unexpected ESXi 5.0 as the host if `vhv.allow` is missing there, expected `vhv.allow` = "TRUE" in /etc/vmware/config of the host so that {hypervisor} can run in this VM',
    unread:
      'Unexpected `vhv.enable` for ESXi 5.0, expected `vhv.allow` = "TRUE" in /etc/vmware/config of the host, which is what ESXi 5.0 goes by',
  },
  examples: {
    good: [
      { text: 'guestOS = "vmkernel5"\n', stack: { host: { product: 'esxi', version: '5.1' } } },
      {
        text: 'guestOS = "ubuntu-64"\n',
        nested: 'auto',
        stack: { host: { product: 'esxi', version: '5.0' } },
      },
    ],
    bad: [
      {
        text: 'virtualHW.version = "8"\nguestOS = "vmkernel5"\n',
        stack: { host: { product: 'esxi', version: '5.0' } },
        findings: [{ line: 2, column: 1, message: 'of the host so that ESXi can run' }],
      },
      {
        text: 'virtualHW.version = "8"\nguestOS = "vmkernel5"\nvhv.enable = "TRUE"\n',
        stack: { host: { product: 'esxi', version: '5.0' } },
        findings: [
          { line: 2, column: 1, message: 'of the host so that ESXi can run' },
          { line: 3, column: 1, message: 'Unexpected `vhv.enable` for ESXi 5.0' },
        ],
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        if (!isEsxi50(stack.host)) return;
        const demand = nestingDemand({ document, intent, stack });
        if (demand === undefined || document.settings.size === 0) return;
        const { at, label } = whatRequiresIt(document, intent);
        report({
          message: 'host',
          data: { hypervisor: demand.hypervisor },
          at,
          label,
          setting: KEY,
        });
        const [unread] = document.entriesOf(VHV);
        if (unread === undefined || !showsVirtualization(document)) return;
        report({ message: 'unread', at: keyRange(unread), setting: VHV });
      },
    };
  },
});
