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

/** Edits and what they do to the nodes. */
export interface Change {
  readonly edits: readonly Edit[];
  readonly nodes: readonly NodeSplice[];
}
