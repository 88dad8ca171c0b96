import type { SettingDescription } from './model.js';
import {
  CLOUDBASE,
  CPUID_TABLE,
  FIELD_REPORTS,
  KB_437651,
  KB_79832,
  KB_81623,
  MONITOR_MODES,
  RUNNING_NESTED_VMS,
  VIM25,
} from './sources.js';

/** What decides whether a hypervisor runs inside the VM. */
export const NESTING_SETTINGS: readonly SettingDescription[] = [
  {
    pattern: 'vhv.enable',
    type: 'boolean',
    default: 'FALSE',
    sinceHardwareVersion: 8,
    products: ['workstation', 'player', 'fusion', 'esxi'],
    description:
      'Shows Intel VT-x or AMD-V to the VM, so that a hypervisor can run inside it; ESXi 5.1 and later are reported to want hardware version 9.',
    source: RUNNING_NESTED_VMS,
    nesting: true,
  },
  {
    pattern: 'vhv.allow',
    type: 'boolean',
    products: ['esxi'],
    description:
      'Permits vhv.enable on a host with ESXi 5.0, in its /etc/vmware/config; it does nothing in a .vmx.',
    source: RUNNING_NESTED_VMS,
    nesting: true,
    hostOnly: true,
  },
  {
    pattern: 'vhv.allowPassthru',
    type: 'boolean',
    default: 'FALSE',
    products: ['esxi'],
    description:
      'Reported to permit vhv.enable together with PCI passthrough on ESXi; undocumented.',
    source: FIELD_REPORTS,
    nesting: true,
  },
  {
    pattern: 'vmx.allowNested',
    type: 'boolean',
    default: 'FALSE',
    description:
      'Lets a VMware product that itself runs under another hypervisor power on this VM; the VM around that product does not need it.',
    source: RUNNING_NESTED_VMS,
    nesting: true,
  },
  {
    pattern: 'hv.assumeEnabled',
    type: 'boolean',
    default: 'FALSE',
    products: ['esxi'],
    description:
      'Reported to let an ESXi that runs on KVM start VMs, in its /etc/vmware/config; undocumented.',
    source: FIELD_REPORTS,
    nesting: true,
    hostOnly: true,
  },
  {
    pattern: 'hypervisor.cpuid.v0',
    type: 'boolean',
    default: 'TRUE',
    description:
      'FALSE hides from the VM that it runs on a hypervisor; Hyper-V of the 2008 R2 and 2012 era starts only so.',
    source: RUNNING_NESTED_VMS,
    nesting: true,
  },
  { pattern: 'hypervisor.cpuid.v0.vbsBroken', type: 'string', nesting: true },
  { pattern: 'hypervisor.cpuid.v1', type: 'string', nesting: true },
  { pattern: 'hypervisor.cpuid.v2', type: 'string', nesting: true },
  { pattern: 'hypervisor.cpuid.v3', type: 'string', nesting: true },
  { pattern: 'hypervisor.cpuid.v4', type: 'string', nesting: true },
  { pattern: 'hypervisor.cpuid.v5', type: 'string', nesting: true },
  {
    pattern: 'featMask.vm.hv.capable',
    type: 'string',
    sinceHardwareVersion: 9,
    products: ['esxi'],
    description:
      'What the VM asks of the nesting ability of its host: "Min:1" requires it, "Max:0" or "Val:0" masks it out.',
    source: CLOUDBASE,
    nesting: true,
  },
  ...(['VMX', 'SVM'] as const).map((feature) => ({
    pattern: `featMask.vm.cpuid.${feature}`,
    type: 'string' as const,
    sinceHardwareVersion: 9,
    description: `A bound for ${feature === 'VMX' ? 'VT-x' : 'AMD-V'} of the host: "Min:1" requires it, "Max:0" masks it out.`,
    source: VIM25,
    nesting: true as const,
  })),
  {
    pattern: 'featMask.vm.cpuid.**',
    type: 'string',
    sinceHardwareVersion: 9,
    description:
      'A bound for one CPU feature, as [Type:]Op:Value with Min, Max, Val or Match: "Min:1" requires it, "Max:0" masks it out.',
    source: VIM25,
    nesting: true,
  },
  {
    pattern: 'featureCompat.enable',
    type: 'boolean',
    sinceHardwareVersion: 9,
    description: 'Reported to be refused below hardware version 9.',
    source: FIELD_REPORTS,
    nesting: true,
  },
  {
    pattern: 'featureCompat.vm.completeMasks',
    type: 'boolean',
    sinceHardwareVersion: 9,
    description: 'Reported to be refused below hardware version 9.',
    source: FIELD_REPORTS,
    nesting: true,
  },
  {
    pattern: 'cpuid.1.ecx',
    type: 'mask',
    description:
      'Mask of leaf 1, ECX: bit 5 (VMX) shows Intel VT-x, and a 0 there takes it from the VM; bit 31 says that a hypervisor is there. 32 characters, bit 31 first; with vhv.enable no mask is needed.',
    source: CPUID_TABLE,
    nesting: true,
  },
  svmMask(''),
  svmMask('.amd'),
  ...['eax', 'ebx', 'edx'].map((register) => ({
    pattern: `cpuid.8000000a.${register}.amd`,
    type: 'mask' as const,
    description:
      'Mask of leaf 8000000a, which says what AMD-V can do (bit 0 of EDX is nested paging, RVI); one of the five masks that ESXi 5.0 needs. 32 characters, bit 31 first.',
    source: RUNNING_NESTED_VMS,
    nesting: true as const,
  })),
  mask('eax', ''),
  mask('ebx', ''),
  mask('ecx', ''),
  mask('edx', ''),
  mask('eax', '.amd'),
  mask('ebx', '.amd'),
  mask('ecx', '.amd'),
  mask('edx', '.amd'),
  { pattern: 'cpuid.*.*.eax', type: 'mask', nesting: true },
  { pattern: 'cpuid.*.*.ebx', type: 'mask', nesting: true },
  { pattern: 'cpuid.*.*.ecx', type: 'mask', nesting: true },
  { pattern: 'cpuid.*.*.edx', type: 'mask', nesting: true },
  { pattern: 'cpuid.*.*.eax.amd', type: 'mask', nesting: true },
  { pattern: 'cpuid.*.*.ebx.amd', type: 'mask', nesting: true },
  { pattern: 'cpuid.*.*.ecx.amd', type: 'mask', nesting: true },
  { pattern: 'cpuid.*.*.edx.amd', type: 'mask', nesting: true },
  { pattern: 'cpuid.brandString', type: 'string' },
  { pattern: 'cpuid.numSMT', type: 'string' },
  { pattern: 'cpuid.inhibitDarwinMasks', type: 'string' },
  {
    pattern: 'monitor_control.restrict_backdoor',
    type: 'boolean',
    default: 'FALSE',
    description:
      'Lets VMware Tools work in the VMs of a hypervisor inside, and breaks them in this VM; needed only where a product is older than ESXi 5.0, Workstation 8 or Fusion 4.',
    source: RUNNING_NESTED_VMS,
    nesting: true,
  },
  {
    pattern: 'monitor_control.enable_fullcpuid',
    type: 'boolean',
    default: 'FALSE',
    description: 'Reported to let CPUID masks reach leaves that cannot be masked otherwise.',
    source: FIELD_REPORTS,
    nesting: true,
  },
  { pattern: 'monitor_control.virtual_rdtsc', type: 'string' },
  { pattern: 'monitor_control.disable_**', type: 'string' },
  {
    pattern: 'monitor.virtual_exec',
    type: 'enum',
    values: ['automatic', 'hardware', 'software'],
    default: 'automatic',
    description:
      'How VMware runs the instructions of the VM; "software" does not go with vhv.enable, and VMs compatible with ESXi 6.7 and later have no choice.',
    source: MONITOR_MODES,
    nesting: true,
  },
  {
    pattern: 'monitor.virtual_mmu',
    type: 'enum',
    values: ['automatic', 'hardware', 'software'],
    default: 'automatic',
    description:
      'How VMware translates the memory of the VM; "software" does not go with vhv.enable, and VMs compatible with ESXi 6.7 and later have no choice.',
    source: MONITOR_MODES,
    nesting: true,
  },
  {
    pattern: 'vpmc.enable',
    type: 'boolean',
    default: 'FALSE',
    description:
      'Gives the VM performance counters of the CPU; where Hyper-V owns the CPU of a Windows host, the VM does not start with it.',
    source: KB_81623,
    nesting: true,
  },
  {
    pattern: 'vvtd.enable',
    type: 'boolean',
    default: 'FALSE',
    description:
      'Gives the VM an IOMMU (Intel VT-d), which Windows security based on virtualization needs.',
    source: VIM25,
    nesting: true,
  },
  {
    pattern: 'windows.vbs.enabled',
    type: 'boolean',
    default: 'FALSE',
    products: ['workstation', 'esxi'],
    description:
      'Windows security based on virtualization inside the VM (vSphere 6.7 and later); it needs vhv.enable, vvtd.enable, EFI firmware and secure boot.',
    source: VIM25,
    nesting: true,
  },
  {
    pattern: 'mce.enable',
    type: 'boolean',
    description:
      'Machine check exceptions, from the recipe of 2011 for Hyper-V; by inference not needed, since VMs have them from hardware version 4 on.',
    source: CPUID_TABLE,
    nesting: true,
  },
  {
    pattern: 'managedvm.autoAddVTPM',
    type: 'enum',
    values: ['software'],
    products: ['workstation'],
    description:
      'Reported to give the VM a TPM where it says "software" (Workstation 17); TRUE does nothing.',
    source: FIELD_REPORTS,
  },
  {
    pattern: 'vcpu.hotadd',
    type: 'boolean',
    default: 'FALSE',
    description:
      'CPUs can be added while the VM runs; some recipes for nesting on ESXi switch it off, Workstation and Fusion run with both.',
    source: CLOUDBASE,
    nesting: true,
  },
  {
    pattern: 'ulm.disableMitigations',
    type: 'boolean',
    default: 'FALSE',
    description:
      'Gives up protection against CPU side channels where VMware runs on the hypervisor of its host (Hyper-V, macOS); it does not help nesting.',
    source: KB_79832,
  },
  {
    pattern: 'msg.autoAnswer',
    type: 'boolean',
    description:
      'Questions get an answer without asking, also the one whether to start without nested virtualization.',
    source: FIELD_REPORTS,
    nesting: true,
  },
  {
    pattern: 'answer.msg.cpuid.noVHVQuestion',
    type: 'enum',
    values: ['Yes', 'No'],
    description:
      'Reported to answer whether the VM starts where the host cannot nest: Yes starts it without VT-x or AMD-V.',
    source: FIELD_REPORTS,
    nesting: true,
  },
  { pattern: 'answer.**', type: 'string' },
  {
    pattern: 'pciPassthru*.present',
    type: 'boolean',
    description: 'A PCI device of the host belongs to the VM; vhv.enable does not work with it.',
    source: KB_437651,
    nesting: true,
  },
];

function svmMask(vendor: '' | '.amd'): SettingDescription {
  const first = vendor === '' ? 'cpuid.80000001.ecx.amd comes first' : 'this key comes first';
  return {
    pattern: `cpuid.80000001.ecx${vendor}`,
    type: 'mask',
    description: `Mask of leaf 80000001, ECX: bit 2 (SVM) shows AMD-V, and a 0 there takes it from the VM. On hosts with an AMD CPU ${first}. 32 characters, bit 31 first; with vhv.enable no mask is needed.`,
    source: CPUID_TABLE,
    nesting: true,
  };
}

/** Masks of the registers that the CPUID instruction returns. */
function mask(register: string, vendor: '' | '.amd'): SettingDescription {
  const whose = vendor === '' ? '' : ' on hosts with an AMD CPU';
  return {
    pattern: `cpuid.*.${register}${vendor}`,
    type: 'mask',
    description: `Mask of what CPUID tells the VM in ${register.toUpperCase()} of one leaf${whose}: 32 characters, bit 31 first (- leaves a bit, 0 and 1 set it, h takes that of the host); from hardware version 9 on featMask is the supported way.`,
    source: VIM25,
    nesting: true,
  };
}
