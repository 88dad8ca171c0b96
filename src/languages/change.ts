import type { Edit } from '../source/edits.js';

/**
 * What an edit does to the ordered list of a document's nodes: `remove` nodes from `index` on become the
 * nodes with these signatures. The fixer refuses an edit that does anything else.
 */
export interface NodeSplice {
  readonly index: number;
  readonly remove: number;
  readonly insert: readonly string[];
}

/** A command of a vendor's tool: what it does is what a fix does. */
export interface VendorCommand {
  readonly shell: 'sh' | 'powershell';
  /** Works as it stands, on the host that the VM is registered on. */
  readonly text: string;
  /** The same in a script that handles VMs one after the other. */
  readonly step?: ScriptStep;
}

export interface ScriptStep {
  /** PowerShell, where `$vm` is the VM. */
  readonly text: string;
  /** `planned`: also of a VM that is being imported; `registered`: only once it is. */
  readonly when: 'planned' | 'registered';
}

/** Edits and what they do to the nodes. */
export interface Change {
  readonly edits: readonly Edit[];
  readonly nodes: readonly NodeSplice[];
}
