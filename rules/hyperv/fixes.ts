import type { Change, VendorCommand } from '../../src/languages/change.js';
import type { HypervDocument } from '../../src/languages/hyperv/document.js';
import type { Setting } from '../../src/languages/hyperv/settings.js';
import type { Fix } from '../../src/lint/finding.js';

/** A fix by commands and, where the file can be changed, an edit. Undefined: there is neither. */
export function unsafeFix(
  title: string,
  commands: readonly VendorCommand[],
  change?: Change,
): Fix | undefined {
  if (change === undefined && commands.length === 0) return undefined;
  return { title, safety: 'unsafe', ...(change ?? { edits: [], nodes: [] }), commands };
}

/** What gives a setting another value in a file of XML. Containers take such values by commands only. */
export function changeOfXml(
  document: HypervDocument,
  setting: Setting,
  value: bigint | string,
): Change | undefined {
  return document.dialect === 'vmcx' ? undefined : document.change(setting, value);
}
