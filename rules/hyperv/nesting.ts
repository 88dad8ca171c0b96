import type { Rule } from '../../src/lint/rule.js';
import allowMacSpoofing from '../nested/allow-mac-spoofing.js';
import memory from '../nested/memory.js';
import noCheckpoints from '../nested/no-checkpoints.js';
import severalProcessors from '../nested/several-processors.js';
import staticMemory from '../nested/static-memory.js';
import sufficientConfigurationVersion from '../nested/sufficient-configuration-version.js';
import visibleHypervisor from '../nested/visible-hypervisor.js';
import wholeProcessors from '../nested/whole-processors.js';

/** What the configuration of a VM of Hyper-V says about nesting. */
export const HYPERV_NESTING: readonly Rule[] = [
  allowMacSpoofing,
  memory,
  noCheckpoints,
  severalProcessors,
  staticMemory,
  sufficientConfigurationVersion,
  visibleHypervisor,
  wholeProcessors,
];
