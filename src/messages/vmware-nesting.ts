import * as stack from '../stack/sources.js';
import { SWITCH_HYPERV_OFF } from '../stack/steps.js';
import type { ProductMessage } from './model.js';
import * as sources from './sources.js';
import { ASK_STACK, DO_WITHOUT, NEST_IF_IN_A_VM, NEST_IN_OUTER, VHV_OFF } from './steps.js';

const EXPOSE = 'nested/expose-hardware-virtualization';
const POSSIBLE = 'nested/possible-on-host';
const MASKS = [
  'nested/cpuid-mask-keeps-virtualization',
  'nested/feature-mask-keeps-virtualization',
];

/** Messages of VMware about a CPU that it cannot use, or cannot pass on. */
export const VMWARE_NESTING_MESSAGES: readonly ProductMessage[] = [
  {
    id: 'outer-vm-does-not-nest',
    texts: [
      'This host appears to be running in a virtual machine with VHV disabled. Ensure that VHV is enabled in the virtual machine configuration file.',
    ],
    codes: ['msg.cpuid.legacyCPU.noVHV'],
    product: 'ESXi, Workstation or Fusion that itself runs in a VM',
    cause:
      'The VMware product that says so runs in a VM, and the hypervisor around that outer VM shows it no VT-x or AMD-V. VHV is VMware’s name for hardware virtualization that is passed on into a VM. What is missing is a setting of the outer VM, not of the inner VM that did not start.',
    steps: [NEST_IN_OUTER, { text: 'Start the outer VM again, then the inner one' }, ASK_STACK],
    rules: [EXPOSE, 'nested/sufficient-hardware-version', ...MASKS],
    sources: [stack.ESXI_90_REPORT, stack.RUNNING_NESTED_VMS, stack.HYPERV_NESTED],
    confidence: 'reported',
    accountsFor: ['cpu-without-virtualization', 'monitor-mode'],
  },
  {
    id: 'cpu-without-virtualization',
    texts: ['This host does not support AMD-V.', 'This host does not support Intel VT-x.'],
    codes: ['msg.hvuser.NoSVM'],
    product: 'VMware ESXi, Workstation, Player and Fusion',
    cause:
      'VMware finds no AMD-V or VT-x on the machine that it runs on. Where that machine is a VM, the hypervisor around it does not pass it on. On a Windows host with Hyper-V on, the Windows hypervisor keeps it. Else the firmware has it switched off, or the CPU has none.',
    steps: [
      NEST_IF_IN_A_VM,
      { text: `Where VMware runs on a Windows host and in no VM: ${SWITCH_HYPERV_OFF}` },
    ],
    rules: [EXPOSE, POSSIBLE, ...MASKS],
    sources: [stack.ESXI_90_REPORT, sources.WORKSTATION_BESIDE_HYPERV, stack.RUNNING_NESTED_VMS],
    confidence: 'reported',
    accountsFor: ['monitor-mode'],
  },
  {
    id: 'virtualization-disabled',
    texts: [
      'This host supports AMD-V, but AMD-V is disabled.',
      'This host supports Intel VT-x, but Intel VT-x is disabled.',
    ],
    product: 'VMware Workstation, Player and ESXi',
    cause: 'The CPU could, but the firmware (BIOS or UEFI) of the machine has it switched off.',
    steps: [
      {
        place: 'host',
        text: 'switch AMD-V (also called SVM) or VT-x on in the firmware, then switch the machine off and on again',
      },
      { text: 'Update the firmware if the setting is there and does not help' },
    ],
    rules: [],
    sources: [sources.AMD_V_DISABLED],
    confidence: 'reported',
    accountsFor: ['monitor-mode'],
  },
  {
    id: 'no-ept',
    texts: ['This host does not support "Intel EPT" hardware assisted MMU virtualization.'],
    product: 'VMware Workstation and Player',
    cause:
      'VMware needs the page tables of the CPU for VMs (EPT on Intel, RVI on AMD) and does not see them. An old CPU has none; and VirtualBox, by its manual of 6.1, passes none on into a VM (later versions may).',
    steps: [
      {
        text: 'Where VMware runs in a VM of VirtualBox: use VMware as the host hypervisor, or run KVM or VirtualBox in that VM instead',
      },
      { place: 'host', text: 'use a CPU with VT-x and EPT, or AMD-V and RVI' },
    ],
    rules: [],
    sources: [sources.EPT_IN_VIRTUALBOX, stack.VIRTUALBOX_MANUAL],
    confidence: 'reported',
  },
  {
    id: 'no-nesting-on-host',
    texts: [
      'VMware Workstation does not support nested virtualization on this host.',
      'VMware … does not support nested virtualization on this host.',
      "Module 'HV' power on failed.",
    ],
    product: 'VMware Workstation and Player, also other VMware products',
    cause:
      'The VM asks for virtualized VT-x or AMD-V (`vhv.enable` = "TRUE") and the host has none to give. On a Windows host that is because Hyper-V, WSL2 or VBS owns the CPU: VMware then runs on the Windows hypervisor (`Monitor Mode: ULM` in vmware.log), which passes none on. No setting of a .vmx changes that.',
    steps: [
      {
        text: `To run a hypervisor in this VM on a Windows host: ${SWITCH_HYPERV_OFF}. It worked when vmware.log says Monitor Mode: CPL0`,
      },
      DO_WITHOUT,
      {
        text: 'On another host: the CPU needs EPT or RVI; where VMware itself runs in a VM, nesting must be on in that outer VM',
      },
    ],
    rules: [POSSIBLE, 'nested/hide-hardware-virtualization'],
    sources: [stack.PLAYER_HOST_VBS, stack.ULM_REPORT, stack.RUNNING_NESTED_VMS],
    confidence: 'sourced',
    accountsFor: ['continue-without-nesting', 'windows-hypervisor', 'monitor-mode'],
  },
  {
    id: 'continue-without-nesting',
    texts: [
      'Virtualized Intel VT-x/EPT is not supported on this platform. Continue without virtualized Intel VT-x/EPT?',
      'Virtualized AMD-V/RVI is not supported on this platform. Continue without virtualized AMD-V/RVI?',
    ],
    codes: ['msg.cpuid.noVHVQuestion'],
    product: 'VMware Workstation and Player',
    cause:
      'The VM asks for virtualized VT-x or AMD-V (`vhv.enable` = "TRUE") and the host has none to give: on a Windows host because Hyper-V, WSL2 or VBS owns the CPU; else because the CPU has no EPT or RVI. With Yes the VM starts, and no hypervisor can run in it.',
    steps: [
      { text: `On a Windows host: ${SWITCH_HYPERV_OFF}` },
      DO_WITHOUT,
      {
        place: 'vm',
        text: 'only where nobody is there to answer: a line answers the question, here with No (seen in test code of VMware)',
        lines: ['answer.msg.cpuid.noVHVQuestion = "No"'],
      },
    ],
    rules: [POSSIBLE, 'nested/hide-hardware-virtualization'],
    sources: [
      stack.PLAYER_HOST_VBS,
      stack.ULM_REPORT,
      sources.CPU_WITHOUT_EPT,
      sources.TEST_ANSWERS,
    ],
    confidence: 'sourced',
    accountsFor: ['windows-hypervisor', 'monitor-mode'],
  },
  {
    id: 'windows-hypervisor',
    texts: ['Monitor Mode: ULM', 'IOPL_Init: Hyper-V detected by CPUID'],
    product: 'vmware.log of Workstation or Player on Windows',
    cause:
      'No error: VMware runs on the Windows hypervisor (user level monitor), since Hyper-V, WSL2 or VBS is on. VMs work, but none can run a hypervisor, use performance counters or CPUID masks. Without Hyper-V the line reads Monitor Mode: CPL0.',
    steps: [
      { text: `Only if a VM is to run a hypervisor: ${SWITCH_HYPERV_OFF}` },
      { text: 'Tell vmlint, so that it judges files for this host: --hyperv on' },
    ],
    rules: [POSSIBLE, 'nested/no-performance-counters-under-hyper-v'],
    sources: [stack.PLAYER_HOST_VBS, stack.ULM_REPORT, stack.UNLOCKER_WIKI],
    confidence: 'sourced',
    accountsFor: ['monitor-mode'],
  },
  {
    id: 'monitor-mode',
    texts: ["Module 'MonitorMode' power on failed."],
    product: 'VMware ESXi, Workstation, Player and Fusion',
    cause:
      'VMware could not start the monitor that runs the VM, because it cannot use VT-x or AMD-V. This line does not say why: the sentences before it do.',
    steps: [
      {
        text: 'Paste the whole dialog, or the lines before it in vmware.log: `vmlint explain "…"`',
      },
      NEST_IF_IN_A_VM,
      { text: `On a Windows host with Hyper-V, WSL2 or VBS on: ${SWITCH_HYPERV_OFF}` },
      { place: 'host', text: 'see that AMD-V or VT-x is on in the firmware' },
    ],
    rules: [EXPOSE, POSSIBLE],
    sources: [stack.ESXI_90_REPORT, stack.ULM_REPORT, sources.AMD_V_DISABLED],
    confidence: 'reported',
    vague: true,
  },
  {
    id: 'workstation-and-hyper-v',
    texts: [
      'VMware Workstation and Hyper-V are not compatible. Remove the Hyper-V role from the system before running VMware Workstation.',
      'VMware Player and Hyper-V are not compatible. Remove the Hyper-V role from the system before running VMware Player.',
      'VMware Workstation and Device/Credential Guard are not compatible. VMware Workstation can be run after disabling Device/Credential Guard.',
      'VMware Player and Device/Credential Guard are not compatible. VMware Player can be run after disabling Device/Credential Guard.',
    ],
    product: 'older versions of VMware Workstation and Player, on Windows',
    cause:
      'Hyper-V, or Device Guard or Credential Guard, which use it, is on in this Windows and owns the CPU; this version of VMware cannot run beside it. Newer versions run on top of Hyper-V, but then no VM can run a hypervisor.',
    steps: [
      { text: `To keep this version: ${SWITCH_HYPERV_OFF}` },
      {
        text: 'Or install a newer version of VMware, if no VM is to run a hypervisor: since 15.5.5 Workstation runs beside Hyper-V',
      },
    ],
    rules: [POSSIBLE],
    sources: [
      sources.WORKSTATION_AND_HYPERV,
      sources.CREDENTIAL_GUARD,
      stack.WSL_TROUBLESHOOTING,
      stack.PLAYER_HOST_VBS,
    ],
    confidence: 'reported',
    accountsFor: ['monitor-mode'],
  },
  {
    id: 'esx-and-hyper-v',
    texts: [
      'VMware ESX and Hyper-V are not compatible. Remove the Hyper-V role from the system before running VMware ESX.',
    ],
    product: 'ESXi that itself runs in a VM of another hypervisor',
    cause:
      'ESXi sees that it runs on a hypervisor that is not VMware’s, and refuses to power on VMs there. ESXi has no such role to remove; a setting makes it try all the same.',
    steps: [
      {
        place: 'inner',
        text: 'add this line; in /etc/vmware/config of that ESXi it holds for all its VMs',
        lines: ['vmx.allowNested = "TRUE"'],
      },
      NEST_IN_OUTER,
      {
        text: 'ESXi in a VM of KVM: two reports also need a line in /etc/vmware/config of that ESXi',
        lines: ['hv.assumeEnabled = "TRUE"'],
      },
      ASK_STACK,
    ],
    rules: ['nested/allowed-under-hypervisor', 'vmx/no-pointless-host-setting'],
    sources: [
      stack.KB_ALLOW_NESTED,
      stack.RUNNING_NESTED_VMS,
      stack.HYPERV_NESTED,
      stack.ESXI_ON_KVM_REPORTS,
    ],
    confidence: 'sourced',
  },
  {
    id: 'passthrough-device',
    texts: ['Virtualization is not supported on a virtual machine with a PCI passthrough device.'],
    product: 'ESXi and vCenter',
    cause:
      'A VM has either a PCI device or vGPU of the host, or hardware virtualization for a hypervisor inside. ESXi gives no VM both.',
    steps: [
      {
        place: 'vm',
        text: 'remove the device (Edit settings, or pciPassthru0.present = "FALSE"), or do without nesting',
        lines: [VHV_OFF],
      },
      {
        text: 'Reported, undocumented and fragile: `vhv.allowPassthru` = "TRUE"; the web interface of ESXi then drops vhv.enable at the next edit',
      },
    ],
    rules: ['nested/no-passthrough-device'],
    sources: [sources.KB_PASSTHROUGH_PAGE, sources.FIELD_REPORTS],
    confidence: 'sourced',
  },
];
