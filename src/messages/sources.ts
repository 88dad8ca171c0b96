import type { Reference } from '../stack/stack.js';

const issue = (repository: string, number: number, about: string): Reference => ({
  title: `${repository}, issue ${number} (${about})`,
  url: `https://github.com/${repository}/issues/${number}`,
});

export const CPU_WITHOUT_EPT = issue('GNS3/gns3-server', 1538, 'a CPU without EPT');
export const AMD_V_DISABLED = issue(
  'Olsro/ipodclickwheelgamespreservationproject',
  22,
  'AMD-V disabled in the firmware',
);
export const WORKSTATION_BESIDE_HYPERV = issue(
  'MicrosoftDocs/Virtualization-Documentation',
  184,
  'Workstation on a Windows with Hyper-V finds no VT-x',
);
export const HYPERV_ON_ESXI = issue(
  'MicrosoftDocs/Virtualization-Documentation',
  193,
  'a preview of Server 2016 in a VM of ESXi',
);
export const EPT_IN_VIRTUALBOX = issue(
  'vmware/packer-plugin-vmware',
  10,
  'VMware Workstation in a VM of VirtualBox',
);
export const CREDENTIAL_GUARD = issue(
  'farag2/Sophia-Script-for-Windows',
  107,
  'quotes VMware KB 2146361',
);
export const WORKSTATION_AND_HYPERV: Reference = {
  title: 'blog.csdn.net, zmr123zmr, why Workstation and Hyper-V exclude each other',
  url: 'https://blog.csdn.net/zmr123zmr/article/details/119517523',
};
export const KB_PASSTHROUGH_PAGE: Reference = {
  title: 'Broadcom KB 437651',
  url: 'https://knowledge.broadcom.com/external/article/437651/unable-to-enable-expose-hardware-assiste.html',
};
export const KB_PERFORMANCE_COUNTERS: Reference = {
  title: 'Broadcom KB 344161, Using Virtual CPU Performance Monitoring Counters',
  url: 'https://knowledge.broadcom.com/external/article/344161/using-virtual-cpu-performance-monitoring.html',
};
export const WOSHUB: Reference = {
  title: 'woshub.com, Hyper-V in a VM of ESXi',
  url: 'https://woshub.com/install-hyper-v-windows-10-vm-on-vmware-esxi/',
};
export const MONITOR_MODES: Reference = {
  title: 'VMware, docs.vmware.com, vSphere 7.0, GUID-5F5AC645 (monitor modes)',
};

export const FIELD_REPORTS: Reference = {
  title: 'field reports (2021-2025), not confirmed by VMware',
};
export const PROGRAM_STRINGS: Reference = {
  title: 'field report, texts found in vmware-vmx of Workstation 26.0.1',
};
export const TEST_ANSWERS: Reference = {
  title: 'field report, test code of VMware (answer.msg.cpuid.noVHVQuestion)',
};
export const SYNTAX_ERROR_REPORTS: Reference = {
  title: 'field reports (two), "line N: Syntax error", one of a file that a crash had emptied',
};
export const BOOLEAN_REPORT: Reference = {
  title: 'field report, the message about booleans, seen with typographic quotes (second-hand)',
};
export const LINE_READER: Reference = {
  title: 'VMware open-vm-tools, lib/dict/dictll.c (what a line may look like)',
  url: 'https://github.com/vmware/open-vm-tools/blob/1634dfb42f72/open-vm-tools/lib/dict/dictll.c',
};
export const CORRUPT_RECIPE = issue('hzqst/VmwareHardenedLoader', 29, 'corrupt after an edit');
export const CORRUPT_RECIPE_2 = issue('hzqst/VmwareHardenedLoader', 60, 'cannot be read');
export const CORRUPT_BY_BOM = issue(
  'Tyleraltight/SafeExamBrowser_bypass',
  1,
  'byte order mark, duplicate keys, full-width quotes',
);
export const DUPLICATE_KEY = issue('cloudfoundry-attic/bosh-lite', 61, 'a key given twice');
export const DUPLICATE_KEY_OF_VAGRANT = issue(
  'hashicorp/vagrant',
  2597,
  'two keys that differ in case only',
);
export const CORRUPT_IMPORT = issue('GNS3/gns3-gui', 2796, 'corrupt while importing an .ova');
export const UNLOCKER_DUPLICATE: Reference = {
  title: 'DrDonk/unlocker, wiki page on AMD CPUs (duplicate lines: dictionary error)',
};
export const PARTLY_READ = issue('vmware/vic', 5646, 'hostd reads a part of the file');
export const BROTHERTU: Reference = {
  title: 'brothertu, vmx-config explained, 2008 (the messages as VMware prints them)',
  url: 'https://brothertu.blogspot.com/2008/09',
};
export const UNQUOTED_VALUE = issue('DrDonk/OC4VM', 104, 'ESXi calls the file invalid; one report');
export const ENCRYPTED = issue('RF3/VMwareVMX', 12, 'an encrypted VM that is not unlocked');
export const NEWER_HARDWARE = issue('teamdfir/sift', 13, 'Player 6 and a newer VM');
export const NO_E1000_DRIVER = issue('canonical/packer-maas', 1, 'ESXi 7 finds no e1000');

export const VIRTUALBOX_ERRORS: Reference = {
  title: 'VirtualBox 7.1 source, include/VBox/err.h and VMM/VMMR3/HM.cpp',
};
export const VIRTUALBOX_NEM: Reference = {
  title: 'VirtualBox 7.1 source, VMM/VMMR3/NEMR3.cpp',
};
export const VIRTUALBOX_LAUNCH: Reference = {
  title: 'VirtualBox 7.1 source, Main/src-client/ConsoleImplConfigX86.cpp',
};
export const VIRTUALBOX_SETTINGS: Reference = {
  title: 'VirtualBox source, Main/xml/Settings.cpp (1d4010fd)',
};
export const VIRTUALBOX_HOST: Reference = {
  title: 'VirtualBox 7.1 source, Main/src-server/HostImpl.cpp and UIMachineSettingsSystem.cpp',
};
export const VIRTUALBOX_MAC: Reference = {
  title: 'VirtualBox 7.1 source, Main/src-server/NetworkAdapterImpl.cpp',
};
export const VIRTUALBOX_PAGING: Reference = {
  title: 'VirtualBox 7.1 source, VMM/VMMR3/CPUMR3CpuId.cpp (VERR_CPUM_INVALID_HWVIRT_CONFIG)',
};
export const VIRTUALBOX_PAGING_REPORT = issue(
  'GNS3/gns3-gui',
  3032,
  'cured by removing Hyper-V or by switching nesting off',
);
export const VIRTUALBOX_IN_A_VM = issue(
  'kubernetes/minikube',
  5326,
  'VirtualBox in a VM of VirtualBox',
);
export const VIRTUALBOX_WHV = issue('kubernetes/minikube', 4587, 'WHvSetupPartition');
export const VIRTUALBOX_BESIDE_KVM = issue(
  'VirtualBox/virtualbox',
  81,
  'KVM keeps VT-x since Linux 6.12',
);
export const HYPERV_COMPONENTS = issue(
  'microsoft/MSLab',
  353,
  'VMs inside a VM without nested virtualization',
);
export const HYPERV_COMPONENTS_2 = issue('kubernetes/minikube', 7404, 'a VM without nesting');
export const AMD_ON_WINDOWS_10 = issue(
  'Varying-Vagrant-Vagrants/VVV',
  2534,
  'AMD and Windows 10 as the host',
);
export const WSL_NESTING: Reference = {
  title:
    'microsoft/WSL, src/windows/service/exe/WslCoreVm.cpp and localization/strings/en-US/Resources.resw',
};
export const WSL_NESTING_REPORT = issue('microsoft/WSL', 11216, 'on Windows 10');

export const COMPARE_VM: Reference = {
  title: 'Microsoft Learn: Compare-VM, example 2',
  url: 'https://learn.microsoft.com/en-us/powershell/module/hyper-v/compare-vm',
};
export const VAGRANT_SECURE_BOOT = issue(
  'hashicorp/vagrant',
  5210,
  'quotes it, for a box of generation 1',
);
export const AUTOMATED_LAB_FIRMWARE = issue(
  'AutomatedLab/AutomatedLab',
  18,
  'quotes it, with the name of the VM',
);
export const VAGRANT_IMPORT: Reference = {
  title:
    'hashicorp/vagrant, plugins/providers/hyperv/scripts/utils/VagrantVM/VagrantVM.psm1 (Error-VagrantVMImport)',
  url: 'https://github.com/hashicorp/vagrant/blob/main/plugins/providers/hyperv/scripts/utils/VagrantVM/VagrantVM.psm1',
};
export const SET_VM_FIRMWARE: Reference = {
  title: 'Microsoft Learn: Set-VMFirmware',
  url: 'https://learn.microsoft.com/en-us/powershell/module/hyper-v/set-vmfirmware',
};
export const UPGRADE_VERSION: Reference = {
  title: 'Microsoft Learn: Upgrade virtual machine version in Hyper-V',
  url: 'https://learn.microsoft.com/en-us/windows-server/virtualization/hyper-v/deploy/upgrade-virtual-machine-version-in-hyper-v-on-windows-or-windows-server',
};
