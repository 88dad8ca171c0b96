import type { HypervSetting } from './model.js';
import { bool, int, text } from './parts.js';
import { REAL_FILES, SET_VM, SET_VM_PROCESSOR, WMI_SYSTEM } from './sources.js';

const WMI = 'Msvm_VirtualSystemSettingData';
const METRIC = 'global_settings/metrics/devicetype/deviceinstance/metric';

/** `global_settings`. What the numbers of actions mean no source says: those of WMI are others. */
export const GLOBAL_SETTINGS: readonly HypervSetting[] = [
  int('global_settings/critical_error/action', {
    seenIn: 'container',
    cmdlet: 'Set-VM -AutomaticCriticalErrorAction',
    description: 'What Hyper-V does with the VM when its storage is gone, for instance',
    source: SET_VM,
  }),
  int('global_settings/critical_error/timeout', {
    seenIn: 'container',
    cmdlet: 'Set-VM -AutomaticCriticalErrorActionTimeout',
    description: 'How long Hyper-V waits for storage to come back before it switches the VM off',
    source: WMI_SYSTEM,
  }),
  bool('global_settings/devices/allow_reduced_fc_redundancy', {
    default: 'False',
    wmi: `${WMI}.AllowReducedFcRedundancy`,
    description:
      'Whether the VM may migrate to a host with fewer paths to its disks of Fibre Channel',
    source: WMI_SYSTEM,
  }),
  int('global_settings/devices/cpu_architecture', { seenIn: 'container' }),
  text('global_settings/devices/generation_id'),
  bool('global_settings/devices/host_resource_protection_enabled', {
    seenIn: 'container',
    cmdlet: 'Set-VMProcessor -EnableHostResourceProtection',
    description: 'Whether Hyper-V keeps the VM from using too much of the host through its devices',
    source: SET_VM_PROCESSOR,
  }),
  bool('global_settings/devices/lock_on_disconnect', {
    seenIn: 'container',
    cmdlet: 'Set-VM -LockOnDisconnect',
    description: 'Whether the console is locked when somebody disconnects from it',
    source: SET_VM,
  }),
  bool('global_settings/devices/storage_allow_full_scsi_command_set', {
    wmi: `${WMI}.AllowFullSCSICommandSet`,
    description: 'Whether SCSI commands of the VM reach the disks of the host without a filter',
    source: WMI_SYSTEM,
  }),
  bool('global_settings/disk_merge_pending'),
  text('global_settings/metrics/devicetype/deviceinstance/guid', { seenIn: 'xml' }),
  ...['lastcomputedtime', 'peaktime', 'starttime', 'value'].map((name) =>
    int(`${METRIC}/${name}`, { seenIn: 'xml' }),
  ),
  bool(`${METRIC}/enabled`, { seenIn: 'xml' }),
  ...['poolid', 'resourcetypeid', 'typecode'].map((name) =>
    text(`${METRIC}/${name}`, { seenIn: 'xml' }),
  ),
  text('global_settings/metrics/devicetype/guid', { seenIn: 'xml' }),
  text('global_settings/owner/sid'),
  int('global_settings/power/host_shutdown/action', {
    cmdlet: 'Set-VM -AutomaticStopAction',
    description: 'What becomes of the VM when its host shuts down',
    source: SET_VM,
  }),
  int('global_settings/power/host_startup/action', {
    cmdlet: 'Set-VM -AutomaticStartAction',
    description: 'What becomes of the VM when its host starts',
    source: SET_VM,
  }),
  text('global_settings/snapshots/data_root', {
    seenIn: 'xml',
    cmdlet: 'Set-VM -SnapshotFileLocation',
    wmi: `${WMI}.SnapshotDataRoot`,
    description: 'The folder for checkpoints',
    source: WMI_SYSTEM,
  }),
  bool('global_settings/snapshots/enable_automatic', {
    seenIn: 'container',
    cmdlet: 'Set-VM -AutomaticCheckpointsEnabled',
    wmi: `${WMI}.AutomaticSnapshotsEnabled`,
    description: 'Whether Hyper-V makes checkpoints by itself',
    source: SET_VM,
  }),
  int('global_settings/snapshots/list/size', {
    nesting: true,
    description: 'How many checkpoints the VM has',
    source: REAL_FILES,
  }),
  int('global_settings/snapshots/user_type', {
    seenIn: 'container',
    cmdlet: 'Set-VM -CheckpointType',
    wmi: `${WMI}.UserSnapshotType`,
    description: 'Which checkpoints can be made: none, standard ones, production ones',
    source: SET_VM,
  }),
  int('global_settings/unexpected_termination/action'),
  bool('global_settings/vhd_path_acled'),
];
