import type { FolderStates } from '../files/in-use.js';
import type { VmDocument } from '../languages/index.js';
import type { ReadOnlyReason } from '../report/json-model.js';

export interface Obstacle {
  readonly status: 'read-only';
  readonly reason: ReadOnlyReason;
  readonly explanation: string;
}

/** Why a file must not be written: what its text tells, or what lies beside it. `force`: whatever locks say. */
export function whyReadOnly(
  document: VmDocument,
  { absolute, mayBeLink }: { readonly absolute?: string | undefined; readonly mayBeLink?: boolean },
  force: boolean,
  folders: FolderStates,
): Obstacle | undefined {
  const own = document.readOnly;
  if (own !== undefined) return { status: 'read-only', ...own };
  if (absolute === undefined) return undefined;
  const inUse = folders.inUse(absolute, () => document.referencedDisks(), mayBeLink);
  if (inUse === undefined || (force && inUse.reason === 'locked')) return undefined;
  return { status: 'read-only', ...inUse };
}

export function encodingName({ source }: VmDocument): string {
  if (source.form === 'utf-16le') return 'UTF-16LE';
  if (source.form === 'utf-16be') return 'UTF-16BE';
  return source.encoding.name;
}
