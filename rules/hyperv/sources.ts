import type { Reference } from '../../src/lint/rule.js';

export { ENABLE_NESTED, REAL_FILES } from '../../src/languages/hyperv/catalogue/sources.js';

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

export const SET_VM_PROCESSOR_PAGE: Reference = {
  title: 'Microsoft Learn: Set-VMProcessor',
  url: 'https://learn.microsoft.com/en-us/powershell/module/hyper-v/set-vmprocessor',
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
