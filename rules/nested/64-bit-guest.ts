import { is32BitGuest } from '../../src/languages/vmx/guest-os-ids.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { GUEST_OS_TABLE, RUNNING_NESTED_VMS } from '../references.js';
import { nests, vhvIsOn } from './demand.js';

export default defineRule({
  id: 'nested/64-bit-guest',
  languages: ['vmx'],
  summary: 'A VM that sees hardware virtualization has a 64-bit guest system',
  why: 'On a host with hardware virtualization, hypervisors inside a VM need 64-bit mode. A `guestOS` of 32 bits (`ubuntu` instead of `ubuntu-64`) makes VMware set the VM up for a system that has none.',
  severity: 'warning',
  fixSafety: 'None: what is installed in the VM is not known, and must match `guestOS`.',
  sources: [GUEST_OS_TABLE, RUNNING_NESTED_VMS],
  presets: ['recommended', 'nested'],
  settings: ['guestOS', 'vhv.enable'],
  messages: {
    narrow:
      'Unexpected 32-bit `guestOS` = "{guestOS}" together with `vhv.enable` = "TRUE", expected one of 64 bits',
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
    ],
  },
  concerns: ['vhv.enable'],
  check({ document, intent, stack, report }) {
    return {
      document() {
        const entry = document.entry('guestOS');
        if (entry === undefined || document.isPlaceholder(entry)) return;
        const guestOS = document.valueOf(entry);
        if (!is32BitGuest(guestOS)) return;
        if (!vhvIsOn(document) || !nests({ document, intent, stack })) return;
        report({ message: 'narrow', data: { guestOS }, at: valueRange(entry), setting: 'guestOS' });
      },
    };
  },
});
