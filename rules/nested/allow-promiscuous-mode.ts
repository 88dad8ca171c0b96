import { FIELD_REPORTS } from '../../src/languages/vmx/catalogue/sources.js';
import { defineRule } from '../../src/lint/rule.js';
import { RUNNING_NESTED_VMS } from '../references.js';
import { MANUAL_NETWORKING } from '../vbox/sources.js';
import { nests } from './demand.js';

export default defineRule({
  id: 'nested/allow-promiscuous-mode',
  languages: ['vmx', 'vbox'],
  summary: 'VMs inside the VM reach the network',
  why: 'VMs inside this VM have MAC addresses of their own. Their frames reach them only if the network card of this VM may listen to more than its own address, which is promiscuous mode. `noPromisc` of VMware forbids it, and so does VirtualBox unless `promiscuousModePolicy` allows it; then the VMs inside have no network.',
  severity: 'warning',
  fixSafety: 'Unsafe: promiscuous mode lets the VM see what is meant for others.',
  sources: [RUNNING_NESTED_VMS, FIELD_REPORTS, MANUAL_NETWORKING],
  presets: ['recommended', 'nested'],
  settings: ['ethernet*.noPromisc'],
  messages: {
    forbidden:
      'Unexpected {said}, expected {expected} so that VMs inside this VM reach the network',
  },
  examples: {
    good: [
      { text: 'ethernet0.present = "TRUE"\nethernet0.noPromisc = "FALSE"\n' },
      { text: 'ethernet0.present = "FALSE"\nethernet0.noPromisc = "TRUE"\n' },
      { text: 'ethernet0.present = "TRUE"\nethernet0.noPromisc = "TRUE"\n', nested: 'auto' },
    ],
    bad: [
      {
        text: 'guestOS = "vmkernel8"\nethernet1.present = "TRUE"\nethernet1.noPromisc = "TRUE"\n',
        nested: 'auto',
        findings: [{ line: 3, column: 23, message: 'Unexpected `ethernet1.noPromisc`' }],
        fixedUnsafe:
          'guestOS = "vmkernel8"\nethernet1.present = "TRUE"\nethernet1.noPromisc = "FALSE"\n',
      },
      {
        dialect: 'vbox',
        text: '<VirtualBox version="1.17-linux"><Machine name="Lab"><Hardware>\n<CPU><NestedHWVirt enabled="true"/></CPU><Network>\n<Adapter slot="0" enabled="true"><NAT/></Adapter>\n<Adapter slot="1" enabled="true"><BridgedInterface name="eth0"/></Adapter>\n<Adapter slot="2" enabled="true" promiscuousModePolicy="Deny"><InternalNetwork name="lab"/></Adapter>\n<Adapter slot="3" enabled="true" promiscuousModePolicy="AllowNetwork"><InternalNetwork name="lab"/></Adapter>\n</Network></Hardware></Machine></VirtualBox>\n',
        nested: 'auto',
        findings: [
          {
            line: 4,
            column: 1,
            message: 'missing `promiscuousModePolicy` of the adapter in slot 1',
          },
          { line: 5, column: 56, message: '`promiscuousModePolicy`="Deny"' },
        ],
        fixedUnsafe:
          '<VirtualBox version="1.17-linux"><Machine name="Lab"><Hardware>\n<CPU><NestedHWVirt enabled="true"/></CPU><Network>\n<Adapter slot="0" enabled="true"><NAT/></Adapter>\n<Adapter slot="1" enabled="true" promiscuousModePolicy="AllowAll"><BridgedInterface name="eth0"/></Adapter>\n<Adapter slot="2" enabled="true" promiscuousModePolicy="AllowAll"><InternalNetwork name="lab"/></Adapter>\n<Adapter slot="3" enabled="true" promiscuousModePolicy="AllowNetwork"><InternalNetwork name="lab"/></Adapter>\n</Network></Hardware></Machine></VirtualBox>\n',
      },
    ],
  },
  concerns: (key) => /^ethernet[0-9]\.nopromisc$/.test(key),
  check({ document, intent, stack, report }) {
    return {
      document() {
        const { deafCards } = document.traits;
        if (deafCards.length === 0 || !nests({ document, intent, stack })) return;
        for (const { setting, said, expected, at, listen } of deafCards) {
          const fix = { safety: 'unsafe', ...listen } as const;
          report({ message: 'forbidden', data: { said, expected }, at, setting, fix });
        }
      },
    };
  },
});
