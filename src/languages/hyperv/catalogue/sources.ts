import type { Reference } from './model.js';

export const ENABLE_NESTED: Reference = {
  title: 'Microsoft Learn: Run Hyper-V in a Virtual Machine with Nested Virtualization',
  url: 'https://learn.microsoft.com/en-us/windows-server/virtualization/hyper-v/enable-nested-virtualization',
};

export const SET_VM_PROCESSOR: Reference = {
  title: 'Microsoft Learn: Set-VMProcessor',
  url: 'https://learn.microsoft.com/en-us/powershell/module/hyper-v/set-vmprocessor',
};

/** Read off files of released versions of Hyper-V, each of its settings by name and type. */
export const REAL_FILES: Reference = { title: 'Files that Hyper-V itself wrote' };
