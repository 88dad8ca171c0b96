import type { MistakenKey, Reference } from './model.js';
import { FIELD_REPORTS, RUNNING_NESTED_VMS, VIM25 } from './sources.js';

const HYPERPLATFORM: Reference = {
  title: 'tandasat/HyperPlatform issue 21',
  url: 'https://github.com/tandasat/HyperPlatform/issues/21',
};

/** Keys of recipes and forum posts that VMware ignores without a word. */
export const MISTAKEN_KEYS: readonly MistakenKey[] = [
  {
    key: 'vhu.enable',
    instead: 'vhv.enable',
    why: 'a misprint of a TechNet page; the text is in no VMware program',
    source: HYPERPLATFORM,
  },
  {
    key: 'vhv.enabled',
    instead: 'vhv.enable',
    why: 'the documented key has no d at its end, and VMware ignores keys that it does not know',
    source: RUNNING_NESTED_VMS,
  },
  {
    key: 'vhv.allow',
    instead: 'vhv.enable',
    why: 'it is a setting of a host with ESXi 5.0 (/etc/vmware/config) and does nothing in a .vmx',
    source: RUNNING_NESTED_VMS,
  },
  {
    key: 'allowNested',
    instead: 'vmx.allowNested',
    why: 'the documented key begins with vmx.; and to let a hypervisor run inside the VM it is vhv.enable',
    source: RUNNING_NESTED_VMS,
  },
  {
    key: 'vhv.allowNested',
    instead: 'vhv.enable',
    why: 'two keys mixed up: vhv.enable lets a hypervisor run inside the VM, vmx.allowNested lets VMware run on another hypervisor',
    source: RUNNING_NESTED_VMS,
  },
  {
    key: 'vhv.allowNestedPageTables',
    instead: 'vhv.enable',
    why: 'no such key is known; vhv.enable is what VMware calls Virtualized Intel VT-x/EPT or AMD-V/RVI, page tables included',
    source: FIELD_REPORTS,
  },
  {
    key: 'hypervisor.cpuid.0',
    instead: 'hypervisor.cpuid.v0',
    why: 'the documented key has a v before the 0',
    source: RUNNING_NESTED_VMS,
  },
  {
    key: 'hypervisor.cpuidv0',
    instead: 'hypervisor.cpuid.v0',
    why: 'the documented key has a dot before v0',
    source: RUNNING_NESTED_VMS,
  },
  {
    key: 'vbs.enable',
    instead: 'windows.vbs.enabled',
    why: 'it is no key of VMware’s; ESXi writes windows.vbs.enabled together with vhv.enable and vvtd.enable',
    source: FIELD_REPORTS,
  },
  {
    key: 'vbs.enabled',
    instead: 'windows.vbs.enabled',
    why: 'it is no key of VMware’s; ESXi writes windows.vbs.enabled together with vhv.enable and vvtd.enable',
    source: FIELD_REPORTS,
  },
  {
    key: 'tpm.present',
    why: 'files with a TPM have vtpm.present, which VMware writes together with the encryption that it needs; writing it by hand is not enough',
    source: FIELD_REPORTS,
  },
  {
    key: 'ethernet*.promiscuousMode',
    why: 'the text is in no VMware program; the key that exists says the opposite, and absent or FALSE allows promiscuous mode',
    source: FIELD_REPORTS,
  },
  {
    key: 'nestedHVEnabled',
    instead: 'vhv.enable',
    why: 'it is the name in the vSphere API; in a .vmx the setting is vhv.enable',
    source: VIM25,
  },
];
