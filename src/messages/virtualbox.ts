import * as stack from '../stack/sources.js';
import { EXPOSE_ON_HYPERV, NEST_ON_VIRTUALBOX, SWITCH_HYPERV_OFF } from '../stack/steps.js';
import type { ProductMessage, Step } from './model.js';
import * as sources from './sources.js';
import { NEST_IN_OUTER } from './steps.js';

const VIRTUALBOX_ON_HYPERV: Step = {
  text: `Where VirtualBox runs on a Windows host: ${SWITCH_HYPERV_OFF}`,
};

/** Messages of VirtualBox. */
export const VIRTUALBOX_MESSAGES: readonly ProductMessage[] = [
  {
    id: 'virtualbox-nesting-without-paging',
    texts: [
      'Cannot enable nested VT-x/AMD-V without nested-paging and unrestricted guest execution!',
      'Cannot enable nested VT-x/AMD-V without nested-paging and unresricted guest execution!',
    ],
    codes: ['VERR_CPUM_INVALID_HWVIRT_CONFIG', '-1767'],
    product: 'VirtualBox',
    cause:
      'Nesting is on in this VM, and what it rests on is not: nested paging, and on Intel unrestricted guest execution. Either they are off in the VM, or VirtualBox cannot use the CPU itself, because Hyper-V, WSL2 or VBS owns it.',
    steps: [
      {
        place: 'host',
        text: 'with the VM off, switch both on',
        lines: ['VBoxManage modifyvm NAME --nested-paging on --vtx-ux on'],
      },
      VIRTUALBOX_ON_HYPERV,
      {
        place: 'host',
        text: 'or do without nesting',
        lines: [NEST_ON_VIRTUALBOX.replace(/on$/, 'off')],
      },
    ],
    rules: ['nested/nested-paging', 'nested/default-execution-engine'],
    sources: [sources.VIRTUALBOX_PAGING, sources.VIRTUALBOX_PAGING_REPORT],
    confidence: 'sourced',
    accountsFor: ['unspecified-error'],
  },
  {
    id: 'virtualbox-on-hyper-v',
    texts: [
      "CPUM: Warning! Can't turn on nested VT-x/AMD-V when NEM is used! (later)",
      'NEM: NEMR3Init: Snail execution mode is active!',
      'NEM: NEMR3Init: Turtle execution mode is active!',
    ],
    product: 'VBox.log of VirtualBox (a turtle in the status bar)',
    cause:
      'VirtualBox runs on the hypervisor of the host system (NEM), on Windows Hyper-V, since that owns the CPU. VMs are slow then, and nested VT-x/AMD-V is switched off without a message.',
    steps: [
      VIRTUALBOX_ON_HYPERV,
      {
        text: 'Or use Hyper-V as the host hypervisor, which nests',
        lines: [EXPOSE_ON_HYPERV],
      },
    ],
    rules: ['nested/no-native-api', 'nested/default-execution-engine'],
    sources: [stack.VIRTUALBOX_SOURCE, sources.VIRTUALBOX_NEM, stack.VIRTUALBOX_WSL_REPORT],
    confidence: 'sourced',
  },
  {
    id: 'virtualbox-without-virtualization',
    texts: ['VT-x is not available (VERR_VMX_NO_VMX)', 'VT-x is not available'],
    codes: ['VERR_VMX_NO_VMX', '-4009'],
    product: 'VirtualBox',
    cause:
      'VirtualBox finds no VT-x or AMD-V. Where it runs in a VM, the hypervisor around that VM does not pass it on. On a Windows host Hyper-V, WSL2 or VBS owns the CPU. Else it is off in the firmware.',
    steps: [
      {
        ...NEST_IN_OUTER,
        text: 'if VirtualBox runs in a VM, switch nesting on in it, whichever hypervisor runs it',
      },
      VIRTUALBOX_ON_HYPERV,
      { place: 'host', text: 'switch VT-x or AMD-V on in the firmware (BIOS or UEFI)' },
    ],
    rules: ['nested/expose-hardware-virtualization'],
    sources: [sources.VIRTUALBOX_ERRORS, sources.VIRTUALBOX_IN_A_VM],
    confidence: 'sourced',
    accountsFor: ['unspecified-error'],
  },
  {
    id: 'virtualbox-virtualization-disabled',
    texts: [],
    codes: ['VERR_VMX_MSR_ALL_VMX_DISABLED', '-4028', 'VERR_SVM_DISABLED', '-4053'],
    product: 'VirtualBox',
    cause: 'The CPU could, but VT-x or AMD-V is off in the firmware, or by the host system.',
    steps: [
      {
        place: 'host',
        text: 'switch VT-x or AMD-V on in the firmware (BIOS or UEFI), then switch the machine off and on again',
      },
    ],
    rules: [],
    sources: [sources.VIRTUALBOX_ERRORS],
    confidence: 'sourced',
    accountsFor: ['unspecified-error'],
  },
  {
    id: 'virtualbox-cpu-in-use',
    texts: [],
    codes: ['VERR_VMX_IN_VMX_ROOT_MODE', '-4011', 'VERR_SVM_IN_USE', '-4054'],
    product: 'VirtualBox',
    cause:
      'Another hypervisor of the same machine uses VT-x or AMD-V. On Linux from 6.12 on it is KVM, which takes it as soon as its module is loaded.',
    steps: [
      {
        place: 'host',
        text: 'unload the modules of KVM (or kvm_amd), or start Linux with kvm.enable_virt_at_load=0',
        lines: ['sudo modprobe -r kvm_intel'],
      },
      { place: 'host', text: 'end other hypervisors that have VMs running' },
    ],
    rules: [],
    sources: [sources.VIRTUALBOX_ERRORS, sources.VIRTUALBOX_BESIDE_KVM],
    confidence: 'sourced',
    accountsFor: ['unspecified-error'],
  },
  {
    id: 'virtualbox-hyper-v-mode',
    texts: ['Call to WHvSetupPartition failed'],
    codes: ['VERR_NEM_VM_CREATE_FAILED', '-6805', 'VERR_NEM_NOT_AVAILABLE', '-6801'],
    product: 'VirtualBox',
    cause:
      'VirtualBox cannot use VT-x or AMD-V itself and tries the hypervisor of Windows instead, which is not there, broken, or too old.',
    steps: [
      VIRTUALBOX_ON_HYPERV,
      {
        text: 'Or run on Hyper-V, without nesting: switch on Windows Hypervisor Platform (Windows features), and restart',
      },
    ],
    rules: [],
    sources: [sources.VIRTUALBOX_ERRORS, sources.VIRTUALBOX_NEM, sources.VIRTUALBOX_WHV],
    confidence: 'sourced',
    accountsFor: ['unspecified-error'],
  },
  {
    id: 'virtualbox-no-engine',
    texts: ['Misconfigured VM: No guest execution engine available!'],
    product: 'VirtualBox',
    cause:
      'Nothing is left that could run the VM: neither VT-x or AMD-V, nor the hypervisor of the host system, nor the interpreter of VirtualBox.',
    steps: [
      { place: 'host', text: 'switch VT-x or AMD-V on in the firmware (BIOS or UEFI)' },
      VIRTUALBOX_ON_HYPERV,
      {
        place: 'host',
        text: 'with the VM off, let VirtualBox choose the engine (7.1 or newer), and remove extra data of it that begins with VBoxInternal/HM, VBoxInternal/NEM or VBoxInternal/EM',
        lines: [
          'VBoxManage modifyvm NAME --vm-execution-engine default',
          'VBoxManage getextradata NAME enumerate',
        ],
      },
    ],
    rules: ['nested/default-execution-engine', 'nested/no-extra-data-override'],
    sources: [sources.VIRTUALBOX_ERRORS],
    confidence: 'sourced',
    accountsFor: ['unspecified-error'],
  },
  {
    id: 'virtualbox-nesting-greyed-out',
    texts: ['Enable Nested VT-x/AMD-V'],
    product: 'VirtualBox Manager, which greys the box out',
    cause:
      'The box can be ticked only while the VM is off, and only where the host has AMD-V with nested paging, or VT-x with EPT, unrestricted guest and VMCS shadowing. On a Windows host it is also grey where Hyper-V, WSL2 or VBS owns the CPU.',
    steps: [
      { place: 'host', text: 'shut the VM down; a saved state is not enough' },
      VIRTUALBOX_ON_HYPERV,
      {
        place: 'host',
        text: 'or set it with VBoxManage, which does not ask what the host can',
        lines: [NEST_ON_VIRTUALBOX],
      },
    ],
    rules: ['vbox/no-saved-state', 'nested/possible-on-host'],
    sources: [sources.VIRTUALBOX_HOST],
    confidence: 'sourced',
  },
  {
    id: 'virtualbox-apic-disabled',
    texts: [
      'Cannot disable the APIC for a 64-bit guest.',
      'Cannot disable the APIC for an SMP guest.',
      'Cannot disable the APIC when the I/O APIC is present.',
    ],
    product: 'VirtualBox',
    cause:
      'The APIC is switched off in the VM, and what the VM has besides needs it: a 64-bit CPU, several CPUs, or an I/O APIC.',
    steps: [
      {
        place: 'host',
        text: 'with the VM off, switch it on',
        lines: ['VBoxManage modifyvm NAME --apic on'],
      },
    ],
    rules: ['vbox/apic'],
    sources: [sources.VIRTUALBOX_LAUNCH],
    confidence: 'sourced',
    accountsFor: ['unspecified-error'],
  },
  {
    id: 'virtualbox-iommu',
    texts: [
      'IOMMU uses MSIs which requires the ICH9 chipset implementation.',
      'IOMMU requires an I/O APIC for remapping interrupts.',
    ],
    product: 'VirtualBox',
    cause:
      'The VM has a virtual IOMMU, which works only with the ICH9 chipset and an I/O APIC, and one of the two is missing.',
    steps: [
      {
        place: 'host',
        text: 'with the VM off, give it both',
        lines: ['VBoxManage modifyvm NAME --chipset ich9 --ioapic on'],
      },
      {
        place: 'host',
        text: 'or do without an IOMMU',
        lines: ['VBoxManage modifyvm NAME --iommu none'],
      },
    ],
    rules: ['vbox/iommu-requirements'],
    sources: [sources.VIRTUALBOX_LAUNCH],
    confidence: 'sourced',
    accountsFor: ['unspecified-error'],
  },
  {
    id: 'virtualbox-mac-address',
    texts: ['Invalid MAC address format'],
    product: 'VirtualBox',
    cause:
      'A MAC address is to be 12 hexadecimal digits without separators, and the second digit even.',
    steps: [
      {
        place: 'host',
        text: 'let VirtualBox make one (here for the first adapter)',
        lines: ['VBoxManage modifyvm NAME --macaddress1 auto'],
      },
    ],
    rules: ['vbox/valid-mac-address'],
    sources: [sources.VIRTUALBOX_MAC],
    confidence: 'sourced',
    accountsFor: ['unspecified-error'],
  },
];
