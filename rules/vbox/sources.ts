import type { Reference } from '../../src/lint/rule.js';

const TREE = 'https://github.com/VirtualBox/virtualbox/blob/1d4010fd/src/VBox';

export { SETTINGS_READER, XML_READER } from '../../src/languages/vbox/catalogue/sources.js';

/** What has to be on besides, or the VM does not start. */
export const CPUM_HWVIRT: Reference = {
  title: 'VirtualBox, src/VBox/VMM/VMMR3/CPUMR3CpuId.cpp',
  url: `${TREE}/VMM/VMMR3/CPUMR3CpuId.cpp`,
};

export const MANUAL_NESTED: Reference = {
  title: 'VirtualBox, user manual, "Nested Virtualization"',
};

export const MANUAL_MODIFYVM: Reference = {
  title: 'VirtualBox, user manual, "VBoxManage modifyvm"',
};

/** When VirtualBox runs a VM on the native API of its host. */
export const NEM: Reference = {
  title: 'VirtualBox, src/VBox/VMM/VMMR3/NEMR3.cpp',
  url: `${TREE}/VMM/VMMR3/NEMR3.cpp`,
};

/** What makes a VM of the settings when it starts, and refuses some. */
export const LAUNCH: Reference = {
  title: 'VirtualBox, src/VBox/Main/src-client/ConsoleImplConfigX86.cpp',
  url: `${TREE}/Main/src-client/ConsoleImplConfigX86.cpp`,
};

/** What `VBoxInternal/…` of the extra data is laid over. */
export const LAUNCH_COMMON: Reference = {
  title: 'VirtualBox, src/VBox/Main/src-client/ConsoleImplConfigCommon.cpp',
  url: `${TREE}/Main/src-client/ConsoleImplConfigCommon.cpp`,
};

/** Checks where a device is attached (`i_checkPortAndDeviceValid`). */
export const STORAGE_CONTROLLER: Reference = {
  title: 'VirtualBox, src/VBox/Main/src-server/StorageControllerImpl.cpp',
  url: `${TREE}/Main/src-server/StorageControllerImpl.cpp`,
};

/** How many ports and devices each kind of controller has. */
export const STORAGE_LIMITS: Reference = {
  title: 'VirtualBox, src/VBox/Main/src-server/PlatformPropertiesImpl.cpp',
  url: `${TREE}/Main/src-server/PlatformPropertiesImpl.cpp`,
};

/** `Machine::getEffectiveParavirtProvider`, snapshots, saved states. */
export const MACHINE: Reference = {
  title: 'VirtualBox, src/VBox/Main/src-server/MachineImpl.cpp',
  url: `${TREE}/Main/src-server/MachineImpl.cpp`,
};

export const NETWORK_ADAPTER: Reference = {
  title: 'VirtualBox, src/VBox/Main/src-server/NetworkAdapterImpl.cpp (i_updateMacAddress)',
  url: `${TREE}/Main/src-server/NetworkAdapterImpl.cpp`,
};

export const MANUAL_MOTHERBOARD: Reference = {
  title: 'VirtualBox, user manual, "Motherboard Tab" (I/O APIC, chipset)',
};

export const MANUAL_PARAVIRT: Reference = {
  title: 'VirtualBox, user manual, "Paravirtualization Providers"',
};

export const MANUAL_NETWORKING: Reference = {
  title: 'VirtualBox, user manual, "Virtual Networking" (promiscuous mode)',
};

export const MANUAL_REMOTE_DISPLAY: Reference = {
  title: 'VirtualBox, user manual, "Remote Display (VRDP Support)"',
};

export const HYPERV_INSIDE: readonly Reference[] = [
  {
    title: 'VirtualBox/virtualbox, issue 270 (Windows does not boot once Hyper-V is added)',
    url: 'https://github.com/VirtualBox/virtualbox/issues/270',
  },
  {
    title: 'VirtualBox/virtualbox, issue 790 (Hyper-V inside VirtualBox 7.2)',
    url: 'https://github.com/VirtualBox/virtualbox/issues/790',
  },
];

export const CHANGELOG_6_1: Reference = {
  title: 'VirtualBox 6.1.0 changelog (nested virtualization on Intel CPUs)',
};
