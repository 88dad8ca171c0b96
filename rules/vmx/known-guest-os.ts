import { foreignQuoted } from '../../src/languages/vmx/foreign-quotes.js';
import { isGuestOsId, nearestGuestOsId } from '../../src/languages/vmx/guest-os-ids.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { GUEST_OS_TABLE } from '../references.js';

const KEY = 'guestOS';

export default defineRule({
  id: 'vmx/known-guest-os',
  languages: ['vmx'],
  summary: 'guestOS is a system that VMware knows',
  why: 'By `guestOS` VMware chooses the devices and the CPU features that the VM sees, and it may refuse to start a VM whose system it does not know. The list is that of open-vm-tools, which may lack what the newest products have.',
  severity: 'warning',
  fixSafety: 'None: only you know what is installed in the VM.',
  sources: [GUEST_OS_TABLE],
  presets: ['recommended'],
  settings: [KEY],
  messages: {
    near: 'Unexpected `guestOS` = "{value}", expected an id that VMware knows, perhaps "{near}"',
    unknown:
      'Unexpected `guestOS` = "{value}", expected an id that VMware knows, such as "other-64"',
  },
  examples: {
    good: [
      { text: 'guestOS = "WindowS9-64"\n' },
      { text: 'guestOS = "darwin25-64"\n' },
      { text: 'guestOS = "arm-ubuntu-64"\n', nested: 'auto' },
      { text: 'guestOS = "{{ .GuestOS }}"\n' },
    ],
    bad: [
      {
        text: 'guestOS = "ubunut-64"\n',
        findings: [{ line: 1, column: 11, message: 'perhaps "ubuntu-64"' }],
      },
      {
        text: 'guestOS = "dos 397"\n',
        findings: [{ line: 1, column: 11, message: 'such as "other-64"' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const entry = document.entry(KEY);
        if (entry === undefined || isGuestOsId(document.valueOf(entry))) return;
        if (document.isPlaceholder(entry) || foreignQuoted(document, entry)) return;
        const near = nearestGuestOsId(document.valueOf(entry));
        report({
          message: near === undefined ? 'unknown' : 'near',
          data: { value: document.shownValue(entry), ...(near !== undefined && { near }) },
          at: valueRange(entry),
          setting: KEY,
        });
      },
    };
  },
});
