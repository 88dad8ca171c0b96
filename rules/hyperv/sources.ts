import type { Reference } from '../../src/lint/rule.js';

export { ENABLE_NESTED } from '../../src/languages/hyperv/catalogue/sources.js';

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
