import { BOX_SETTINGS } from './box.js';
import { DEVICE_SETTINGS } from './devices.js';
import { FIRMWARE_SETTINGS } from './firmware.js';
import { GLOBAL_SETTINGS } from './global-settings.js';
import { MEMORY_SETTINGS } from './memory.js';
import type { HypervSetting } from './model.js';
import { NETWORK_SETTINGS } from './network.js';
import { PROCESSOR_SETTINGS } from './processors.js';
import { PROPERTY_SETTINGS } from './properties.js';
import { STORAGE_SETTINGS } from './storage.js';

export type { HypervSetting } from './model.js';

/** Every setting that is known, by subject. */
export const HYPERV_SETTINGS: readonly HypervSetting[] = [
  ...PROCESSOR_SETTINGS,
  ...MEMORY_SETTINGS,
  ...PROPERTY_SETTINGS,
  ...GLOBAL_SETTINGS,
  ...FIRMWARE_SETTINGS,
  ...NETWORK_SETTINGS,
  ...STORAGE_SETTINGS,
  ...DEVICE_SETTINGS,
  ...BOX_SETTINGS,
];
