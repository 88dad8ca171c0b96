import type { Reference } from '../../src/lint/rule.js';

export {
  ENABLE_NESTED,
  REAL_FILES,
  SET_VM_PROCESSOR,
} from '../../src/languages/hyperv/catalogue/sources.js';

/** Which version of a configuration has what, and which Windows reads it. */
export const UPGRADE_VERSION: Reference = {
  title: 'Microsoft Learn: Upgrade virtual machine version in Hyper-V',
  url: 'https://learn.microsoft.com/en-us/windows-server/virtualization/hyper-v/deploy/upgrade-virtual-machine-version-in-hyper-v-on-windows-or-windows-server',
};

/** An older page, which names other numbers for AMD. */
export const NESTED_OLDER: Reference = {
  title: 'Microsoft Learn, Hyper-V on Windows 10: Nested Virtualization',
  url: 'https://learn.microsoft.com/en-us/virtualization/hyper-v-on-windows/user-guide/nested-virtualization',
};

/** What stands in the way of nesting, as a script of Microsoft checks it. */
export const NESTED_STATUS: Reference = {
  title: 'MicrosoftDocs/Virtualization-Documentation, hyperv-tools/Nested/Get-NestedVirtStatus.ps1',
  url: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/main/hyperv-tools/Nested/Get-NestedVirtStatus.ps1',
};

/** What a script of Microsoft puts right, and asks for. */
export const ENABLE_NESTED_VM: Reference = {
  title: 'MicrosoftDocs/Virtualization-Documentation, hyperv-tools/Nested/Enable-NestedVm.ps1',
  url: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/main/hyperv-tools/Nested/Enable-NestedVm.ps1',
};

/** What Packer warns of. */
export const PACKER_CONFIG: Reference = {
  title: 'hashicorp/packer-plugin-hyperv, builder/hyperv/common/config.go',
  url: 'https://github.com/hashicorp/packer-plugin-hyperv/blob/main/builder/hyperv/common/config.go',
};

export const WMI_PROCESSOR: Reference = {
  title: 'Microsoft Learn: Msvm_ProcessorSettingData (HideHypervisorPresent)',
  url: 'https://learn.microsoft.com/en-us/windows/win32/hyperv_v2/msvm-processorsettingdata',
};

/** Microsoft's own description of containers. */
export const CONTAINER_FORMAT: Reference = {
  title: 'microsoft/openvmm, support/hvs_file/FORMAT.md',
  url: 'https://github.com/microsoft/openvmm/blob/1488a37b/support/hvs_file/FORMAT.md',
};

/** What a program has found out that edits containers by a library of Hyper-V. */
export const EXHYPERV: Reference = {
  title: 'Justsenger/ExHyperV, src/Tools/Vmcx/VmcxStore.cs',
  url: 'https://github.com/Justsenger/ExHyperV/blob/a649e42e/src/Tools/Vmcx/VmcxStore.cs',
};

/** What Packer writes into `box.xml`. */
export const PACKER_BOX: Reference = {
  title: 'hashicorp/packer-plugin-hyperv, builder/hyperv/common/powershell/hyperv/hyperv.go',
  url: 'https://github.com/hashicorp/packer-plugin-hyperv/blob/043f843c/builder/hyperv/common/powershell/hyperv/hyperv.go',
};

/** What Vagrant makes of `box.xml`. */
export const VAGRANT_IMPORT: Reference = {
  title: 'hashicorp/vagrant, plugins/providers/hyperv/scripts/utils/VagrantVM/VagrantVM.psm1',
  url: 'https://github.com/hashicorp/vagrant/blob/35f3160f/plugins/providers/hyperv/scripts/utils/VagrantVM/VagrantVM.psm1',
};

const POWERSHELL = 'https://learn.microsoft.com/en-us/powershell/module/hyper-v';
const HYPER_V = 'https://learn.microsoft.com/en-us/windows-server/virtualization/hyper-v';
const WMI = 'https://learn.microsoft.com/en-us/windows/win32/hyperv_v2';

export const SET_VM: Reference = {
  title: 'Microsoft Learn: Set-VM',
  url: `${POWERSHELL}/set-vm`,
};

export const SET_VM_MEMORY: Reference = {
  title: 'Microsoft Learn: Set-VMMemory',
  url: `${POWERSHELL}/set-vmmemory`,
};

export const SET_VM_FIRMWARE: Reference = {
  title: 'Microsoft Learn: Set-VMFirmware',
  url: `${POWERSHELL}/set-vmfirmware`,
};

export const SET_VM_SECURITY: Reference = {
  title: 'Microsoft Learn: Set-VMSecurity',
  url: `${POWERSHELL}/set-vmsecurity`,
};

export const SET_VM_NETWORK_ADAPTER: Reference = {
  title: 'Microsoft Learn: Set-VMNetworkAdapter',
  url: `${POWERSHELL}/set-vmnetworkadapter`,
};

export const SET_VM_DVD_DRIVE: Reference = {
  title: 'Microsoft Learn: Set-VMDvdDrive',
  url: `${POWERSHELL}/set-vmdvddrive`,
};

export const DISCONNECT_VM_NETWORK_ADAPTER: Reference = {
  title: 'Microsoft Learn: Disconnect-VMNetworkAdapter',
  url: `${POWERSHELL}/disconnect-vmnetworkadapter`,
};

export const ENABLE_INTEGRATION_SERVICE: Reference = {
  title: 'Microsoft Learn: Enable-VMIntegrationService',
  url: `${POWERSHELL}/enable-vmintegrationservice`,
};

export const REMOVE_SAVED_STATE: Reference = {
  title: 'Microsoft Learn: Remove-VMSavedState',
  url: `${POWERSHELL}/remove-vmsavedstate`,
};

export const IMPORT_VM: Reference = {
  title: 'Microsoft Learn: Import-VM',
  url: `${POWERSHELL}/import-vm`,
};

export const COMPARE_VM: Reference = {
  title: 'Microsoft Learn: Compare-VM',
  url: `${POWERSHELL}/compare-vm`,
};

/** Which devices, firmware and guests either generation has. */
export const GENERATIONS: Reference = {
  title: 'Microsoft Learn: Should I create a generation 1 or 2 virtual machine in Hyper-V?',
  url: `${HYPER_V}/plan/should-i-create-a-generation-1-or-2-virtual-machine-in-hyper-v`,
};

export const GENERATION_2_SECURITY: Reference = {
  title: 'Microsoft Learn: Generation 2 virtual machine security settings for Hyper-V',
  url: `${HYPER_V}/learn-more/generation-2-virtual-machine-security-settings-for-hyper-v`,
};

export const UNFILTERED_SCSI: Reference = {
  title:
    'Microsoft Learn, Best Practices Analyzer: Avoid configuring virtual machines to allow unfiltered SCSI commands',
  url: `${HYPER_V}/best-practices-analyzer/avoid-configuring-virtual-machines-to-allow-unfiltered-scsi-commands`,
};

export const INTEGRATION_SERVICES: Reference = {
  title:
    'Microsoft Learn, Best Practices Analyzer: Offer all available integration services to virtual machines',
  url: `${HYPER_V}/best-practices-analyzer/offer-all-available-integration-services-to-virtual-machines`,
};

export const CHECKPOINTS_IN_PRODUCTION: Reference = {
  title:
    'Microsoft Learn, Best Practices Analyzer: Avoid using checkpoints on a virtual machine that runs a server workload in a production environment',
  url: `${HYPER_V}/best-practices-analyzer/avoid-using-checkpoints-on-a-virtual-machine-server-workload-production`,
};

/** What the settings of a VM mean to the service that manages VMs. */
export const SYSTEM_SETTINGS: Reference = {
  title: 'Microsoft Learn: Msvm_VirtualSystemSettingData class',
  url: `${WMI}/msvm-virtualsystemsettingdata`,
};

export const MEMORY_SETTINGS: Reference = {
  title: 'Microsoft Learn: Msvm_MemorySettingData class',
  url: `${WMI}/msvm-memorysettingdata`,
};

export const MEMORY_ALIGNMENT: Reference = {
  title: 'microsoft/hcsshim, pull request 589: Hyper-V takes memory in steps of 2 MB only',
  url: 'https://github.com/microsoft/hcsshim/pull/589',
};

export const VIRTUAL_NUMA: Reference = {
  title: 'Microsoft TechNet: Hyper-V Virtual NUMA Overview',
  url: 'https://learn.microsoft.com/en-us/previous-versions/windows/it-pro/windows-server-2012-R2-and-2012/dn282282(v=ws.11)',
};

export const SCALABILITY: Reference = {
  title: 'Microsoft Learn: Plan for Hyper-V scalability in Windows Server',
  url: `${HYPER_V}/plan/plan-hyper-v-scalability-in-windows-server`,
};
