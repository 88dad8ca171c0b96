import { defineRule } from '../../src/lint/rule.js';
import { GUEST_OS_TABLE, RUNNING_NESTED_VMS } from '../references.js';
import { CPUM_HWVIRT } from '../vbox/sources.js';
import { nests, showsVirtualization } from './demand.js';

export default defineRule({
  id: 'nested/64-bit-guest',
  languages: ['vmx', 'vbox'],
  summary: 'A VM that sees hardware virtualization has a 64-bit guest system',
  why: 'On a host with hardware virtualization, hypervisors inside a VM need 64-bit mode. A `guestOS` of 32 bits (`ubuntu` instead of `ubuntu-64`, an `OSType` of VirtualBox without `_64`) makes VMware and VirtualBox set the VM up for a system that has none.',
  severity: 'warning',
  fixSafety: 'None: what is installed in the VM is not known, and must match `guestOS`.',
  sources: [GUEST_OS_TABLE, RUNNING_NESTED_VMS, CPUM_HWVIRT],
  presets: ['recommended', 'nested'],
  settings: ['guestOS', 'vhv.enable', 'OSType', 'NestedHWVirt'],
  messages: {
    narrow:
      'Unexpected 32-bit `{setting}` = "{value}" together with {said}, expected one of 64 bits',
  },
  examples: {
    good: [
      { text: 'guestOS = "ubuntu-64"\nvhv.enable = "TRUE"\n' },
      { text: 'guestOS = "vmkernel8"\nvhv.enable = "TRUE"\n' },
      { text: 'guestOS = "somethingNew"\nvhv.enable = "TRUE"\n' },
      { text: 'guestOS = "ubuntu"\nvhv.enable = "FALSE"\n', nested: 'auto' },
    ],
    bad: [
      {
        text: 'guestOS = "windows9"\nvhv.enable = "TRUE"\n',
        nested: 'auto',
        findings: [{ line: 1, column: 11, message: '32-bit `guestOS` = "windows9"' }],
      },
      {
        text: 'guestOS = "freebsd13"\nvhv.enable = "TRUE"\n',
        nested: 'auto',
        findings: [{ line: 1, column: 11, message: '32-bit `guestOS` = "freebsd13"' }],
      },
      {
        dialect: 'vbox',
        text: '<VirtualBox version="1.17-linux"><Machine OSType="Ubuntu"><Hardware><CPU><NestedHWVirt enabled="true"/></CPU></Hardware></Machine></VirtualBox>\n',
        nested: 'auto',
        findings: [
          { line: 1, column: 50, message: '`OSType` = "Ubuntu" together with `NestedHWVirt`' },
        ],
      },
    ],
  },
  concerns: ['vhv.enable'],
  check({ document, intent, stack, report }) {
    return {
      document() {
        const { guestSystem, nestedVirtualization } = document.traits;
        if (guestSystem === undefined || !guestSystem.is32Bit) return;
        if (!showsVirtualization(document) || !nests({ document, intent, stack })) return;
        const { setting, value, at } = guestSystem;
        const data = { setting, value, said: nestedVirtualization.said };
        report({ message: 'narrow', data, at, setting });
      },
    };
  },
});
