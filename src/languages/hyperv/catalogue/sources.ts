import type { Reference } from './model.js';

const CMDLETS = 'https://learn.microsoft.com/en-us/powershell/module/hyper-v/';
const CLASSES = 'https://learn.microsoft.com/en-us/windows/win32/hyperv_v2/';

function cmdlet(name: string): Reference {
  return { title: `Microsoft Learn: ${name}`, url: CMDLETS + name.toLowerCase() };
}

function wmiClass(name: string): Reference {
  return {
    title: `Microsoft Learn: ${name} class`,
    url: CLASSES + name.toLowerCase().replace('_', '-'),
  };
}

export const ENABLE_NESTED: Reference = {
  title: 'Microsoft Learn: Run Hyper-V in a Virtual Machine with Nested Virtualization',
  url: 'https://learn.microsoft.com/en-us/windows-server/virtualization/hyper-v/enable-nested-virtualization',
};

export const SET_VM = cmdlet('Set-VM');
export const SET_VM_BIOS = cmdlet('Set-VMBios');
export const SET_VM_COM_PORT = cmdlet('Set-VMComPort');
export const SET_VM_FIRMWARE = cmdlet('Set-VMFirmware');
export const SET_VM_HARD_DISK_DRIVE = cmdlet('Set-VMHardDiskDrive');
export const SET_VM_MEMORY = cmdlet('Set-VMMemory');
export const SET_VM_NETWORK_ADAPTER = cmdlet('Set-VMNetworkAdapter');
export const SET_VM_PROCESSOR = cmdlet('Set-VMProcessor');
export const SET_VM_VIDEO = cmdlet('Set-VMVideo');
export const ENABLE_INTEGRATION = cmdlet('Enable-VMIntegrationService');

export const WMI_ETHERNET_PORT = wmiClass('Msvm_SyntheticEthernetPortSettingData');
export const WMI_MEMORY = wmiClass('Msvm_MemorySettingData');
export const WMI_PROCESSOR = wmiClass('Msvm_ProcessorSettingData');
export const WMI_STORAGE = wmiClass('Msvm_StorageAllocationSettingData');
export const WMI_SYSTEM = wmiClass('Msvm_VirtualSystemSettingData');

/** Packer writes `box.xml`, and Vagrant reads it. */
export const PACKER_BOX: Reference = {
  title:
    'hashicorp/packer-plugin-hyperv, builder/hyperv/common/powershell/hyperv/hyperv.go (ExportVirtualMachine)',
  url: 'https://github.com/hashicorp/packer-plugin-hyperv/blob/main/builder/hyperv/common/powershell/hyperv/hyperv.go',
};

/** Microsoft's own reader of containers. */
export const OPENVMM: Reference = {
  title: 'microsoft/openvmm, support/hvs_file',
  url: 'https://github.com/microsoft/openvmm/tree/main/support/hvs_file',
};

/** Read off files of released versions of Hyper-V, each of its settings by name and type. */
export const REAL_FILES: Reference = { title: 'Files that Hyper-V itself wrote' };
