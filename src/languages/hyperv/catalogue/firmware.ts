import type { HypervSetting } from './model.js';
import { bool, bytes, int, node, text } from './parts.js';
import { REAL_FILES, SET_VM_BIOS, SET_VM_FIRMWARE, WMI_SYSTEM } from './sources.js';

const WMI = 'Msvm_VirtualSystemSettingData';

/** What can be started from, as files call it. */
export const BOOT_DEVICES = {
  Floppy: 'the floppy disk',
  HardDrive: 'the first hard disk',
  Network: 'the network, by PXE',
  Optical: 'a CD or DVD',
} as const;

/** `<Virtual BIOS>`: the firmware of either generation. */
export const FIRMWARE_SETTINGS: readonly HypervSetting[] = [
  text('<Virtual BIOS>/base_board/serial_number', {
    wmi: `${WMI}.BaseBoardSerialNumber`,
    description: 'The serial number of the main board, as the VM sees it',
    source: WMI_SYSTEM,
  }),
  text('<Virtual BIOS>/bios_guid', {
    wmi: `${WMI}.BIOSGUID`,
    description: 'The unique identifier of the firmware',
    source: WMI_SYSTEM,
  }),
  text('<Virtual BIOS>/bios_serial_number', {
    wmi: `${WMI}.BIOSSerialNumber`,
    description: 'The serial number of the firmware, as the VM sees it',
    source: WMI_SYSTEM,
  }),
  text('<Virtual BIOS>/boot/deviceN', {
    values: BOOT_DEVICES,
    cmdlet: 'Set-VMBios -StartupOrder',
    description: 'From which devices the VM starts, where it is of generation 1',
    source: SET_VM_BIOS,
  }),
  text('<Virtual BIOS>/chassis/asset_tag', {
    wmi: `${WMI}.ChassisAssetTag`,
    description: 'The asset tag of the case, as the VM sees it',
    source: WMI_SYSTEM,
  }),
  text('<Virtual BIOS>/chassis/serial_number', {
    wmi: `${WMI}.ChassisSerialNumber`,
    description: 'The serial number of the case, as the VM sees it',
    source: WMI_SYSTEM,
  }),
  bool('<Virtual BIOS>/num_lock', {
    cmdlet: 'Set-VMBios -EnableNumLock',
    wmi: `${WMI}.BIOSNumLock`,
    description: 'Whether NumLock is on when the VM starts',
    source: SET_VM_BIOS,
  }),
  node('<Virtual BIOS>/nvram', {
    description: 'The variables of UEFI; containers keep them in a .vmgs file',
    source: REAL_FILES,
  }),
  int('<Virtual BIOS>/nvram/_*/attributes', { seenIn: 'xml' }),
  bytes('<Virtual BIOS>/nvram/_*/data', { seenIn: 'xml' }),
  int('<Virtual BIOS>/nvram/_*/index', { seenIn: 'xml' }),
  bytes('<Virtual BIOS>/nvram/_*/timestamp', { seenIn: 'xml' }),
  bytes('<Virtual BIOS>/nvram/last_update_time', { seenIn: 'xml' }),
  text('<Virtual BIOS>/nvram/map/indexN', { seenIn: 'xml' }),
  int('<Virtual BIOS>/nvram/map_max_index', { seenIn: 'xml' }),
  bool('<Virtual BIOS>/pause_after_boot_failure', {
    since: '5.0',
    cmdlet: 'Set-VMFirmware -PauseAfterBootFailure',
    wmi: `${WMI}.PauseAfterBootFailure`,
    description: 'Whether the firmware waits for a key where the VM cannot start from a device',
    source: WMI_SYSTEM,
  }),
  int('<Virtual BIOS>/pxe_preferred_protocol', {
    since: '5.0',
    cmdlet: 'Set-VMFirmware -PreferredNetworkBootProtocol',
    description: 'Whether the VM starts from the network over IPv4 or IPv6',
    source: SET_VM_FIRMWARE,
  }),
  bool('<Virtual BIOS>/secure_boot_enabled', {
    since: '5.0',
    cmdlet: 'Set-VMFirmware -EnableSecureBoot',
    wmi: `${WMI}.SecureBootEnabled`,
    description:
      'Whether the VM starts signed systems only; it can be on in generation 2 alone, though files of generation 1 have it, too',
    source: WMI_SYSTEM,
  }),
  text('<Virtual BIOS>/secure_boot_template_id', {
    seenIn: 'container',
    values: { '1734C6E8-3154-4DDA-BA5F-A874CC483422': 'MicrosoftWindows' },
    cmdlet: 'Set-VMFirmware -SecureBootTemplateId',
    wmi: `${WMI}.SecureBootTemplateId`,
    description: 'Whose signatures secure boot accepts',
    source: WMI_SYSTEM,
  }),
];
