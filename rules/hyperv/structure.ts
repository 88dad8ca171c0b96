import type { Rule } from '../../src/lint/rule.js';

/** Whether the file of a VM of Hyper-V can be read, and holds together. */
export const HYPERV_STRUCTURE: readonly Rule[] = [];
