import type { Reference } from '../src/lint/rule.js';

const OPEN_VM_TOOLS = 'https://github.com/vmware/open-vm-tools/blob/1634dfb42f72/open-vm-tools';

/** VMware's own reader of the line layer: what is a pair, what is a comment, what is neither. */
export const LINE_READER: Reference = {
  title: 'VMware open-vm-tools, lib/dict/dictll.c',
  url: `${OPEN_VM_TOOLS}/lib/dict/dictll.c`,
};

export const FILE_READER: Reference = {
  title: 'VMware open-vm-tools, lib/misc/vmstdio.c',
  url: `${OPEN_VM_TOOLS}/lib/misc/vmstdio.c`,
};

export const ENCODING_TABLE: Reference = {
  title: 'VMware open-vm-tools, lib/unicode/unicodeSimpleTypes.c',
  url: `${OPEN_VM_TOOLS}/lib/unicode/unicodeSimpleTypes.c`,
};

export const GUEST_OS_TABLE: Reference = {
  title: 'VMware open-vm-tools, lib/include/guest_os_tables.h',
  url: `${OPEN_VM_TOOLS}/lib/include/guest_os_tables.h`,
};

export const RUNNING_NESTED_VMS: Reference = {
  title: 'VMware, "Running Nested VMs" (J. Mattson, 2011, rev. 36)',
};
