import type { HypervSetting } from './model.js';
import { bool, int, text } from './parts.js';
import { ENABLE_NESTED, SET_VM_PROCESSOR, WMI_PROCESSOR } from './sources.js';

const UNIT = 'thousandths of a per cent';
const WMI = 'Msvm_ProcessorSettingData';

/** `settings/processors` */
export const PROCESSOR_SETTINGS: readonly HypervSetting[] = [
  int('settings/processors/count', {
    default: '1',
    cmdlet: 'Set-VMProcessor -Count',
    nesting: true,
    description: 'How many virtual processors the VM has',
    source: SET_VM_PROCESSOR,
  }),
  text('settings/processors/cpu_group_guid', {
    seenIn: 'container',
    wmi: `${WMI}.CpuGroupId`,
    description: 'The group of CPUs that the VM is bound to; all zeros: none',
    source: WMI_PROCESSOR,
  }),
  int('settings/processors/cpu_group_id', { seenIn: 'container' }),
  ...['lbr', 'pebs', 'pmu'].map((part) =>
    bool(`settings/processors/enable_perfmon_${part}`, {
      since: '9.0',
      seenIn: 'container',
      cmdlet: 'Set-VMProcessor -Perfmon',
      description: `Whether the VM sees the ${part.toUpperCase()} of the CPU, for monitoring performance`,
      source: SET_VM_PROCESSOR,
    }),
  ),
  bool('settings/processors/features/limit', {
    cmdlet: 'Set-VMProcessor -CompatibilityForMigrationEnabled',
    wmi: `${WMI}.LimitProcessorFeatures`,
    nesting: true,
    description:
      'Whether the VM sees only such features of the CPU that it can migrate to hosts with another one of the same maker',
    source: WMI_PROCESSOR,
  }),
  bool('settings/processors/hide_hypervisor_present', {
    seenIn: 'container',
    wmi: `${WMI}.HideHypervisorPresent`,
    nesting: true,
    description: 'Whether Hyper-V hides from the VM that it runs on a hypervisor',
    source: WMI_PROCESSOR,
  }),
  int('settings/processors/hwthreads', {
    seenIn: 'container',
    since: '9.0',
    values: { 0: 'as many as the host' },
    cmdlet: 'Set-VMProcessor -HwThreadCountPerCore',
    description: 'How many threads each core has, as the VM sees it (SMT)',
    source: SET_VM_PROCESSOR,
  }),
  int('settings/processors/limit', {
    default: '100000',
    unit: UNIT,
    cmdlet: 'Set-VMProcessor -Maximum',
    wmi: `${WMI}.Limit`,
    nesting: true,
    description: 'The most that the VM gets of its processors; 100000 is all of them',
    source: WMI_PROCESSOR,
  }),
  bool('settings/processors/limit_cpuid', {
    cmdlet: 'Set-VMProcessor -CompatibilityForOlderOperatingSystemsEnabled',
    wmi: `${WMI}.LimitCPUID`,
    nesting: true,
    description: 'Whether CPUID tells the VM less, as some old systems need it',
    source: WMI_PROCESSOR,
  }),
  bool('settings/processors/nested_virtualization/enabled', {
    default: 'False',
    since: '8.0',
    seenIn: 'container',
    cmdlet: 'Set-VMProcessor -ExposeVirtualizationExtensions',
    wmi: `${WMI}.ExposeVirtualizationExtensions`,
    nesting: true,
    description: 'Whether the VM sees VT-x or AMD-V, so that hypervisors can run in it',
    source: ENABLE_NESTED,
  }),
  int('settings/processors/reservation', {
    default: '0',
    unit: UNIT,
    cmdlet: 'Set-VMProcessor -Reserve',
    wmi: `${WMI}.Reservation`,
    description: 'What of the processors is kept for this VM; 100000 is all of them',
    source: WMI_PROCESSOR,
  }),
  int('settings/processors/vnuma/count_per_node/max', {
    cmdlet: 'Set-VMProcessor -MaximumCountPerNumaNode',
    wmi: `${WMI}.MaxProcessorsPerNumaNode`,
    description: 'The most virtual processors that one virtual NUMA node has',
    source: WMI_PROCESSOR,
  }),
  int('settings/processors/vnuma/node_per_socket/max', {
    cmdlet: 'Set-VMProcessor -MaximumCountPerNumaSocket',
    wmi: `${WMI}.MaxNumaNodesPerSocket`,
    description: 'The most virtual NUMA nodes that one socket has',
    source: WMI_PROCESSOR,
  }),
  int('settings/processors/weight', {
    default: '100',
    cmdlet: 'Set-VMProcessor -RelativeWeight',
    wmi: `${WMI}.Weight`,
    description: 'How much of the CPU this VM gets compared with others, from 1 to 10000',
    source: SET_VM_PROCESSOR,
  }),
];
