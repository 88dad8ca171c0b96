import * as stack from '../stack/sources.js';
import { SWITCH_HYPERV_OFF } from '../stack/steps.js';
import type { ProductMessage, Step } from './model.js';
import * as sources from './sources.js';

const REMOVE_MASKS: Step = {
  place: 'vm',
  text: 'remove the lines whose keys begin with cpuid and a number, or with featMask; or only those that name this feature',
};

/** Messages of VMware about what the CPU of the VM is to have: features, masks, performance counters. */
export const VMWARE_CPU_MESSAGES: readonly ProductMessage[] = [
  {
    id: 'feature-absent',
    texts: [
      "Feature 'cpuid.ds' was absent, but must be present.",
      "Feature '…' was absent, but must be present.",
      "Module 'FeatureCompatLate' power on failed.",
    ],
    product: 'VMware Workstation and ESXi',
    cause:
      'The VM requires a feature of the CPU that it is not given: a mask in the .vmx forces it off, or the host lacks it or hides it (EVC). The word in quotes names the feature.',
    steps: [
      REMOVE_MASKS,
      {
        text: 'Nesting requires hv.capable, and cpuid.VMX or cpuid.SVM: no featMask may say "Max:0" or "Val:0" of them, and EVC may hide them',
      },
    ],
    rules: [
      'nested/cpuid-mask-keeps-virtualization',
      'nested/feature-mask-keeps-virtualization',
      'nested/valid-feature-mask',
      'nested/well-formed-cpuid-mask',
    ],
    sources: [sources.FIELD_REPORTS, stack.RUNNING_NESTED_VMS],
    confidence: 'reported',
  },
  {
    id: 'avx2-without-avx',
    texts: [],
    codes: ['msg.cpuid.guestRequiresAVX2noAVX'],
    product: 'VMware products (id of a message in vmware.log)',
    cause:
      'CPUID masks of the VM show AVX2 but no AVX (leaf 1, ecx, bit 28), because AVX is forced off. No CPU is like that.',
    steps: [REMOVE_MASKS, { text: 'Or force both off or none: AVX2 is bit 5 of ebx in leaf 7' }],
    rules: ['nested/well-formed-cpuid-mask', 'nested/no-legacy-cpuid-recipe'],
    sources: [sources.FIELD_REPORTS, stack.CPUID_TABLE],
    confidence: 'reported',
  },
  {
    id: 'no-cpuid-leaves',
    texts: [],
    codes: ['msg.cpuid.guestCpuidLoLevelsZero'],
    product: 'VMware products (id of a message in vmware.log)',
    cause:
      'A mask makes `cpuid.0.eax` zero. That register says how many CPUID leaves there are; with none the VM has no CPU that a system can use.',
    steps: [
      {
        place: 'vm',
        text: 'remove the line cpuid.0.eax, or give it a mask of 32 characters that leaves the value alone',
        lines: ['cpuid.0.eax = "----:----:----:----:----:----:----:----"'],
      },
    ],
    rules: ['nested/known-cpu-vendor', 'nested/well-formed-cpuid-mask'],
    sources: [sources.FIELD_REPORTS],
    confidence: 'reported',
  },
  {
    id: 'hardware-too-old-for-features',
    texts: ['not allowed for HWversion < 9'],
    product: 'VMware products (a text in the program)',
    cause:
      'The VM has settings of `featureCompat` or feature masks, which exist from hardware version 9 on, and an older `virtualHW.version`.',
    steps: [
      { place: 'vm', text: 'remove the lines whose keys begin with featureCompat or featMask' },
      {
        text: 'Or raise the hardware version to 9 or higher, in the product; nesting wants 9 as well',
      },
    ],
    rules: ['nested/sufficient-hardware-version', 'nested/valid-feature-mask'],
    settings: ['featureCompat.enable'],
    sources: [sources.PROGRAM_STRINGS],
    confidence: 'reported',
  },
  {
    id: 'performance-counters-on-host',
    texts: [
      'VMware Workstation does not support virtualized performance counters on this host.',
      'VMware … does not support virtualized performance counters on this host.',
      "Module 'VPMC' power on failed.",
    ],
    product: 'VMware Workstation and Player',
    cause:
      'The VM asks for performance counters of the CPU (`vpmc.enable` = "TRUE"). On a Windows host where Hyper-V, WSL2 or VBS is on, VMware runs on the Windows hypervisor and has none to give; the VM does not start.',
    steps: [
      {
        place: 'vm',
        text: 'switch them off; only profilers miss them',
        lines: ['vpmc.enable = "FALSE"'],
      },
      { text: `Or, if they are needed: ${SWITCH_HYPERV_OFF}` },
    ],
    rules: ['nested/no-performance-counters-under-hyper-v'],
    sources: [stack.KB_VPMC, stack.PLAYER_HOST_VBS],
    confidence: 'sourced',
    accountsFor: ['windows-hypervisor'],
  },
  {
    id: 'performance-counters-of-cpu',
    texts: [
      'Virtualized performance counters are not supported on the host CPU type.',
      'Virtualized performance counters are incompatible with … guests.',
    ],
    product: 'VMware Workstation and ESXi',
    cause:
      'The VM asks for performance counters of the CPU (`vpmc.enable` = "TRUE"), which VMware cannot virtualize on this CPU, or for this guest system.',
    steps: [
      {
        place: 'vm',
        text: 'switch them off; only profilers miss them',
        lines: ['vpmc.enable = "FALSE"'],
      },
      {
        text: 'If they are needed: virtualHW.version 9 or higher, an Intel CPU from Nehalem or an AMD Opteron from generation 3 on, VT-x or AMD-V on in the firmware',
      },
    ],
    rules: [],
    settings: ['vpmc.enable'],
    sources: [sources.KB_PERFORMANCE_COUNTERS, sources.FIELD_REPORTS],
    confidence: 'reported',
    accountsFor: ['performance-counters-on-host'],
  },
];
