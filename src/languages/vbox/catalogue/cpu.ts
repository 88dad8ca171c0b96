import type { AttributeDescription, ElementDescription, Place } from './model.js';
import { bool, choice, each, first, int, last, text } from './parts.js';

/** Where features of an x86 CPU stand: before settings version 1.20, and from then on. */
const X86: readonly Place[] = [{ in: 'Machine/Hardware/CPU' }, { in: 'Machine/Platform/x86/CPU' }];

const ARM: Place = { in: 'Machine/Platform/arm/CPU' };

/** Where the generic part of the CPU stands. */
const GENERIC: readonly Place[] = [{ in: 'Machine/Hardware/CPU' }, { in: 'Machine/Platform/CPU' }];

const COUNT: readonly AttributeDescription[] = [
  int('count', {
    default: '1',
    option: '--cpus',
    nesting: true,
    description: 'How many virtual CPUs the VM has.',
  }),
  bool('hotplug', { default: 'false', since: '1.10' }),
  int('executionCap', { default: '100', since: '1.11' }),
  int('CpuIdPortabilityLevel', {
    default: '0',
    since: '1.15',
    option: '--cpuid-portability-level',
    nesting: true,
    description: 'From level 1 on hides newer CPU features from the VM, VT-x among them.',
  }),
  text('CpuProfile', { default: 'host', since: '1.16' }),
];

function enabled(
  more: Omit<AttributeDescription, 'name' | 'type' | 'values'>,
): AttributeDescription[] {
  return [bool('enabled', more)];
}

export function cpuElements(): ElementDescription[] {
  return [
    last('CPU', [{ in: 'Machine/Hardware', to: '1.19' }, { in: 'Machine/Platform' }], COUNT, {
      description: 'The CPUs of the VM.',
    }),
    last('CPU', ['Machine/Platform/x86', 'Machine/Platform/arm'], [], {
      since: '1.20',
      description: 'What the CPUs of the VM can, by architecture.',
    }),
    first('NestedHWVirt', [...X86, ARM], enabled({ default: 'false' }), {
      nesting: true,
      since: '1.17',
      option: '--nested-hw-virt',
      description:
        'Shows VT-x or AMD-V to the VM, so that a hypervisor can run inside it; VirtualBox 6.0 and later on AMD, 6.1 and later on Intel.',
    }),
    first('HardwareVirtEx', X86, [...enabled({ default: 'true' }), bool('exclusive')], {
      option: '--hwvirtex',
      description:
        'Use of VT-x or AMD-V by VirtualBox itself; without effect since VirtualBox 6.1.',
    }),
    first('HardwareVirtExNestedPaging', X86, enabled({ default: 'true' }), {
      nesting: true,
      option: '--nested-paging',
      description: 'Nested paging (EPT, RVI); nested virtualization does not start without it.',
    }),
    first('HardwareVirtExVPID', X86, enabled({ default: 'true' }), {
      nesting: true,
      option: '--vtx-vpid',
      description: 'Tagged TLBs of Intel CPUs (VPID).',
    }),
    first('HardwareVirtExUX', X86, enabled({ default: 'true' }), {
      nesting: true,
      option: '--vtx-ux',
      description:
        'Unrestricted guest execution of Intel CPUs; nested virtualization does not start there without it.',
    }),
    first('HardwareVirtExLargePages', X86, enabled({}), {
      option: '--large-pages',
      description: 'Large pages; where it is absent, the host decides.',
    }),
    first('HardwareVirtForce', X86, enabled({ default: 'false' }), { since: '1.9' }),
    first('HardwareVirtExUseNativeApi', X86, enabled({ default: 'false' }), {
      nesting: true,
      since: '1.17',
      description:
        'Runs the VM on the hypervisor of the host (Hyper-V, for instance), where nested virtualization is switched off without a word.',
    }),
    first('HardwareVirtExVirtVmsaveVmload', X86, enabled({ default: 'true' }), {
      nesting: true,
      since: '1.18',
      option: '--virt-vmsave-vmload',
      description: 'Virtualized VMSAVE and VMLOAD of AMD CPUs.',
    }),
    first('PAE', X86, enabled({}), {
      option: '--pae',
      description: 'Physical Address Extension; where it is absent, the host decides.',
    }),
    first('LongMode', X86, enabled({}), {
      nesting: true,
      since: '1.14',
      option: '--long-mode',
      description: 'A 64-bit CPU; nested virtualization needs one.',
    }),
    first('TripleFaultReset', X86, enabled({ default: 'false' })),
    first('APIC', X86, enabled({ default: 'true' }), { since: '1.16', option: '--apic' }),
    first('X2APIC', X86, enabled({ default: 'false' }), { since: '1.16', option: '--x2apic' }),
    first(
      'IBPBOn',
      X86,
      [bool('vmexit', { default: 'false' }), bool('vmentry', { default: 'false' })],
      {
        since: '1.16',
      },
    ),
    first('SpecCtrl', X86, enabled({ default: 'false' }), { since: '1.16', option: '--spec-ctrl' }),
    first('SpecCtrlByHost', X86, enabled({ default: 'false' }), { since: '1.16' }),
    first(
      'L1DFlushOn',
      X86,
      [bool('scheduling', { default: 'true' }), bool('vmentry', { default: 'false' })],
      { since: '1.16' },
    ),
    first(
      'MDSClearOn',
      X86,
      [bool('scheduling', { default: 'true' }), bool('vmentry', { default: 'false' })],
      { since: '1.16' },
    ),
    first('CpuTree', GENERIC, [], { since: '1.10' }),
    each(
      'Cpu',
      ['Machine/Hardware/CPU/CpuTree', 'Machine/Platform/CPU/CpuTree'],
      [int('id', { required: true })],
      { since: '1.10' },
    ),
    first('CpuIdTree', X86, [], {
      nesting: true,
      option: '--cpuid-set',
      description: 'What the CPUID instruction answers inside the VM, where that is to differ.',
    }),
    each(
      'CpuIdLeaf',
      X86.map((place) => `${place.in}/CpuIdTree`),
      [
        int('id', { required: true, nesting: true }),
        int('subleaf', { default: '0', since: '1.16' }),
        int('eax'),
        int('ebx'),
        int('ecx', { nesting: true }),
        int('edx'),
      ],
      {
        nesting: true,
        option: '--cpuid-set',
        description: 'The four registers of one CPUID leaf; VirtualBox writes them in decimals.',
      },
    ),
    first('CPUCount', 'Machine/Hardware/CPU', [int('count')]),
    first('SyntheticCpu', GENERIC, [bool('enabled', { default: 'false' })], {
      description: 'The old form of CpuIdPortabilityLevel="1".',
    }),
    first('GicIts', ARM, enabled({ default: 'false' }), { since: '1.21' }),
  ];
}

export function platformElements(): ElementDescription[] {
  return [
    first(
      'Platform',
      { in: 'Machine', from: '1.20' },
      [choice('architecture', 'x86 ARM', { anyCase: true, required: true, since: '1.20' })],
      {
        since: '1.20',
        description: 'The architecture of the VM, and what depends on it.',
      },
    ),
    first('x86', 'Machine/Platform', [], { since: '1.20' }),
    first('arm', 'Machine/Platform', [], { since: '1.20' }),
    last(
      'Chipset',
      [{ in: 'Machine/Hardware', to: '1.19' }, 'Machine/Platform'],
      [choice('type', 'PIIX3 ICH9 ARMv8Virtual', { default: 'PIIX3', option: '--chipset' })],
      { since: '1.11', option: '--chipset' },
    ),
    last(
      'Iommu',
      [{ in: 'Machine/Hardware', to: '1.19' }, 'Machine/Platform'],
      [choice('type', 'None Automatic AMD Intel', { default: 'None', option: '--iommu' })],
      {
        since: '1.19',
        option: '--iommu',
        description: 'A virtual IOMMU; it needs ICH9 and the I/O APIC.',
      },
    ),
    last(
      'RTC',
      [{ in: 'Machine/Hardware', to: '1.19' }, 'Machine/Platform'],
      [choice('localOrUTC', 'local UTC', { default: 'local', tolerant: true })],
      { since: '1.10' },
    ),
    last(
      'HPET',
      [{ in: 'Machine/Hardware', to: '1.19' }, 'Machine/Platform/x86'],
      [bool('enabled', { default: 'false' })],
      { since: '1.10' },
    ),
  ];
}
