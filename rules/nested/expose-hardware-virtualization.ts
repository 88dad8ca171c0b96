import type { VmxEntry } from '../../grammars/vmx/index.js';
import { addPair, setValue } from '../../src/languages/vmx/changes.js';
import { hypervisorOf, isArmGuest } from '../../src/languages/vmx/guest-os.js';
import { lineRange, valueRange } from '../../src/languages/vmx/ranges.js';
import type { VmxDocument } from '../../src/languages/index.js';
import type { Fix } from '../../src/lint/finding.js';
import { defineRule, type Intent } from '../../src/lint/rule.js';
import { GUEST_OS_TABLE, RUNNING_NESTED_VMS } from '../references.js';

const KEY = 'vhv.enable';

export default defineRule({
  id: 'nested/expose-hardware-virtualization',
  languages: ['vmx'],
  summary: 'A VM that runs a hypervisor sees the hardware virtualization of the CPU',
  why: 'A hypervisor needs Intel VT-x or AMD-V. VMware hides both from the VM unless `vhv.enable` is "TRUE"; then the hypervisor inside does not start, or runs no 64-bit VMs, and says only that the CPU lacks virtualization. In the user interface it is "Virtualize Intel VT-x/EPT or AMD-V/RVI", or "Expose hardware assisted virtualization to the guest OS".',
  severity: 'error',
  fixSafety:
    'Safe by intent: it is what `--nested require` asks for, and VMware documents it. No fix where the hardware version is too old to know the setting.',
  sources: [RUNNING_NESTED_VMS, GUEST_OS_TABLE],
  presets: ['recommended', 'nested'],
  settings: [KEY],
  productMessages: [
    'This host does not support AMD-V.',
    'This host does not support Intel VT-x.',
    'This host appears to be running in a virtual machine with VHV disabled. Ensure that VHV is enabled in the virtual machine configuration file.',
    "Module 'MonitorMode' power on failed.",
  ],
  messages: {
    missing:
      'Unexpected missing `vhv.enable`, expected "TRUE" so that {hypervisor} can run in this VM',
    off: 'Unexpected `vhv.enable` = "FALSE", expected "TRUE" so that {hypervisor} can run in this VM',
  },
  examples: {
    good: [
      { text: 'virtualHW.version = "20"\nguestOS = "vmkernel8"\nvhv.enable = "TRUE"\n' },
      { text: 'guestOS = "ubuntu-64"\n', nested: 'auto' },
      { text: 'guestOS = "ubuntu-64"\n', nested: 'forbid' },
      { text: 'guestOS = "arm-ubuntu-64"\n', title: 'no VMware product nests on Apple silicon' },
    ],
    bad: [
      {
        text: 'virtualHW.version = "20"\nguestOS = "vmkernel8"\nmemsize = "8192"\n',
        nested: 'auto',
        findings: [{ line: 2, column: 1, message: 'so that ESXi can run in this VM' }],
        fixed:
          'virtualHW.version = "20"\nguestOS = "vmkernel8"\nmemsize = "8192"\nvhv.enable = "TRUE"\n',
      },
      {
        text: 'virtualHW.version = "20"\nvhv.enable = "false" # later\nmemsize = "8192"',
        findings: [{ line: 2, column: 14, message: 'Unexpected `vhv.enable` = "FALSE"' }],
        fixed: 'virtualHW.version = "20"\nvhv.enable = "TRUE" # later\nmemsize = "8192"',
      },
      {
        title: 'hardware version 7 does not know the setting',
        text: 'virtualHW.version = "7"\n',
        findings: [{ line: 1, column: 1, message: 'Unexpected missing `vhv.enable`' }],
      },
    ],
  },
  check({ document, intent, report }) {
    return {
      document() {
        const guestOS = document.value('guestOS') ?? '';
        const hypervisor = hypervisorOf(guestOS);
        const vbs = document.flag('windows.vbs.enabled') === true;
        const wantedByFile = hypervisor !== undefined || vbs;
        if (intent.nested === 'forbid' || (intent.nested === 'auto' && !wantedByFile)) return;
        if (isArmGuest(guestOS)) return;
        const entries = document.entriesOf(KEY);
        // Conflicting copies, unreadable lines and other words than TRUE and FALSE have findings of their own.
        if (entries.length === 0 ? !isAbsent(document) : !entries.every((entry) => isOff(entry)))
          return;

        const data = { hypervisor: hypervisor ?? (vbs ? 'VBS' : 'a hypervisor') };
        const fixable = knowsSetting(document);
        const [off] = entries;
        if (off !== undefined) {
          const fix: Fix = {
            title: 'set `vhv.enable` to "TRUE"',
            safety: 'safe',
            byIntent: !wantedByFile,
            ...setValue(document, off, 'TRUE'),
          };
          report({
            message: 'off',
            data,
            at: valueRange(off),
            setting: KEY,
            fix: fixable ? fix : undefined,
          });
          return;
        }
        const { node, label } = whatRequiresIt(document, intent, hypervisor);
        const { change, afterLine } = addPair(document, KEY, 'TRUE');
        const fix: Fix = {
          title: `add \`vhv.enable = "TRUE"\` ${afterLine === 0 ? 'as the first line' : `after line ${afterLine}`}`,
          safety: 'safe',
          byIntent: !wantedByFile,
          ...change,
        };
        report({
          message: 'missing',
          data,
          at: node === undefined ? { start: 0, end: 0 } : lineRange(node),
          label,
          setting: KEY,
          fix: fixable && document.encryption === 'none' ? fix : undefined,
        });
      },
    };

    function isOff(entry: VmxEntry): boolean {
      return document.valueOf(entry).toLowerCase() === 'false';
    }
  },
});

function isAbsent(document: VmxDocument): boolean {
  return (
    document.showsAllSettings &&
    document.nodes.some((node) => node.type === 'entry') &&
    !document.mentionsUnreadably(KEY)
  );
}

/** `vhv.enable` came with hardware version 8 (Workstation 8, Fusion 4) and, on ESXi, 9. */
function knowsSetting(document: VmxDocument): boolean {
  const version = Number(document.value('virtualHW.version') ?? Infinity);
  const onEsxi = document.value('virtualHW.productCompatibility')?.toLowerCase() === 'esx';
  return !(version < (onEsxi ? 9 : 8));
}

function whatRequiresIt(
  document: VmxDocument,
  intent: Intent,
  hypervisor: string | undefined,
): { node: VmxEntry | undefined; label: string } {
  if (document.flag('windows.vbs.enabled') === true && hypervisor === undefined) {
    return {
      node: document.entry('windows.vbs.enabled'),
      label: 'VBS runs on a hypervisor inside the VM',
    };
  }
  const node = document.entry('guestOS') ?? document.entry('virtualHW.version');
  const meant = 'this VM is meant to run a hypervisor';
  const label =
    hypervisor !== undefined
      ? `this VM is ${article(hypervisor)} host`
      : intent.stated
        ? meant
        : `${meant} (if it is not: --nested auto)`;
  return { node, label };
}

function article(hypervisor: string): string {
  return `${/^[AEIOU]/.test(hypervisor) ? 'an' : 'a'} ${hypervisor}`;
}
