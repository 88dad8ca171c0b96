import { HYPERV_MESSAGES } from './hyperv.js';
import type { ProductMessage } from './model.js';
import { VIRTUALBOX_MESSAGES } from './virtualbox.js';
import { VIRTUALBOX_SETTINGS_MESSAGES } from './virtualbox-settings.js';
import { VMWARE_CPU_MESSAGES } from './vmware-cpu.js';
import { VMWARE_FILE_MESSAGES } from './vmware-file.js';
import { VMWARE_NESTING_MESSAGES } from './vmware-nesting.js';
import { WINDOWS_MESSAGES } from './windows.js';

/** What products say when something about nesting or a configuration is wrong, and what to do then. */
export const PRODUCT_MESSAGES: readonly ProductMessage[] = [
  ...VMWARE_NESTING_MESSAGES,
  ...VMWARE_FILE_MESSAGES,
  ...VMWARE_CPU_MESSAGES,
  ...WINDOWS_MESSAGES,
  ...HYPERV_MESSAGES,
  ...VIRTUALBOX_MESSAGES,
  ...VIRTUALBOX_SETTINGS_MESSAGES,
];

/** What products say where a rule finds something. */
export function messagesOfRule(id: string): string[] {
  return PRODUCT_MESSAGES.filter(({ rules }) => rules.includes(id)).flatMap(
    ({ texts, codes = [] }) => (texts.length > 0 ? texts : codes),
  );
}
