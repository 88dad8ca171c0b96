import {
  macosOnAmd,
  maskedFeatures,
  passthroughDevices,
  permitsPassthrough,
} from '../../src/languages/vmx/obstacles.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { setAll, stated } from '../../src/languages/vmx/stated.js';
import type { VmxDocument } from '../../src/languages/index.js';
import { defineRule } from '../../src/lint/rule.js';
import { readsVhvEnable } from '../../src/stack/hardware-versions.js';
import { isEsxi50, predatesVirtualizedHv, type Stack } from '../../src/stack/stack.js';
import { GUEST_OS_TABLE, RUNNING_NESTED_VMS } from '../references.js';
import {
  additionOf,
  hardwareVersion,
  isAbsent,
  nestingDemand,
  VHV as KEY,
  whatRequiresIt,
} from './demand.js';

export default defineRule({
  id: 'nested/expose-hardware-virtualization',
  languages: ['vmx'],
  summary: 'A VM that runs a hypervisor sees the hardware virtualization of the CPU',
  why: 'A hypervisor needs Intel VT-x or AMD-V. VMware hides both from the VM unless `vhv.enable` is "TRUE". Without it the hypervisor inside does not start, or runs no 64-bit VMs, and says only that the CPU lacks virtualization. In the user interface it is "Virtualize Intel VT-x/EPT or AMD-V/RVI", or "Expose hardware assisted virtualization to the guest OS".',
  severity: 'error',
  fixSafety:
    'Safe by intent: it is what `--nested require` asks for, and VMware documents it. No fix where something else comes first: a hardware version that is too old to know the setting, a PCI device of an ESXi host, a feature mask, macOS on an AMD CPU.',
  sources: [RUNNING_NESTED_VMS, GUEST_OS_TABLE],
  presets: ['recommended', 'nested'],
  settings: [KEY],
  messages: {
    missing:
      'Unexpected missing `vhv.enable`, expected "TRUE" so that {hypervisor} can run in this VM{once}',
    off: 'Unexpected `vhv.enable` = "FALSE", expected "TRUE" so that {hypervisor} can run in this VM{once}',
  },
  examples: {
    good: [
      { text: 'virtualHW.version = "20"\nguestOS = "vmkernel8"\nvhv.enable = "TRUE"\n' },
      { text: 'guestOS = "ubuntu-64"\n', nested: 'auto' },
      { text: 'guestOS = "ubuntu-64"\n', nested: 'forbid' },
      { text: 'guestOS = "arm-ubuntu-64"\n', title: 'no VMware product nests on Apple silicon' },
      {
        title: 'ESXi 5.0 does not read it',
        text: 'virtualHW.version = "8"\nguestOS = "windows7srv-64"\n',
        stack: { host: { product: 'esxi', version: '5.0' }, guest: 'hyper-v' },
      },
      {
        title: 'nothing nests where Hyper-V owns the CPU',
        text: 'virtualHW.version = "20"\nguestOS = "ubuntu-64"\n',
        stack: { host: { product: 'workstation', version: '17' }, hyperv: 'on' },
      },
      {
        text: 'guestOS = "ubuntu-64"\n',
        stack: { host: { product: 'workstation', version: '7' } },
      },
      { text: 'guestOS = "ubuntu-64"\n', stack: { host: { product: 'kvm' } } },
      { text: 'guestOS = "darwin20-64"\nvhv.enable = "FALSE"\n', stack: { cpu: 'amd' } },
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
        stack: { guest: 'kvm' },
        findings: [{ line: 2, column: 14, message: '"TRUE" so that KVM can run' }],
        fixed: 'virtualHW.version = "20"\nvhv.enable = "TRUE" # later\nmemsize = "8192"',
      },
      {
        title: 'hardware version 7 does not know the setting',
        text: 'virtualHW.version = "7"\n',
        findings: [{ line: 1, column: 1, message: 'once `virtualHW.version` is high enough' }],
      },
      {
        title: 'ESXi starts no VM with both',
        text: 'virtualHW.version = "20"\nguestOS = "vmkernel8"\npciPassthru0.present = "TRUE"\n',
        stack: { host: { product: 'esxi', version: '8.0' } },
        findings: [{ line: 2, column: 1, message: 'once `pciPassthru0.present` is off' }],
      },
      {
        text: 'virtualHW.version = "20"\nfeatMask.vm.hv.capable = "Max:0"\nvhv.enable = "FALSE"\n',
        findings: [{ line: 3, column: 14, message: 'once `featMask.vm.hv.capable` masks nothing' }],
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        if (stated(document, KEY)?.value.toLowerCase() === 'true') return;
        if (isEsxi50(stack.host) || predatesVirtualizedHv(stack.host)) return;
        const demand = nestingDemand({ document, intent, stack });
        if (demand === undefined) return;
        // Who wrote such a recipe did not mean it: nobody but the default asks for more.
        if (!intent.stated && macosOnAmd(document, stack.cpu) !== undefined) return;
        const condition = whatComesFirst(document, stack);
        const once = condition === undefined ? '' : `, once ${condition}`;
        const data = { hypervisor: demand.hypervisor, once };
        const options = { safety: 'safe', byIntent: !demand.byFile } as const;
        const fixable = condition === undefined;
        // Conflicting copies, unreadable lines and other words than TRUE and FALSE have findings of their own.
        const [off, ...copies] = document.entriesOf(KEY);
        if (off !== undefined) {
          const all = [off, ...copies];
          if (!all.every((entry) => document.valueOf(entry).toLowerCase() === 'false')) return;
          const fix = {
            title: 'set `vhv.enable` to "TRUE"',
            ...options,
            ...setAll(document, all, 'TRUE'),
          };
          report({
            message: 'off',
            data,
            at: valueRange(off),
            setting: KEY,
            fix: fixable ? fix : undefined,
          });
        } else if (isAbsent(document, KEY)) {
          const { at, label } = whatRequiresIt(document, intent);
          const fix = fixable ? additionOf(document, KEY, 'TRUE', options) : undefined;
          report({ message: 'missing', data, at, label, setting: KEY, fix });
        }
      },
    };
  },
});

/** With it as it is, `vhv.enable` would do nothing or keep the VM from starting. */
function whatComesFirst(document: VmxDocument, { host, cpu }: Stack): string | undefined {
  const hardware = hardwareVersion(document);
  if (hardware !== undefined && readsVhvEnable(host, hardware) === false) {
    return '`virtualHW.version` is high enough for it';
  }
  const [device] = permitsPassthrough(document) ? [] : passthroughDevices(document, host);
  if (device !== undefined) return `\`${document.keyOf(device)}\` is off`;
  const [mask] = maskedFeatures(document, cpu);
  if (mask !== undefined) return `\`${mask.key}\` masks nothing out`;
  return macosOnAmd(document, cpu) && 'the CPU is one of Intel, as recipes for macOS want it';
}
