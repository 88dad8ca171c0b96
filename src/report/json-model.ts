import type { Command, FixSafety, Severity } from '../lint/finding.js';
import type { Omitted } from '../lint/omissions.js';
import type { Point } from '../source/source.js';

/** Version 1 of the JSON report (`vmlint/schema/report.json`) as types. */
export interface Report {
  readonly version: 1;
  readonly summary: Summary;
  /** By path. */
  readonly files: readonly FileReport[];
}

/** Counts over all files. */
export interface Summary {
  /** Files that were checked: all but those with status `skipped` or `failed`. */
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Remaining findings with a safe fix that could be written. */
  readonly fixable: number;
  /** Remaining findings with an unsafe fix that could be written; not part of `fixable`. */
  readonly fixableUnsafe: number;
  readonly fixed: number;
  readonly durationMs: number;
}

export type FileStatus = 'linted' | 'fixed' | 'skipped' | 'read-only' | 'failed';

export type SkipReason = 'not-a-vm-config' | 'ignored' | 'too-large' | 'unreadable';
export type ReadOnlyReason =
  | 'locked'
  | 'suspended'
  | 'encrypted'
  | 'encoding'
  | 'malformed'
  /** Written only where somebody asks for it: `--vmcx-in-place`. */
  | 'binary';

/** What was found in one file or text. */
export interface FileReport {
  /** Relative to the working folder where it is below it, with forward slashes. */
  readonly path: string;
  /** The format that it was read as; absent where it was not read. */
  readonly language?: string;
  /** The encoding that it declares or was read in, by VMware's name. */
  readonly encoding?: string;
  /**
   * `linted`; `fixed`: there were fixes to apply; `skipped`: not linted, see `reason`; `read-only`: linted, and
   * must not be written, see `reason`; `failed`: see `error`.
   */
  readonly status: FileStatus;
  readonly reason?: SkipReason | ReadOnlyReason;
  /** Why it was skipped or is read-only, and what to do: one sentence for a person. */
  readonly explanation?: string;
  readonly error?: string;
  /** What remains, by position. */
  readonly findings: readonly Finding[];
  /** Findings whose fixes were applied; places and edits are those of the text as it was. */
  readonly fixed: readonly Finding[];
  /** Findings that are not listed because there are more than 10,000 of a rule. */
  readonly omitted?: readonly Omitted[];
  /** The file that keeps what a fixed one was. */
  readonly backup?: string;
  /** How many fixes were made, where `fixed` does not list them all. */
  readonly fixedCount?: number;
}

/** What a rule says about a place. */
export interface Finding {
  /** The rule's id, as `vmx/no-duplicate-key`. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is, and what should be. */
  readonly message: string;
  readonly start: Point;
  /** The first place behind it. */
  readonly end: Point;
  /** Other places in the same file that explain it. */
  readonly related: readonly Related[];
  /** The setting that it is about, as the documentation spells it. */
  readonly setting?: string;
  /** What the product says when it comes to that, word for word. */
  readonly productMessage?: string;
  /** A page to read on. */
  readonly url?: string;
  readonly fix?: Fix;
}

export interface Related {
  readonly message: string;
  readonly start: Point;
  readonly end: Point;
}

/** A way to repair what was found. */
export interface Fix {
  readonly safety: FixSafety;
  /** What it does, in the imperative. */
  readonly title: string;
  /**
   * Ranges that do not overlap: bytes from 0, or UTF-16 units where a string was linted. The text is to be encoded
   * as the file is; `base64` holds bytes that are no text.
   */
  readonly edits: readonly Edit[];
  readonly commands: readonly Command[];
  /** The intent that nobody stated and that the fix needs, as `nested: require`. */
  readonly assumes?: string;
  /** Of fixes that were applied: the changed lines as people read them, secrets masked. */
  readonly changes?: readonly LineChange[];
}

export type Edit = { readonly start: number; readonly end: number } & (
  { readonly text: string } | { readonly base64: string }
);

export interface LineChange {
  /** 1-based line in the file as it was. */
  readonly line: number;
  /** Lines that go, without their ends; none: something is added behind `line`. */
  readonly old: readonly string[];
  readonly new: readonly string[];
}
