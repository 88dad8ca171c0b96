import { judge } from './matrix.js';
import * as sources from './sources.js';
import type { Reference, Stack } from './stack.js';

/** An element of a `.vbox` to add or to put right. */
export interface VboxElement {
  /** Where it stands, below `Machine`; from settings version 1.20 on that is `Platform/x86/CPU`. */
  readonly parent: string;
  /** As VirtualBox writes it. */
  readonly element: string;
  readonly why: string;
  readonly source: Reference;
}

/** What a `.vbox` has to say so that the guest hypervisor runs; empty where the host is another product, or none can. */
export function vboxElementsFor(stack: Stack): VboxElement[] {
  if (stack.host.product !== 'virtualbox') return [];
  const { verdict } = judge(stack);
  if (verdict === 'impossible' || stack.cpu === 'apple' || stack.cpu === 'arm') return [];
  return [
    {
      parent: 'Hardware/CPU',
      element: '<NestedHWVirt enabled="true"/>',
      why: "shows the CPU's hardware virtualization to the VM; before LongMode, and with nested paging (and on Intel unrestricted guest execution) on, as both are unless the file switches them off",
      source: sources.VIRTUALBOX_SOURCE,
    },
  ];
}
