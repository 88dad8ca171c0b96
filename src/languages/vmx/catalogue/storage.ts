import type { SettingDescription } from './model.js';
import { BROTHERTU, LIBVIRT } from './sources.js';

/** Disks, CD and floppy drives, and their controllers. */
export const STORAGE_SETTINGS: readonly SettingDescription[] = [
  {
    pattern: 'scsi*.present',
    type: 'boolean',
    default: 'FALSE',
    description: 'Whether the SCSI controller is there.',
    source: LIBVIRT,
  },
  {
    pattern: 'scsi*.virtualDev',
    type: 'enum',
    values: ['buslogic', 'lsilogic', 'lsisas1068', 'pvscsi'],
    description:
      'The model of the controller, chosen by guestOS where absent; 64-bit guests cannot use buslogic.',
    source: BROTHERTU,
  },
  { pattern: 'scsi*.pciSlotNumber', type: 'integer', writtenByVmware: true },
  { pattern: 'scsi*.sasWWID', type: 'string', writtenByVmware: true },
  { pattern: 'scsi*.sharedBus', type: 'string' },
  ...unit('scsi*:*'),
  { pattern: 'scsi*:*.virtualSSD', type: 'integer' },
  { pattern: 'buslogic.noDriver', type: 'boolean' },
  ...unit('ide*:*'),
  { pattern: 'sata*.present', type: 'boolean' },
  { pattern: 'sata*.pciSlotNumber', type: 'integer', writtenByVmware: true },
  ...unit('sata*:*'),
  { pattern: 'nvme*.present', type: 'boolean' },
  { pattern: 'nvme*.pciSlotNumber', type: 'integer', writtenByVmware: true },
  ...unit('nvme*:*'),
  { pattern: 'disk.EnableUUID', type: 'boolean' },
  { pattern: 'diskCleanup.automatic', type: 'boolean' },
  { pattern: 'hard-disk.hostBuffer', type: 'string' },

  {
    pattern: 'floppy*.present',
    type: 'boolean',
    default: 'TRUE',
    description: 'Whether the floppy drive is there, also where nothing is said of it.',
    source: LIBVIRT,
  },
  { pattern: 'floppy*.autodetect', type: 'boolean' },
  {
    pattern: 'floppy*.clientDevice',
    type: 'boolean',
    default: 'FALSE',
    description: 'The drive of the computer from which the VM is looked at, and not of its host.',
    source: LIBVIRT,
  },
  { pattern: 'floppy*.fileName', type: 'path' },
  { pattern: 'floppy*.fileType', type: 'enum', values: ['device', 'file'] },
  {
    pattern: 'floppy*.startConnected',
    type: 'boolean',
    default: 'TRUE',
    description: 'Whether a disk is in the drive when the VM starts.',
    source: LIBVIRT,
  },
];

/** A disk or a CD drive on a controller. */
function unit(device: string): SettingDescription[] {
  return [
    {
      pattern: `${device}.present`,
      type: 'boolean',
      default: 'FALSE',
      description: 'Whether the disk or drive is there.',
      source: LIBVIRT,
    },
    { pattern: `${device}.fileName`, type: 'path' },
    { pattern: `${device}.deviceType`, type: 'string' },
    { pattern: `${device}.mode`, type: 'string' },
    { pattern: `${device}.redo`, type: 'path', writtenByVmware: true },
    { pattern: `${device}.startConnected`, type: 'boolean' },
    { pattern: `${device}.autodetect`, type: 'boolean' },
    { pattern: `${device}.clientDevice`, type: 'boolean' },
    { pattern: `${device}.writeThrough`, type: 'boolean' },
    { pattern: `${device}.allowGuestConnectionControl`, type: 'boolean' },
    { pattern: `sched.${device}.shares`, type: 'string' },
    { pattern: `sched.${device}.throughputCap`, type: 'string' },
  ];
}
