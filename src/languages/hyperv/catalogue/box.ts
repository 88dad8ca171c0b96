import { BOOT_DEVICES } from './firmware.js';
import type { HypervSetting } from './model.js';
import { bool, text } from './parts.js';
import { PACKER_BOX } from './sources.js';
import { DRIVE_TYPES } from './storage.js';

const BOX = { seenIn: 'box', source: PACKER_BOX } as const;

/** What stands elsewhere, or nowhere, in files of Hyper-V: the `box.xml` that Packer writes for Vagrant. */
export const BOX_SETTINGS: readonly HypervSetting[] = [
  text('AltSwitchName', { ...BOX, description: 'The virtual switch that the VM was connected to' }),
  text('boot/deviceN', {
    ...BOX,
    values: BOOT_DEVICES,
    description: 'From which devices the VM starts, where it is of generation 1',
  }),
  bool('secure_boot_enabled', { ...BOX, description: 'Whether the VM starts signed systems only' }),
  text('secure_boot_template', { ...BOX, description: 'Whose signatures secure boot accepts' }),
  bool('tpm_enabled', { ...BOX, description: 'Whether the VM has a TPM' }),
  text('notes', { ...BOX, description: 'What somebody noted of the VM' }),
  ...['vm-controllers', 'vm-controllers/scsi'].flatMap((controllers) => [
    text(`${controllers}/controllerN/driveN/pathname`, {
      ...BOX,
      isFile: true,
      description: 'The file of the disk',
    }),
    text(`${controllers}/controllerN/driveN/type`, {
      ...BOX,
      values: DRIVE_TYPES,
      description: 'What is in the drive',
    }),
  ]),
];
