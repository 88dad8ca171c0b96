import type { Reference } from './model.js';

const OPEN_VM_TOOLS = 'https://github.com/vmware/open-vm-tools/blob/1634dfb42f72/open-vm-tools';

export const RUNNING_NESTED_VMS: Reference = {
  title: 'VMware, "Running Nested VMs" (J. Mattson, 2011, rev. 36)',
};

export const CPUID_TABLE: Reference = {
  title: 'open-vm-tools 1634dfb42f72, lib/include/x86cpuid.h',
  url: `${OPEN_VM_TOOLS}/lib/include/x86cpuid.h`,
};

export const GUEST_OS_TABLE: Reference = {
  title: 'open-vm-tools 1634dfb42f72, lib/include/guest_os_tables.h',
  url: `${OPEN_VM_TOOLS}/lib/include/guest_os_tables.h`,
};

export const ENCODING_TABLE: Reference = {
  title: 'open-vm-tools 1634dfb42f72, lib/unicode/unicodeSimpleTypes.c',
  url: `${OPEN_VM_TOOLS}/lib/unicode/unicodeSimpleTypes.c`,
};

export const VIM25: Reference = {
  title: 'govmomi, vim25',
  url: 'https://github.com/vmware/govmomi',
};

export const KB_81623: Reference = { title: 'VMware KB 81623, as quoted by vmware.log' };
export const KB_79832: Reference = { title: 'VMware KB 79832, as quoted by users' };
export const KB_437651: Reference = { title: 'VMware KB 437651, as quoted by users' };

export const MONITOR_MODES: Reference = {
  title: 'VMware, docs.vmware.com, vSphere 7.0, GUID-5F5AC645',
};

export const CLOUDBASE: Reference = {
  title: 'cloudbase/unattended-setup-scripts, esxi/create-esxi-vm.sh',
  url: 'https://github.com/cloudbase/unattended-setup-scripts',
};

export const OC4VM: Reference = {
  title: 'DrDonk/OC4VM, vmware/macos.vmx',
  url: 'https://github.com/DrDonk/OC4VM',
};

export const LIBVIRT: Reference = {
  title: 'libvirt, src/vmx/vmx.c',
  url: 'https://github.com/libvirt/libvirt/blob/00b6828dc28e443839985dd7783186f791804d32/src/vmx/vmx.c',
};

export const DISSECT: Reference = {
  title: 'dissect.hypervisor, dissect/hypervisor/descriptor/vmx.py',
  url: 'https://github.com/fox-it/dissect.hypervisor',
};

export const VIRTUALGL_248: Reference = {
  title: 'VirtualGL/virtualgl, issue 248 (Workstation 16.2 and later, on Linux)',
  url: 'https://github.com/VirtualGL/virtualgl/issues/248',
};

export const VAGRANT: Reference = {
  title: 'vagrant-vmware-desktop, lib/…/driver/base.rb',
  url: 'https://github.com/hashicorp/vagrant-vmware-desktop',
};

export const BROTHERTU: Reference = {
  title: 'brothertu.blogspot.com, 2008/09, the .vmx settings explained',
};

/** Counted: no document says so. */
export const CORPUS: Reference = { title: 'counted over 118 real .vmx files' };

/** Seen by users; VMware has not confirmed it. */
export const FIELD_REPORTS: Reference = {
  title: 'field reports (2021-2025), not confirmed by VMware',
};
