import type { HypervSetting } from './model.js';
import { bool, int, text } from './parts.js';
import { REAL_FILES, SET_VM_HARD_DISK_DRIVE, WMI_STORAGE, WMI_SYSTEM } from './sources.js';

const WMI = 'Msvm_StorageAllocationSettingData';
const SET = 'Set-VMHardDiskDrive';

/** What a drive can hold, as files call it. */
export const DRIVE_TYPES = {
  ISO: 'a CD or DVD',
  NONE: 'nothing',
  VHD: 'a hard disk',
} as const;

/** The controller of a kind, with all that its drives can say. */
function drivesOf(controller: string): HypervSetting[] {
  const drive = `${controller}/controllerN/driveN`;
  return [
    int(`${drive}/caching_mode`, {
      seenIn: 'container',
      wmi: `${WMI}.CachingMode`,
      description: 'Whether the host keeps parts of the disk in its memory',
      source: WMI_STORAGE,
    }),
    bool(`${drive}/ignore_flushes`, {
      default: 'False',
      seenIn: 'container',
      wmi: `${WMI}.IgnoreFlushes`,
      description: 'Whether Hyper-V does not write to the disk when the VM asks it to flush',
      source: WMI_STORAGE,
    }),
    int(`${drive}/iops_limit`, {
      unit: 'operations of 8 KB a second',
      cmdlet: `${SET} -MaximumIOPS`,
      wmi: `${WMI}.IOPSLimit`,
      description: 'How many operations the disk does in a second at most',
      source: SET_VM_HARD_DISK_DRIVE,
    }),
    int(`${drive}/iops_reservation`, {
      unit: 'operations of 8 KB a second',
      cmdlet: `${SET} -MinimumIOPS`,
      wmi: `${WMI}.IOPSReservation`,
      description: 'How many operations the disk does in a second at least',
      source: SET_VM_HARD_DISK_DRIVE,
    }),
    text(`${drive}/pathname`, {
      isFile: true,
      cmdlet: `${SET} -Path`,
      description: 'The file of the disk, or what is in the drive',
      source: SET_VM_HARD_DISK_DRIVE,
    }),
    bool(`${drive}/persistent_reservations_supported`, {
      cmdlet: `${SET} -SupportPersistentReservations`,
      wmi: `${WMI}.PersistentReservationsSupported`,
      description: 'Whether several VMs share the disk',
      source: SET_VM_HARD_DISK_DRIVE,
    }),
    text(`${drive}/qos_policy_id`, {
      seenIn: 'container',
      cmdlet: `${SET} -QoSPolicyID`,
      wmi: `${WMI}.StorageQoSPolicyID`,
      description: 'The policy for how fast the disk is',
      source: SET_VM_HARD_DISK_DRIVE,
    }),
    text(`${drive}/type`, {
      values: DRIVE_TYPES,
      description: 'What is in the drive',
      source: REAL_FILES,
    }),
    int(`${drive}/weight`),
    int(`${drive}/write_hardening_method`, { seenIn: 'container' }),
  ];
}

const STATE = '<Guest Runtime State>';

/** Disks, and the file that holds the state of firmware and TPM. */
export const STORAGE_SETTINGS: readonly HypervSetting[] = [
  ...drivesOf('<Emulated IDE Controller>'),
  text('<Synthetic SCSI Controller>/ChannelInstanceGuid'),
  text('<Synthetic SCSI Controller>/ElementName', { seenIn: 'xml' }),
  ...drivesOf('<Synthetic SCSI Controller>'),
  text('<Emulated Floppy Controller>/controllerN/driveN/pathname', {
    isFile: true,
    cmdlet: 'Set-VMFloppyDiskDrive -Path',
    description: 'The file of the floppy disk',
    source: REAL_FILES,
  }),
  text('<Emulated Floppy Controller>/controllerN/driveN/type', {
    values: { VFD: 'a floppy disk' },
    description: 'What is in the drive',
    source: REAL_FILES,
  }),
  bool(`${STATE}/FileIsPlatformManaged`, { seenIn: 'container' }),
  text(`${STATE}/StateFilePath`, {
    seenIn: 'container',
    isFile: true,
    wmi: 'Msvm_VirtualSystemSettingData.GuestStateFile',
    description: 'The .vmgs file, which holds the variables of UEFI',
    source: WMI_SYSTEM,
  }),
  bool(`${STATE}/UseTransient`, { seenIn: 'container' }),
];
