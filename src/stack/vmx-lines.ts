import { readsVhvEnable } from './hardware-versions.js';
import { judge } from './matrix.js';
import * as steps from './steps.js';
import * as sources from './sources.js';
import {
  isEsxi50,
  isOlder,
  isVMware,
  mayBeWorkstation,
  predatesVirtualizedHv,
  type Host,
  type Reference,
  type Stack,
} from './stack.js';

export interface VmxLine {
  readonly key: string;
  readonly value: string;
  readonly why: string;
  readonly source: Reference;
}

/** What is to be done on the host, in no .vmx. */
export interface HostStep {
  readonly step: string;
  readonly why: string;
  readonly source: Reference;
}

/** The lines of a .vmx that let the guest hypervisor run; none where nothing can. */
export function linesFor(
  stack: Stack,
  { hardwareVersion }: { hardwareVersion?: number } = {},
): VmxLine[] {
  const { host, guest, under } = stack;
  if (!isVMware(host.product)) return [];
  if (judge(stack).verdict === 'impossible') return stack.cpu === 'apple' ? [] : [VHV_OFF];
  const lines: VmxLine[] = [];

  if (isEsxi50(host)) {
    // ESXi 5.0 turns it on by itself for guests of type ESX, where the host allows it.
    if (guest !== 'esxi') lines.push(...MASK_LINES);
  } else if (!predatesVirtualizedHv(host)) {
    const ignored =
      hardwareVersion !== undefined && readsVhvEnable(host, hardwareVersion) === false;
    if (!ignored) {
      lines.push({
        key: 'vhv.enable',
        value: 'TRUE',
        why: "shows the CPU's hardware virtualization to the VM",
        source: sources.RUNNING_NESTED_VMS,
      });
    }
  }
  if (guest === 'hyper-v' && needsHiddenHypervisor(host)) {
    lines.push({
      key: 'hypervisor.cpuid.v0',
      value: 'FALSE',
      why: 'hides from Windows that it runs in a VM: its Hyper-V would not start there',
      source: sources.RUNNING_NESTED_VMS,
    });
  }
  if (guest === 'workstation' && predatesVirtualizedHv(host)) {
    lines.push({
      key: 'monitor_control.restrict_backdoor',
      value: 'TRUE',
      why: 'makes VMware Tools work in the inner guest where guestOS is not ESX; they stop working in this VM',
      source: sources.RUNNING_NESTED_VMS,
    });
  }
  if (under !== undefined && !isVMware(under)) {
    lines.push({
      key: 'vmx.allowNested',
      value: 'TRUE',
      why: 'lets a VMware product that runs under another hypervisor power on this VM',
      source: sources.RUNNING_NESTED_VMS,
    });
  }
  return lines;
}

/** What no .vmx can say. */
export function hostStepsFor(stack: Stack): HostStep[] {
  const { host, hostOs, guest, under } = stack;
  const onEsxi = host.product === 'esxi' || (host.product === 'vmware' && host.hosted === false);
  const found: HostStep[] = [];
  if (!isVMware(host.product) || judge(stack).verdict === 'impossible') return found;
  if (isEsxi50(host)) {
    found.push({
      step: steps.VHV_ALLOW,
      why: 'ESXi 5.0 shows hardware virtualization to no VM without it; in a .vmx it does nothing',
      source: sources.RUNNING_NESTED_VMS,
    });
  }
  if (onEsxi) {
    found.push({
      step: steps.PORT_GROUP,
      why: 'inner guests reach the network under MAC addresses of their own',
      source: sources.KB_PROMISCUOUS_ESXI,
    });
  } else if (mayBeWorkstation(host) && (hostOs === undefined || hostOs === 'linux')) {
    found.push({
      step: steps.VMNET,
      why: 'inner guests reach the network under MAC addresses of their own, which takes promiscuous mode',
      source: sources.KB_PROMISCUOUS_LINUX,
    });
  }
  if (onEsxi && !isOlder(host, 'esxi', '5.1')) {
    found.push({
      step: steps.NO_PASSTHROUGH,
      why: 'ESXi powers on no VM with both',
      source: sources.KB_PASSTHROUGH,
    });
  }
  if (under === 'kvm' && onEsxi && guest !== undefined) {
    found.push({
      step: steps.ASSUME_HV,
      why: 'undocumented; two reports need it for ESXi on KVM',
      source: sources.ESXI_ON_KVM_REPORTS,
    });
  }
  return found;
}

/** The recipe of 2011 for ESXi 5.0 and guests other than ESX: VT-x for Intel, and for AMD SVM with its features. */
const MASK_LINES: readonly VmxLine[] = [
  mask(
    'cpuid.1.ecx',
    '----:----:----:----:----:----:--h-:----',
    'shows VT-x (bit 5) as the host has it',
  ),
  mask(
    'cpuid.80000001.ecx.amd',
    '----:----:----:----:----:----:----:-h--',
    'shows AMD-V (bit 2) as the host has it',
  ),
  ...['eax', 'ebx', 'edx'].map((register) =>
    mask(
      `cpuid.8000000a.${register}.amd`,
      Array(8).fill('hhhh').join(':'),
      "shows the host's AMD-V features",
    ),
  ),
];

function mask(key: string, value: string, why: string): VmxLine {
  return { key, value, why, source: sources.RUNNING_NESTED_VMS };
}

/** Workstation 8, Fusion 4, Player 4, ESXi 5.0 and older. */
function needsHiddenHypervisor(host: Host): boolean {
  return (
    isOlder(host, 'workstation', '9') ||
    isOlder(host, 'fusion', '5') ||
    isOlder(host, 'player', '5') ||
    isOlder(host, 'esxi', '5.1')
  );
}

/** Nothing lets a hypervisor run on such a host; on Windows this lets at least the VM start. */
const VHV_OFF: VmxLine = {
  key: 'vhv.enable',
  value: 'FALSE',
  why: 'with "TRUE" the VM does not start on this host; with "FALSE" it starts, without a hypervisor inside',
  source: sources.ULM_REPORT,
};
