import { removePair } from '../../src/languages/vmx/changes.js';
import { hypervisorOf } from '../../src/languages/vmx/guest-os.js';
import { keyRange, valueRange } from '../../src/languages/vmx/ranges.js';
import { setAll, stated } from '../../src/languages/vmx/stated.js';
import type { Fix } from '../../src/lint/finding.js';
import { defineRule, type Reference } from '../../src/lint/rule.js';
import { describeHost, predatesVirtualizedHv } from '../../src/stack/stack.js';
import { RUNNING_NESTED_VMS } from '../references.js';
import { additionOf, hardwareVersion, isAbsent, nestingDemand, whatRequiresIt } from './demand.js';

const KEY = 'monitor_control.restrict_backdoor';

const HANDSHAKE: Reference = {
  title: 'VMware open-vm-tools, lib/include/backdoor_def.h (NESTING_CONTROL)',
  url: 'https://github.com/vmware/open-vm-tools/blob/1634dfb42f72/open-vm-tools/lib/include/backdoor_def.h',
};

export default defineRule({
  id: 'nested/fitting-backdoor-restriction',
  languages: ['vmx'],
  summary: 'VMware Tools reach the hypervisor that they belong to',
  why: 'Before ESXi 5.0, Workstation 8 and Fusion 4, VMware Tools in a VM inside this one talk to the outer VMware instead of their own, unless `monitor_control.restrict_backdoor` = "TRUE" or `guestOS` is ESX. With it the Tools of this VM stop working. Newer products settle it among themselves; since then it is only copied along, mostly to hide that a VM is one.',
  severity: 'warning',
  fixSafety:
    'Unsafe: with it VMware Tools stop working in this VM, without it programs inside may notice the VM.',
  sources: [RUNNING_NESTED_VMS, HANDSHAKE],
  presets: ['recommended', 'nested'],
  settings: [KEY],
  messages: {
    missing:
      'Unexpected missing `monitor_control.restrict_backdoor`, expected "TRUE" on {host}, so that VMware Tools work in the VMs inside',
    off: 'Unexpected `monitor_control.restrict_backdoor` = "FALSE" on {host}, expected "TRUE", so that VMware Tools work in the VMs inside',
    pointless:
      'Unexpected `monitor_control.restrict_backdoor` = "TRUE", expected none: {reason}, and VMware Tools stop working in this VM',
  },
  examples: {
    good: [
      {
        text: 'virtualHW.version = "7"\nguestOS = "vmkernel"\n',
        stack: { host: { product: 'esxi', version: '4.1' }, guest: 'esxi' },
      },
      {
        text: 'virtualHW.version = "7"\nmonitor_control.restrict_backdoor = "TRUE"\n',
        stack: { host: { product: 'workstation', version: '7' }, guest: 'workstation' },
      },
      { text: 'virtualHW.version = "7"\nmonitor_control.restrict_backdoor = "TRUE"\n' },
      { text: 'virtualHW.version = "20"\n' },
    ],
    bad: [
      {
        text: 'virtualHW.version = "7"\nguestOS = "windows7-64"\n',
        stack: { host: { product: 'workstation', version: '7' }, guest: 'workstation' },
        findings: [{ line: 2, column: 1, message: 'expected "TRUE" on VMware Workstation 7' }],
        fixedUnsafe:
          'virtualHW.version = "7"\nguestOS = "windows7-64"\nmonitor_control.restrict_backdoor = "TRUE"\n',
      },
      {
        text: 'guestOS = "windows7-64"\nmonitor_control.restrict_backdoor = "FALSE"\n',
        stack: { host: { product: 'workstation', version: '7' }, guest: 'workstation' },
        findings: [{ line: 2, column: 37, message: '= "FALSE" on VMware Workstation 7' }],
        fixedUnsafe: 'guestOS = "windows7-64"\nmonitor_control.restrict_backdoor = "TRUE"\n',
      },
      {
        text: 'virtualHW.version = "20"\nmonitor_control.restrict_backdoor = "TRUE"\n',
        nested: 'auto',
        findings: [{ line: 2, column: 1, message: 'settle it among themselves', severity: 'info' }],
        fixedUnsafe: 'virtualHW.version = "20"\n',
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const { host, guest } = stack;
        const value = stated(document, KEY)?.value.toLowerCase();
        const old = predatesVirtualizedHv(host);
        const isEsx = hypervisorOf(document.value('guestOS') ?? '') === 'ESXi';
        if (value === 'true') {
          if (isEsx) reportPointless('it is on by itself for this `guestOS`');
          else if (!old && (hardwareVersion(document) ?? 0) >= 8) {
            reportPointless('products that know this hardware version settle it among themselves');
          }
          return;
        }
        if (!old || isEsx) return;
        // Other hypervisors have no VMware Tools in their VMs.
        const certain = guest === 'esxi' || guest === 'workstation';
        if (!certain && guest !== undefined && guest !== 'any') return;
        if (nestingDemand({ document, intent, stack }) === undefined) return;
        const found = {
          data: { host: describeHost(host) },
          setting: KEY,
          severity: certain ? 'warning' : 'info',
        } as const;
        if (value === 'false') {
          const entries = document.entriesOf(KEY);
          const fix: Fix = {
            title: `set \`${KEY}\` to "TRUE"`,
            safety: 'unsafe',
            ...setAll(document, entries, 'TRUE'),
          };
          report({
            message: 'off',
            ...found,
            at: valueRange(entries[0]!),
            ...(certain && { fix }),
          });
        } else if (isAbsent(document, KEY)) {
          const { at, label } = whatRequiresIt(document, intent);
          const fix = certain ? additionOf(document, KEY, 'TRUE', { safety: 'unsafe' }) : undefined;
          report({ message: 'missing', ...found, at, label, fix });
        }
      },
    };

    function reportPointless(reason: string): void {
      const entry = document.entry(KEY)!;
      report({
        message: 'pointless',
        data: { reason },
        at: keyRange(entry),
        setting: KEY,
        severity: 'info',
        fix: { title: `remove \`${KEY}\``, safety: 'unsafe', ...removePair(document, entry) },
      });
    }
  },
});
