import * as stack from '../stack/sources.js';
import { EXPOSE_ON_HYPERV } from '../stack/steps.js';
import type { ProductMessage, Step } from './model.js';
import * as sources from './sources.js';
import { NEST_IN_OUTER } from './steps.js';

const EXPOSE = 'nested/expose-hardware-virtualization';

const IN_A_VM: Step = {
  ...NEST_IN_OUTER,
  text: 'if this Windows runs in a VM, switch nesting on in it, whichever hypervisor runs it',
};

const LAUNCH: Step = {
  place: 'guest',
  text: 'see that Windows starts its hypervisor, as an administrator; then restart',
  lines: ['bcdedit /set hypervisorlaunchtype auto'],
};

/** Messages of Hyper-V and of WSL, mostly in a VM. */
export const WINDOWS_MESSAGES: readonly ProductMessage[] = [
  {
    id: 'hypervisor-seen',
    texts: [
      'Failed to create partition: Unspecified error (0x80004005)',
      'Hyper-V cannot be installed: A hypervisor is already running.',
    ],
    product: 'Hyper-V, in a VM of VMware',
    cause:
      'Windows sees that it runs on a hypervisor, and Hyper-V of that time (Server 2008 R2, 2012) refuses to start or to be installed there. VMware can hide from the VM that it is one.',
    steps: [
      {
        place: 'vm',
        text: 'hide the hypervisor, and show the CPU’s virtualization; VMware Tools and Windows lose what they do better in a known VM',
        lines: ['hypervisor.cpuid.v0 = "FALSE"', 'vhv.enable = "TRUE"'],
      },
      {
        text: 'It is known of Windows Server 2008 R2 and 2012, and reported of a preview of Server 2016; newer ones are not known to need the first line (our conclusion)',
      },
    ],
    rules: ['nested/fitting-hypervisor-bit', EXPOSE],
    sources: [stack.RUNNING_NESTED_VMS, sources.HYPERV_ON_ESXI],
    confidence: 'sourced',
    accountsFor: ['unspecified-error'],
  },
  {
    id: 'unspecified-error',
    texts: [],
    codes: ['0x80004005'],
    product: 'Windows, Hyper-V and VirtualBox',
    cause:
      'The code says “unspecified error” and nothing else; the sentence before it decides. After “Failed to create partition” it is a Hyper-V that does not start in a VM of VMware, because it sees that it runs on a hypervisor.',
    steps: [
      { text: 'Paste the whole message: `vmlint explain "…"`' },
      {
        place: 'vm',
        text: 'if it is Hyper-V of Server 2008 R2 or 2012 in a VM of VMware',
        lines: ['hypervisor.cpuid.v0 = "FALSE"', 'vhv.enable = "TRUE"'],
      },
    ],
    rules: ['nested/fitting-hypervisor-bit'],
    sources: [stack.RUNNING_NESTED_VMS, sources.VIRTUALBOX_IN_A_VM],
    confidence: 'reported',
    vague: true,
  },
  {
    id: 'no-virtualization-for-hyper-v',
    texts: [
      'Hyper-V cannot be installed: The processor does not have the required virtualization capabilities.',
    ],
    product: 'Windows, when the Hyper-V role is added',
    cause:
      'The CPU shows Windows no VT-x or AMD-V. In a VM that means: the hypervisor that runs the VM does not pass it on.',
    steps: [
      IN_A_VM,
      { text: 'Windows on a real machine: switch VT-x or AMD-V on in the firmware (BIOS or UEFI)' },
    ],
    rules: [
      EXPOSE,
      'nested/sufficient-hardware-version',
      'nested/cpuid-mask-keeps-virtualization',
      'nested/feature-mask-keeps-virtualization',
    ],
    sources: [sources.WOSHUB, stack.RUNNING_NESTED_VMS, stack.HYPERV_ENABLE_NESTED],
    confidence: 'reported',
  },
  {
    id: 'no-slat',
    texts: [
      'Hyper-V cannot be installed: the processor does not support second level address translation (SLAT).',
      '… does not support second level address translation (SLAT).',
    ],
    product: 'Windows, when the Hyper-V role is added',
    cause:
      'Windows sees VT-x or AMD-V, but not the page tables for VMs that Hyper-V needs as well (SLAT: EPT on Intel, RVI on AMD). In a VM of VMware `monitor.virtual_mmu` or `monitor.virtual_exec` is set to software; a VM of VirtualBox shows none by its manual of 6.1; or the CPU of the host has none.',
    steps: [
      {
        place: 'vm',
        text: 'where VMware runs it, let VMware use the hardware, and pass it on; from hardware version 14 on remove the first two lines instead',
        lines: [
          'monitor.virtual_mmu = "automatic"',
          'monitor.virtual_exec = "automatic"',
          'vhv.enable = "TRUE"',
        ],
      },
      { text: 'Where VirtualBox runs it: use Hyper-V, VMware or KVM as the host hypervisor' },
      { place: 'host', text: 'use a CPU with EPT or RVI' },
    ],
    rules: ['nested/automatic-monitor-mode', EXPOSE, 'nested/sufficient-hardware-version'],
    sources: [
      sources.WOSHUB,
      sources.MONITOR_MODES,
      stack.VIRTUALBOX_MANUAL,
      stack.VIRTUALBOX_HYPERV_ISSUES,
    ],
    confidence: 'reported',
  },
  {
    id: 'hyper-v-not-running',
    texts: [
      '… because one of the Hyper-V components is not running.',
      '… could not be started because the hypervisor is not running.',
    ],
    product: 'Hyper-V, and what builds on it',
    cause:
      'The role is there, but the hypervisor does not run: the CPU shows Windows no virtualization, as in a VM without nesting, or Windows is told not to start it.',
    steps: [IN_A_VM, LAUNCH],
    rules: [EXPOSE],
    sources: [sources.HYPERV_COMPONENTS, sources.HYPERV_COMPONENTS_2, stack.WSL_TROUBLESHOOTING],
    confidence: 'reported',
  },
  {
    id: 'hyper-v-does-not-nest',
    texts: [
      'The virtual machine could not be started because this platform does not support nested virtualization.',
    ],
    product: 'Hyper-V, as the host',
    cause:
      'The VM asks for nested virtualization (ExposeVirtualizationExtensions), which this host cannot give. Hyper-V nests on Intel since Windows Server 2016 and Windows 10, on AMD since Windows Server 2022 and Windows 11.',
    steps: [
      { place: 'host', text: 'use a newer Windows, with AMD Windows 11 or Windows Server 2022' },
      {
        place: 'host',
        text: 'or start the VM without nesting',
        lines: [EXPOSE_ON_HYPERV.replace('$true', '$false')],
      },
    ],
    rules: [],
    sources: [sources.AMD_ON_WINDOWS_10, stack.HYPERV_ENABLE_NESTED],
    confidence: 'reported',
  },
  {
    id: 'wsl-required-feature',
    texts: [
      'Error: 0x80370102 The virtual machine could not be started because a required feature is not installed.',
      'The virtual machine could not be started because a required feature is not installed.',
    ],
    codes: ['0x80370102'],
    product: 'WSL2',
    cause:
      'WSL2 needs the hypervisor of Windows, and it cannot run: the CPU shows Windows no virtualization (in a VM because nesting is off), the feature Virtual Machine Platform is missing, or Windows does not start its hypervisor.',
    steps: [
      IN_A_VM,
      {
        place: 'guest',
        text: 'switch the feature on, as an administrator, then restart',
        lines: ['dism /online /enable-feature /featurename:VirtualMachinePlatform /all'],
      },
      LAUNCH,
      {
        text: 'Windows on a real machine: switch VT-x or AMD-V on in the firmware; on Azure use a VM without Trusted Launch',
      },
    ],
    rules: [EXPOSE],
    sources: [stack.WSL_TROUBLESHOOTING, stack.WSL_FAQ],
    confidence: 'sourced',
  },
  {
    id: 'wsl-does-not-nest',
    texts: ['Nested virtualization is not supported on this machine.'],
    product: 'WSL2',
    cause:
      'By itself no failure: WSL2 runs, but no hypervisor can run inside it (there is no /dev/kvm). Its setting nestedVirtualization needs Windows 11 and a CPU that shows Windows virtualization; not on Arm.',
    steps: [
      {
        text: 'To have it: Windows 11 on x64; where that Windows is a VM, nesting in its outer hypervisor too',
      },
      {
        text: 'Not to be told any more: in %USERPROFILE%\\.wslconfig, then wsl --shutdown',
        lines: ['[wsl2]', 'nestedVirtualization=false'],
      },
    ],
    rules: [],
    sources: [sources.WSL_NESTING, sources.WSL_NESTING_REPORT],
    confidence: 'sourced',
  },
];
