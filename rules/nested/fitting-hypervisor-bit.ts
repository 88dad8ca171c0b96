import { isWindowsWithOldHyperV } from '../../src/languages/vmx/guest-os.js';
import { setValue } from '../../src/languages/vmx/changes.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { stated } from '../../src/languages/vmx/stated.js';
import { defineRule } from '../../src/lint/rule.js';
import { GUEST_HYPERVISORS, type Stack } from '../../src/stack/stack.js';
import { linesFor } from '../../src/stack/vmx-lines.js';
import { GUEST_OS_TABLE, RUNNING_NESTED_VMS } from '../references.js';
import { additionOf, isAbsent, nestingDemand, whatRequiresIt } from './demand.js';

const KEY = 'hypervisor.cpuid.v0';

/** Of Hyper-V, in its event log. */
const REFUSAL = 'Failed to create partition: Unspecified error (0x80004005)';

export default defineRule({
  id: 'nested/fitting-hypervisor-bit',
  languages: ['vmx'],
  summary: 'The hypervisor is hidden from a VM where an old Hyper-V runs inside, and only there',
  why: 'Hyper-V of the Server 2008 R2 and 2012 era refuses to start where CPUID says that a hypervisor is there already; `hypervisor.cpuid.v0` = "FALSE" hides it. KVM, Xen and ESXi need nothing of the kind: they, VMware Tools and the guest system only lose what they do better on a known hypervisor.',
  severity: 'error',
  fixSafety:
    'Safe by intent where VMware documents the need: `guestOS` of Hyper-V or of Windows up to Server 2012 R2, or a host before ESXi 5.1, Workstation 9, Fusion 5. To take the setting back is unsafe: it may hide the VM on purpose.',
  sources: [RUNNING_NESTED_VMS, GUEST_OS_TABLE],
  presets: ['recommended', 'nested'],
  settings: [KEY],
  messages: {
    missing:
      'Unexpected missing `hypervisor.cpuid.v0`, expected "FALSE" so that Hyper-V starts in this VM',
    on: 'Unexpected `hypervisor.cpuid.v0` = "TRUE", expected "FALSE" so that Hyper-V starts in this VM',
    maybe:
      'Unexpected {state} `hypervisor.cpuid.v0` if the Windows inside is Server 2012 R2 or older, expected "FALSE" if Hyper-V does not start in this VM',
    pointless:
      'Unexpected `hypervisor.cpuid.v0` = "FALSE", expected "TRUE" or none, since {hypervisor} does not need it and VMware Tools suffer',
  },
  examples: {
    good: [
      { text: 'guestOS = "winHyperV"\nhypervisor.cpuid.v0 = "FALSE"\n' },
      { text: 'guestOS = "ubuntu-64"\n', stack: { guest: 'kvm' } },
      { text: 'guestOS = "windows9-64"\nhypervisor.cpuid.v0 = "FALSE"\n', nested: 'auto' },
    ],
    bad: [
      {
        text: 'guestOS = "winHyperV"\n',
        nested: 'auto',
        findings: [{ line: 1, column: 1, message: 'missing `hypervisor.cpuid.v0`' }],
        fixed: 'guestOS = "winHyperV"\nhypervisor.cpuid.v0 = "FALSE"\n',
      },
      {
        text: 'guestOS = "windows8srv-64"\nhypervisor.cpuid.v0 = "TRUE"\n',
        stack: { guest: 'hyper-v' },
        findings: [{ line: 2, column: 23, message: 'expected "FALSE" so that Hyper-V' }],
        fixed: 'guestOS = "windows8srv-64"\nhypervisor.cpuid.v0 = "FALSE"\n',
      },
      {
        text: 'guestOS = "windows2019srv-64"\n',
        stack: { guest: 'hyper-v' },
        findings: [{ line: 1, column: 1, message: 'if Hyper-V does not start', severity: 'info' }],
      },
      {
        text: 'guestOS = "vmkernel7"\nhypervisor.cpuid.v0 = "FALSE"\n',
        nested: 'auto',
        findings: [
          { line: 2, column: 23, message: 'since ESXi does not need it', severity: 'warning' },
        ],
        fixedUnsafe: 'guestOS = "vmkernel7"\nhypervisor.cpuid.v0 = "TRUE"\n',
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const { guest } = stack;
        const value = stated(document, KEY)?.value.toLowerCase();
        if (guest === 'kvm' || guest === 'xen' || guest === 'esxi') {
          if (value !== 'false' || intent.nested === 'forbid') return;
          const entry = document.entry(KEY)!;
          report({
            message: 'pointless',
            data: { hypervisor: GUEST_HYPERVISORS[guest] },
            at: valueRange(entry),
            setting: KEY,
            severity: 'warning',
            fix: {
              title: `set \`${KEY}\` to "TRUE"`,
              safety: 'unsafe',
              ...setValue(document, entry, 'TRUE'),
            },
          });
          return;
        }
        if (guest !== 'hyper-v' || value === 'false') return;
        const demand = nestingDemand({ document, intent, stack });
        if (demand === undefined || (value !== 'true' && !isAbsent(document, KEY))) return;
        const needed =
          isWindowsWithOldHyperV(document.value('guestOS') ?? '') || hostNeedsIt(stack);
        const options = { safety: 'safe', byIntent: !demand.byFile } as const;
        const entry = document.entry(KEY);
        const where =
          entry === undefined ? whatRequiresIt(document, intent) : { at: valueRange(entry) };
        const place = { at: where.at, ...('label' in where && { label: where.label }) };
        if (!needed) {
          const data = { state: entry === undefined ? 'missing' : '"TRUE" in' };
          report({ message: 'maybe', data, ...place, setting: KEY, severity: 'info' });
        } else if (entry === undefined) {
          const fix = additionOf(document, KEY, 'FALSE', options);
          report({ message: 'missing', ...place, setting: KEY, productMessage: REFUSAL, fix });
        } else {
          const title = `set \`${KEY}\` to "FALSE"`;
          const fix = { title, ...options, ...setValue(document, entry, 'FALSE') };
          report({ message: 'on', ...place, setting: KEY, productMessage: REFUSAL, fix });
        }
      },
    };
  },
});

function hostNeedsIt({ host, hyperv }: Stack): boolean {
  return linesFor({ host, hyperv, guest: 'hyper-v' }).some(({ key }) => key === KEY);
}
