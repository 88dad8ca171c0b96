import type { Command, FixSafety, Severity } from '../lint/finding.js';
import type { Omitted } from '../lint/omissions.js';
import type { Point } from '../source/source.js';

/**
 * What a run reports: plain data, version 1 of the JSON report (schema/report.json) plus what only the
 * terminal shows (`excerpt`, `label`, `source`), which the JSON leaves out.
 */
export interface RunReport {
  readonly files: readonly FileReport[];
  readonly durationMs: number;
  /** Set by `--diff`: nothing was written, `fixed` lists what `--fix` would do. */
  readonly diffOnly: boolean;
}

export type FileStatus = 'linted' | 'fixed' | 'skipped' | 'read-only' | 'failed';

export type SkipReason = 'not-a-vm-config' | 'ignored' | 'too-large' | 'unreadable';
export type ReadOnlyReason = 'locked' | 'suspended' | 'encrypted' | 'encoding' | 'malformed';

export interface FileReport {
  /** As a person would type it: relative to the working directory where it is below it. Forward slashes. */
  readonly path: string;
  readonly language?: string;
  /** VMware's name of the encoding that the file declares or is read in. */
  readonly encoding?: string;
  readonly status: FileStatus;
  readonly reason?: SkipReason | ReadOnlyReason;
  /** Why it was skipped, is read-only or failed, and what to do: one sentence for a person. */
  readonly explanation?: string;
  readonly error?: string;
  /** What remains. */
  readonly findings: readonly ReportedFinding[];
  /** Findings whose fixes were applied (with `--diff`: would be), edits against the file as it was. */
  readonly fixed: readonly ReportedFinding[];
  /** Findings that are left out because there are more of a rule than a person can read. */
  readonly omitted?: readonly Omitted[];
  /** How many fixes were made, where `fixed` does not list them all. */
  readonly fixedCount?: number;
  /** A unified diff of what `--fix` does, one character a byte; only with `--diff`. */
  readonly diff?: string;
}

export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly start: Point;
  readonly end: Point;
  readonly related: readonly ReportedRelated[];
  readonly setting?: string;
  /** What the product says when it comes to that. */
  readonly productMessage?: string;
  /** Where to read on: the first source of the rule that has an address. */
  readonly url?: string;
  readonly fix?: ReportedFix;
  readonly label?: string;
  readonly excerpt?: Excerpt;
}

export interface ReportedRelated {
  readonly message: string;
  readonly start: Point;
  readonly end: Point;
  readonly excerpt?: Excerpt;
}

/**
 * The decoded text of the line that a place starts in, secrets masked. Of a long line only a window around
 * the place: `from` is the 0-based UTF-16 column of its first character, `cut` says whether more follows.
 */
export interface Excerpt {
  readonly text: string;
  readonly from: number;
  readonly cut: boolean;
}

export interface ReportedFix {
  readonly safety: FixSafety;
  readonly title: string;
  /** Byte offsets (UTF-16 units where a string was linted); `base64` where the bytes are no text in the file's encoding. */
  readonly edits: readonly ReportedEdit[];
  readonly commands: readonly Command[];
  /** The intent that nobody stated and that the fix needs, as `nested: require`. */
  readonly assumes?: string;
  /** For applied fixes: each changed place, old → new, as people read it; secrets masked. */
  readonly changes?: readonly LineChange[];
}

export type ReportedEdit = { readonly start: number; readonly end: number } & (
  { readonly text: string } | { readonly base64: string }
);

export interface LineChange {
  /** 1-based line in the file as it was. */
  readonly line: number;
  /** Lines that go, without their ends; none: something is added behind `line`. */
  readonly old: readonly string[];
  readonly new: readonly string[];
}
