import type { HypervSetting } from './model.js';
import { PROCESSOR_SETTINGS } from './processors.js';

export type { HypervSetting } from './model.js';

/** Every setting that is known, in the order in which Hyper-V writes them. */
export const HYPERV_SETTINGS: readonly HypervSetting[] = [...PROCESSOR_SETTINGS];
