import type { Reference } from './stack.js';

const github = (repository: string, path: string, ref = 'HEAD'): Reference => ({
  title: `${repository}, ${path}`,
  url: `https://github.com/${repository}/blob/${ref}/${path}`,
});

/** VMware's own page on nesting, first of 2011; KB articles were read as others quote them, so they have no link. */
export const RUNNING_NESTED_VMS: Reference = {
  title: 'VMware, "Running Nested VMs" (J. Mattson, 2011, rev. 36)',
};
export const RUNNING_NESTED_VMS_LATER: Reference = {
  title: 'VMware, "Running Nested VMs" (DOC-8970, later revisions, read in excerpts)',
};
export const KB_NESTED_SUPPORT: Reference = { title: 'VMware KB 2009916 (as quoted)' };
export const KB_ALLOW_NESTED: Reference = { title: 'VMware KB 2108724 (as quoted)' };
export const KB_PASSTHROUGH: Reference = { title: 'VMware KB 437651 (as quoted)' };
export const KB_PROMISCUOUS_ESXI: Reference = { title: 'VMware KB 1004099 (as quoted)' };
export const KB_PROMISCUOUS_LINUX: Reference = { title: 'VMware KB 287 (as quoted)' };
export const KB_VPMC: Reference = { title: 'VMware KB 81623 (as quoted)' };
export const PLAYER_HOST_VBS: Reference = {
  title: 'docs.vmware.com, VMware Workstation Player 17, GUID-778DD0ED (host VBS mode)',
};
export const FUSION_APPLE_SILICON: Reference = {
  title: 'VMware blog, Fusion on Apple silicon (2021)',
};
export const CPUID_TABLE = github(
  'vmware/open-vm-tools',
  'open-vm-tools/lib/include/x86cpuid.h',
  '1634dfb42f72',
);
export const GUEST_OS_TABLE = github(
  'vmware/open-vm-tools',
  'open-vm-tools/lib/include/guest_os_tables.h',
  '1634dfb42f72',
);
export const HARDWARE_VERSIONS_ESXI = github(
  'vmware/govmomi',
  'vim25/types/hardware_version.go',
  'fd06160',
);
export const HARDWARE_VERSIONS_BROADCOM: Reference = {
  title: 'developer.broadcom.com, virtual machine hardware versions',
};
export const HARDWARE_VERSIONS_SECONDARY: Reference = {
  title: 'virtualization24x7 and a field report: Workstation and its hardware versions (secondary)',
};
export const HARDWARE_VERSIONS_UNSOURCED: Reference = {
  title: 'general knowledge about Fusion and its hardware versions (no source)',
};

export const ULM_REPORT: Reference = {
  title: 'field report, Workstation on a host with Hyper-V (2021)',
};
export const UNLOCKER_WIKI: Reference = { title: 'DrDonk/unlocker, wiki page on AMD CPUs' };
export const KVM_LAB: Reference = { title: 'field report, nested KVM lab (2025)' };
export const ESXI_ON_KVM_REPORTS: Reference = {
  title: 'field reports (two), nested ESXi on KVM with hv.assumeEnabled',
};
export const ESXI_90_REPORT: Reference = { title: 'field report, nested ESXi 9.0' };
export const ESXI_VAGRANT = github('rgl/esxi-vagrant', 'README.md');
export const VSPHERE_LAB_31: Reference = {
  title: 'DemitasseNZ/vSphereAutoLab, issue 31',
  url: 'https://github.com/DemitasseNZ/vSphereAutoLab/issues/31',
};
export const HAXM_149: Reference = {
  title: 'intel/haxm, issue 149',
  url: 'https://github.com/intel/haxm/issues/149',
};

const WINDOWS_DOCS = 'WindowsServerDocs/virtualization/hyper-v';
export const HYPERV_NESTED = github(
  'MicrosoftDocs/windowsserverdocs',
  `${WINDOWS_DOCS}/nested-virtualization.md`,
);
export const HYPERV_ENABLE_NESTED = github(
  'MicrosoftDocs/windowsserverdocs',
  `${WINDOWS_DOCS}/enable-nested-virtualization.md`,
);
export const HYPERV_NESTED_OLDER: Reference = {
  title:
    'learn.microsoft.com, Run Hyper-V in a virtual machine with nested virtualization (older text)',
};
export const HYPERV_NESTED_SCRIPT: Reference = {
  title: 'MicrosoftDocs/Virtualization-Documentation, hyperv-tools/Nested/Enable-NestedVm.ps1',
};
export const WSL_FAQ = github('MicrosoftDocs/WSL', 'WSL/faq.yml', '8842def');
export const WSL_TROUBLESHOOTING = github('MicrosoftDocs/WSL', 'WSL/troubleshooting.md', '8842def');
export const DOCKER_VDI = github('docker/docs', 'content/manuals/desktop/setup/vm-vdi.md');
export const XCP_NG_IN_A_VM = github(
  'xcp-ng/xcp-ng-org',
  'docs/guides/xcpng-in-a-vm.md',
  'fc40a42',
);
export const XCP_NG_COMPUTE = github('xcp-ng/xcp-ng-org', 'docs/compute.md', 'fc40a42');
export const XCP_105: Reference = {
  title: 'xcp-ng/xcp, issue 105',
  url: 'https://github.com/xcp-ng/xcp/issues/105',
};
export const XEN_SUPPORT = github('xen-project/xen', 'SUPPORT.md', 'c447b73');
export const XEN_WIKI: Reference = {
  title: 'wiki.xenproject.org, Nested Virtualization in Xen',
};

export const VIRTUALBOX_MANUAL: Reference = {
  title: 'VirtualBox 6.1 manual, "Nested virtualization" (user_AdvancedTopics.xml)',
};
export const VIRTUALBOX_SOURCE: Reference = {
  title: 'VirtualBox 7.1 source, VMM/VMMR3/CPUMR3CpuId.cpp (nested VT-x/AMD-V under NEM)',
};
export const VIRTUALBOX_CHANGELOG: Reference = {
  title: 'VirtualBox 6.1.0 changelog and source of 6.0 (Config.kmk)',
};
export const VIRTUALBOX_HYPERV_ISSUES: Reference = {
  title: 'VirtualBox/virtualbox, issues 270 and 790 (Hyper-V inside VirtualBox)',
};
export const VIRTUALBOX_WSL_REPORT: Reference = {
  title: 'field report, WSL2 and VirtualBox (2025)',
};
export const VIRTUALBOX_DOCKER_GIST: Reference = {
  title: 'DeckerSU, gist on Docker Desktop in VirtualBox (a conflicting report)',
};
export const KERNEL_NESTED = github(
  'torvalds/linux',
  'Documentation/virt/kvm/x86/running-nested-guests.rst',
);
export const QEMU_HYPERV = github('qemu/qemu', 'docs/system/i386/hyperv.rst');
export const PROXMOX_CHANGELOG = github('proxmox/qemu-server', 'debian/changelog', 'e6352be');
export const CILIUM_1816: Reference = {
  title: 'cilium/ebpf, issue 1816',
  url: 'https://github.com/cilium/ebpf/issues/1816',
};
export const PARALLELS_GUIDE: Reference = {
  title: "Parallels developer's guide, KB 116239 (as quoted in a field report)",
};
export const LIMA_TEMPLATE = github('lima-vm/lima', 'templates/default.yaml', '183a60d');
export const UTM_SOURCE = github(
  'utmapp/UTM',
  'Configuration/UTMAppleConfigurationGenericPlatform.swift',
  'e4a4c34',
);
export const AWS_CPU_OPTIONS: Reference = {
  title: 'docs.aws.amazon.com, LaunchTemplateCpuOptionsRequest and ModifyInstanceCpuOptions',
};
export const GCP_NESTED: Reference = {
  title: 'Google Compute Engine API, advancedMachineFeatures.enableNestedVirtualization',
};
export const AEHD_README = github('google/android-emulator-hypervisor-driver', 'README.md');
export const MATRIX_NOTE: Reference = { title: 'our reading of the cells beside it (no source)' };
