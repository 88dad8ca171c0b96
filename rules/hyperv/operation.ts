import type { Rule } from '../../src/lint/rule.js';

/** How a VM of Hyper-V runs, starts and moves, whatever runs in it. */
export const HYPERV_OPERATION: readonly Rule[] = [];
