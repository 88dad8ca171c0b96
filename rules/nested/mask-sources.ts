import type { Reference } from '../../src/lint/rule.js';

export const HOST_CPU_ID_INFO: Reference = {
  title: 'vSphere API, vim25, HostCpuIdInfo (the characters of a mask)',
  url: 'https://github.com/vmware/govmomi',
};

export const CPUID_HEADER: Reference = {
  title: 'VMware open-vm-tools, lib/include/x86cpuid.h',
  url: 'https://github.com/vmware/open-vm-tools/blob/1634dfb42f72/open-vm-tools/lib/include/x86cpuid.h',
};

/** Where masks are described. */
export const CPUID_MASKS: readonly Reference[] = [
  HOST_CPU_ID_INFO,
  { title: 'VMware Workstation 26.0.1, format strings of vmware-vmx (two field reports)' },
];

export const FEATURE_MASKS: readonly Reference[] = [
  {
    title: 'vSphere API, vim25, HostFeatureMask ([type:]op:value)',
    url: 'https://github.com/vmware/govmomi',
  },
  {
    title: 'cloudbase/unattended-setup-scripts, esxi/create-esxi-vm.sh',
    url: 'https://github.com/cloudbase/unattended-setup-scripts',
  },
];
