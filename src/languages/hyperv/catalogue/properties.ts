import type { HypervSetting } from './model.js';
import { bool, bytes, int, node, text } from './parts.js';
import { OPENVMM, REAL_FILES, SET_VM, WMI_SYSTEM } from './sources.js';

const WMI = 'Msvm_VirtualSystemSettingData';
const TIME = 'in steps of 100 ns since 1601';

/** `manifest`, `properties`, `savedstate` */
export const PROPERTY_SETTINGS: readonly HypervSetting[] = [
  int('manifest/size', {
    description: 'How many devices the manifest lists: vdev001 and on',
    source: REAL_FILES,
  }),
  text('manifest/vdevNNN/device', {
    description: 'The type of the device, as a GUID',
    source: REAL_FILES,
  }),
  int('manifest/vdevNNN/flags'),
  text('manifest/vdevNNN/instance', {
    description: 'The GUID of this device, by which its section is called: _<GUID>_',
    source: REAL_FILES,
  }),
  text('manifest/vdevNNN/name', { description: 'What the device is', source: REAL_FILES }),
  int('manifest/version', {
    values: { 260: 'in XML', 512: 'in containers' },
    source: REAL_FILES,
  }),
  bytes('properties/creation_time', {
    unit: TIME,
    wmi: `${WMI}.CreationTime`,
    description: 'When the VM was made, the lowest byte first',
    source: REAL_FILES,
  }),
  text('properties/global_id', {
    description: 'The id of the VM, after which its file is called',
    source: REAL_FILES,
  }),
  bool('properties/highly_available'),
  int('properties/last_powered_off_time', {
    unit: TIME,
    description: 'When the VM was switched off last',
    source: REAL_FILES,
  }),
  int('properties/last_powered_on_time', {
    unit: TIME,
    description: 'When the VM was switched on last',
    source: REAL_FILES,
  }),
  int('properties/last_state_change_time', {
    unit: TIME,
    description: 'When the state of the VM changed last',
    source: REAL_FILES,
  }),
  text('properties/name', {
    cmdlet: 'Rename-VM -NewName',
    wmi: `${WMI}.ElementName`,
    description: 'What the VM is called',
    source: WMI_SYSTEM,
  }),
  text('properties/notes', {
    cmdlet: 'Set-VM -Notes',
    description: 'What somebody noted of the VM',
    source: SET_VM,
  }),
  int('properties/subtype', {
    since: '5.0',
    values: { 0: 'generation 1', 1: 'generation 2' },
    wmi: `${WMI}.VirtualSystemSubType`,
    description: 'The generation of the VM: 1 has a BIOS and emulated devices, 2 has UEFI',
    source: REAL_FILES,
  }),
  text('properties/type_id', {
    description: 'That this is a VM: Virtual Machines',
    source: REAL_FILES,
  }),
  int('properties/version', {
    values: { 512: '2.0', 1280: '5.0', 2048: '8.0', 2304: '9.0', 2560: '10.0', 3072: '12.0' },
    cmdlet: 'Update-VMVersion',
    wmi: `${WMI}.Version`,
    nesting: true,
    description: 'The version of the configuration: 256 times the major part, and the minor part',
    source: OPENVMM,
  }),
  node('savedstate', { seenIn: 'xml' }),
];
