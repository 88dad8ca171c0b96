import { boardPart } from '../../src/languages/vbox/hardware.js';
import type { Machine } from '../../src/languages/vbox/machine.js';

/** What `Iommu` may be, but for `None`. On CPUs that are neither Intel's nor AMD's, `Automatic` comes to none. */
const TYPES: readonly (string | undefined)[] = ['Automatic', 'AMD', 'Intel'];

export function isIommu(machine: Machine): boolean {
  return TYPES.includes(boardPart(machine, 'Iommu').type);
}
