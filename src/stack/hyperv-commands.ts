import { judge } from './matrix.js';
import { EXPOSE_ON_HYPERV, SPOOFING_ON_HYPERV, STATIC_ON_HYPERV } from './steps.js';
import * as sources from './sources.js';
import type { Reference, Stack } from './stack.js';

/** A command of PowerShell for a VM of Hyper-V that is off. */
export interface HypervCommand {
  readonly command: string;
  readonly why: string;
  readonly source: Reference;
}

/** What lets the guest hypervisor run in a VM of Hyper-V; empty where the host is another product, or none can. */
export function hypervCommandsFor(stack: Stack): HypervCommand[] {
  if (stack.host.product !== 'hyper-v' || judge(stack).verdict === 'impossible') return [];
  return [
    {
      command: EXPOSE_ON_HYPERV,
      why: "shows the CPU's hardware virtualization to the VM",
      source: sources.HYPERV_ENABLE_NESTED,
    },
    {
      command: STATIC_ON_HYPERV,
      why: 'dynamic memory has no effect while a hypervisor runs in the VM; give it 4 GB or more, with -StartupBytes 4GB',
      source: sources.HYPERV_NESTED_SCRIPT,
    },
    {
      command: SPOOFING_ON_HYPERV,
      why: 'inner VMs reach the network under MAC addresses of their own; not needed with a NAT switch inside the VM',
      source: sources.HYPERV_ENABLE_NESTED,
    },
  ];
}
