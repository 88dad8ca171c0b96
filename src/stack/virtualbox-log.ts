import { evidenceAt, type Evidence } from './log-evidence.js';

/**
 * A VBox.log of a VM that ran on what the host's system offers (Hyper-V, KVM, Apple's hypervisor) instead of VT-x or
 * AMD-V itself: the snail stands for Windows, where that is Hyper-V, the turtle for all others (NEMR3.cpp and
 * CPUMR3CpuId.cpp of VirtualBox 7.1).
 */
const SNAIL = 'NEM: NEMR3Init: Snail execution mode is active!';
const NATIVE = [
  SNAIL,
  'NEM: NEMR3Init: Turtle',
  "Can't turn on nested VT-x/AMD-V when NEM is used!",
];

/** What a log says of Hyper-V on the host. A run on VT-x or AMD-V leaves no word that is known to be sure. */
export function findInVirtualBoxLog(logText: string): Evidence | undefined {
  return lineWith(logText, SNAIL);
}

/** Where a log says that the VM ran on the native API, whatever the host. */
export function findNativeApi(logText: string): Evidence | undefined {
  for (const text of NATIVE) {
    const found = lineWith(logText, text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function lineWith(logText: string, text: string): Evidence | undefined {
  const at = logText.indexOf(text);
  return at === -1 ? undefined : evidenceAt(logText, at, 'on');
}
