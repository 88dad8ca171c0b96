import type { Reference } from '../../src/lint/rule.js';

const TREE = 'https://github.com/VirtualBox/virtualbox/blob/1d4010fd/src/VBox';

/** What VirtualBox reads and writes: which elements, where, with which defaults. */
export const SETTINGS_READER: Reference = {
  title: 'VirtualBox, src/VBox/Main/xml/Settings.cpp',
  url: `${TREE}/Main/xml/Settings.cpp`,
};

/** How it reads a boolean, a number. */
export const XML_READER: Reference = {
  title: 'VirtualBox, src/VBox/Runtime/r3/xml.cpp (getAttributeValue)',
  url: `${TREE}/Runtime/r3/xml.cpp`,
};

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

export const MANUAL_NETWORKING: Reference = {
  title: 'VirtualBox, user manual, "Virtual Networking" (promiscuous mode)',
};
