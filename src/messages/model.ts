import type { Confidence, Reference } from '../stack/stack.js';

/** Where a step is to be done. */
export const PLACES = {
  vm: "In the VM's .vmx, with the VM off",
  inner: 'In the .vmx of the inner VM, with it off',
  outer: 'In the outer VM, with it off',
  host: 'On the host',
  guest: 'In the guest system',
} as const;

export interface Step {
  readonly place?: keyof typeof PLACES;
  /** What to do, beginning in lower case where a place stands before it; no full stop. */
  readonly text: string;
  /** What to paste, or the same by product. */
  readonly lines?: readonly string[];
}

/** What is known of a message that a product shows, and of all that means the same. */
export interface ProductMessage {
  /** For references between entries. */
  readonly id: string;
  /**
   * Word for word, as products say it; `…` stands for what differs from case to case. Each sentence of four
   * words or more counts by itself as well.
   */
  readonly texts: readonly string[];
  /** Ids and codes by which products name the same: `msg.hvuser.NoSVM`, `0x80370102`. */
  readonly codes?: readonly string[];
  /** Which product says it, to complete "Said by …". */
  readonly product: string;
  /** One to three plain sentences. */
  readonly cause: string;
  /** In the order in which they are to be tried. */
  readonly steps: readonly Step[];
  readonly rules: readonly string[];
  /** Keys that `vmlint explain` describes further. */
  readonly settings?: readonly string[];
  /** At least one. */
  readonly sources: readonly Reference[];
  readonly confidence: Confidence;
  /** It says that something failed, not why: what stands beside it decides. */
  readonly vague?: true;
  /** Ids of entries that need no explanation of their own beside this one. */
  readonly accountsFor?: readonly string[];
}
