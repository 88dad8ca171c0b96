import type { Evidence } from './infer.js';
import { lineOf } from './log-text.js';

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
  if (at === -1) return undefined;
  const start = logText.lastIndexOf('\n', at) + 1;
  const end = logText.indexOf('\n', at);
  const said = logText.slice(start, end === -1 ? undefined : end).trim();
  return { hyperv: 'on', line: lineOf(logText, at), text: said.slice(0, 200) };
}
