import type { ImportableVm } from '../languages/hyperv/importable.js';
import type * as json from './json-model.js';

/**
 * What a run reports: plain data, version 1 of the JSON report (`json-model.ts`) plus what only the terminal shows and
 * what only the run needs, which the JSON leaves out.
 */
export interface RunReport {
  readonly files: readonly FileReport[];
  readonly durationMs: number;
  /** Set by `--diff`: nothing was written, `fixed` lists what `--fix` would do. */
  readonly diffOnly: boolean;
}

export interface FileReport extends json.FileReport {
  readonly findings: readonly ReportedFinding[];
  /** With `--diff`: what would be fixed. */
  readonly fixed: readonly ReportedFinding[];
  /** The VM that it describes, where there are commands of Hyper-V for one of the findings. */
  readonly vm?: ImportableVm;
  /** Which of the exceptions that hold for it left something out, by their place in the list. */
  readonly usedExceptions?: readonly number[];
  /** A unified diff of what `--fix` does, one character a byte; only with `--diff`. */
  readonly diff?: string;
}

export interface ReportedFinding extends json.Finding {
  readonly related: readonly ReportedRelated[];
  /** A few words under the place. */
  readonly label?: string;
  readonly excerpt?: Excerpt;
}

export interface ReportedRelated extends json.Related {
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
  /** The file is no text: `text` lists what is at the place, which stands here in it. */
  readonly mark?: { readonly start: number; readonly end: number };
}
