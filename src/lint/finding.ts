import type { Change, VendorCommand } from '../languages/change.js';

export const SEVERITIES = ['error', 'warning', 'info'] as const;
/**
 * error: the VM or the inner guest will not start, or the file will not load. warning: works, but not as
 * meant. info: worth knowing.
 */
export type Severity = (typeof SEVERITIES)[number];

/** safe: the meaning stays, or is what the user asked for by intent. unsafe: a person should look first. */
export type FixSafety = 'safe' | 'unsafe';

/** A part of a file. View offsets, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A command of a vendor's tool that does what the fix does, where that is the better way. */
export type Command = VendorCommand;

export interface Fix extends Change {
  readonly title: string;
  readonly safety: FixSafety;
  /** Right only for the intent that `--nested` states, so not applied under `--no-assume` where nothing states it. */
  readonly byIntent?: boolean;
  readonly commands?: readonly Command[];
}

export interface Related extends Range {
  readonly message: string;
}

/** What a rule says about a place. Offsets are the view's; reports turn them into lines and bytes. */
export interface Finding extends Range {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** A few words under the place itself. */
  readonly label?: string;
  readonly related: readonly Related[];
  /** The key that the finding is about, as the catalogue spells it. */
  readonly setting?: string;
  /** What the product says when it comes to that. */
  readonly productMessage?: string;
  /** Where to read on. */
  readonly url?: string;
  readonly fix?: Fix;
}
