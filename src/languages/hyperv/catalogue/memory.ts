import type { HypervSetting } from './model.js';
import { bool, int, text } from './parts.js';
import { REAL_FILES, SET_VM, SET_VM_MEMORY, WMI_MEMORY, WMI_SYSTEM } from './sources.js';

const WMI = 'Msvm_MemorySettingData';

/** `settings` but for the processors. */
export const MEMORY_SETTINGS: readonly HypervSetting[] = [
  text('settings/global/logical_id', {
    description: 'The id of the VM, the same as properties/global_id',
    source: REAL_FILES,
  }),
  bool('settings/guest_controlled_cache_types', {
    seenIn: 'container',
    cmdlet: 'Set-VM -GuestControlledCacheTypes',
    description: 'Whether the system in the VM controls how memory is cached',
    source: SET_VM,
  }),
  int('settings/memory/bank/backing_type', { seenIn: 'container' }),
  bool('settings/memory/bank/dynamic_memory_enabled', {
    cmdlet: 'Set-VMMemory -DynamicMemoryEnabled',
    wmi: `${WMI}.DynamicMemoryEnabled`,
    nesting: true,
    description: 'Whether Hyper-V gives memory to the VM and takes it away while it runs',
    source: SET_VM_MEMORY,
  }),
  int('settings/memory/bank/limit', {
    default: '1048576',
    unit: 'MiB',
    cmdlet: 'Set-VMMemory -MaximumBytes',
    wmi: `${WMI}.Limit`,
    description: 'The most memory that the VM gets, where its memory is dynamic',
    source: WMI_MEMORY,
  }),
  int('settings/memory/bank/priority', {
    default: '5000',
    cmdlet: 'Set-VMMemory -Priority',
    wmi: `${WMI}.Weight`,
    description: 'Which VMs get memory first where there is too little',
    source: WMI_MEMORY,
  }),
  int('settings/memory/bank/reservation', {
    unit: 'MiB',
    cmdlet: 'Set-VMMemory -MinimumBytes',
    wmi: `${WMI}.Reservation`,
    description: 'The least memory that the VM gets, where its memory is dynamic',
    source: WMI_MEMORY,
  }),
  int('settings/memory/bank/size', {
    unit: 'MiB',
    cmdlet: 'Set-VMMemory -StartupBytes',
    wmi: `${WMI}.VirtualQuantity`,
    nesting: true,
    description: 'The memory of the VM; where it is dynamic, what the VM starts with',
    source: WMI_MEMORY,
  }),
  int('settings/memory/bank/target_memory_buffer', {
    default: '20',
    unit: 'per cent',
    cmdlet: 'Set-VMMemory -Buffer',
    wmi: `${WMI}.TargetMemoryBuffer`,
    description:
      'What is kept in reserve beyond the memory that the VM needs, from 5 to 2000, where it is dynamic',
    source: WMI_MEMORY,
  }),
  bool('settings/memory/sgx/enabled', {
    seenIn: 'container',
    wmi: `${WMI}.SgxEnabled`,
    description: 'Whether the VM has enclaves of the CPU (SGX)',
    source: WMI_MEMORY,
  }),
  int('settings/memory/sgx/size', {
    seenIn: 'container',
    unit: 'MiB',
    wmi: `${WMI}.SgxSize`,
    description: 'The memory for enclaves of the CPU (SGX)',
    source: WMI_MEMORY,
  }),
  int('settings/memory/vnuma/max_size_per_node', {
    unit: 'MiB',
    cmdlet: 'Set-VMMemory -MaximumAmountPerNumaNodeBytes',
    wmi: `${WMI}.MaxMemoryBlocksPerNumaNode`,
    description: 'The most memory that one virtual NUMA node has',
    source: WMI_MEMORY,
  }),
  bool('settings/stopped_at_host_shutdown', { seenIn: 'xml' }),
  int('settings/topology/high_mmio_gap_mb', {
    default: '512',
    seenIn: 'container',
    unit: 'MiB',
    cmdlet: 'Set-VM -HighMemoryMappedIoSpace',
    wmi: 'Msvm_VirtualSystemSettingData.HighMmioGapSize',
    description: 'The address space for devices above 4 GiB',
    source: WMI_SYSTEM,
  }),
  int('settings/topology/low_mmio_gap_mb', {
    default: '128',
    since: '5.0',
    unit: 'MiB',
    cmdlet: 'Set-VM -LowMemoryMappedIoSpace',
    wmi: 'Msvm_VirtualSystemSettingData.LowMmioGapSize',
    description: 'The address space for devices below 4 GiB, from 128 to 3584',
    source: WMI_SYSTEM,
  }),
  bool('settings/vnuma/enabled', {
    wmi: 'Msvm_VirtualSystemSettingData.VirtualNumaEnabled',
    description: 'Whether the VM sees NUMA nodes; False: it sees one',
    source: WMI_SYSTEM,
  }),
];
