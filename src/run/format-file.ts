import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { DiscoveredFile } from '../files/discover.js';
import { FolderStates } from '../files/in-use.js';
import { IGNORE_FILES } from '../files/left-out.js';
import { patchName } from '../files/patch-name.js';
import { readFile } from '../files/read.js';
import { WriteRefused, writeAtomically } from '../files/write.js';
import { formatted, FormatError, whyUnformatted, type FormatOptions } from '../format/index.js';
import { hostState } from '../format/host-state.js';
import { stripped } from '../format/stripped.js';
import {
  detectLanguage,
  sourceOf,
  type Language,
  type VmDocument,
  VmxDocument,
} from '../languages/index.js';
import type { FileReport } from '../report/report.js';
import type { Edit } from '../source/edits.js';
import { ComposedEdits } from '../source/composed-edits.js';
import { byPosition } from '../source/edits.js';
import type { Point, Source } from '../source/source.js';
import type { Place } from './check-file.js';
import { ignored, tooLarge } from './unchecked.js';
import { encodingName, whyReadOnly } from './read-only.js';

export interface FormatFileOptions {
  readonly format: FormatOptions;
  /** What to do with what is of the host that the VM ran on. */
  readonly hostState: 'leave' | 'list' | 'strip';
  /** Find out what would change and write nothing. */
  readonly check: boolean;
  /** Makes the patch of a file; only with `check`. */
  readonly unifiedDiff?: (path: string, before: string, after: string) => string;
  readonly backup: boolean;
  /** Write also where a lock says that the VM is in use. */
  readonly force: boolean;
  /** Bytes. */
  readonly maxSize: number;
}

export interface FormatReport {
  readonly path: string;
  readonly language?: string;
  readonly encoding?: string;
  /**
   * `unchanged`: it is formatted. `formatted`: it was not, and is now. `unformatted`: it is not, and nothing was to be
   * written. `read-only`: it is not, and must not be written. `skipped`: nobody can say, or nobody asked.
   */
  readonly status: 'unchanged' | 'formatted' | 'unformatted' | 'read-only' | 'skipped' | 'failed';
  readonly reason?: string;
  /** Why it is read-only or skipped, and what to do: one sentence for a person. */
  readonly explanation?: string;
  readonly error?: string;
  /** What was changed, or is to be; offsets count bytes of the file as it was. */
  readonly edits: readonly Edit[];
  /** What is of the host and was not taken away; only where that was asked for. */
  readonly hostState?: readonly ReportedState[];
  /** With `check`: a unified diff, one character a byte. */
  readonly diff?: string;
}

export interface ReportedState {
  readonly setting: string;
  readonly message: string;
  readonly start: Point;
  readonly end: Point;
  /** Whether `--unsafe` takes it away. */
  readonly strippable: boolean;
}

/** Formats one file. Every failure is a part of the report; nothing is thrown. */
export function formatFile(
  file: DiscoveredFile,
  options: FormatFileOptions,
  folders: FolderStates,
): FormatReport {
  const { path, absolute } = file;
  return guarded(path, () => {
    if (file.ignored) return unread(ignored(path, file.ignoredBy ?? IGNORE_FILES));
    const read = readFile(absolute, options.maxSize, true);
    if (read.kind === 'too-large') return unread(tooLarge(path, read.size, options.maxSize));
    if (read.kind === 'failed') {
      if (file.named) return failed(path, read.message);
      return skipped(path, 'unreadable', read.message);
    }
    const place = { path, absolute, mayBeLink: !file.plain };
    return formatPlace(place, sourceOf(path, read.bytes), options, folders, ({ bytes }) => {
      writeAtomically(absolute, bytes, read, { backup: options.backup });
    });
  });
}

/** Formats bytes as the content of a file. `write` is called with the new content. Nothing is thrown. */
export function formatBytes(
  place: Place,
  bytes: Uint8Array,
  options: FormatFileOptions,
  write: (formatted: Source) => void,
): FormatReport {
  const { path } = place;
  if (bytes.length > options.maxSize) return unread(tooLarge(path, bytes.length, options.maxSize));
  return guarded(path, () =>
    formatPlace(place, sourceOf(path, bytes), options, new FolderStates(), write),
  );
}

/** The same for what was read already, of whatever size. */
export function formatSource(
  place: Place,
  source: Source,
  options: FormatFileOptions,
  write: (formatted: Source) => void,
): FormatReport {
  return guarded(place.path, () => formatPlace(place, source, options, new FolderStates(), write));
}

function formatPlace(
  place: Place,
  source: Source,
  options: FormatFileOptions,
  folders: FolderStates,
  write: (formatted: Source) => void,
): FormatReport {
  const { path, absolute } = place;
  const detected =
    place.language === undefined
      ? detectLanguage(absolute ?? path, source)
      : { language: place.language };
  if ('whyNot' in detected) {
    return skipped(path, 'not-a-vm-config', `not a VM configuration: ${detected.whyNot}`);
  }
  const { language } = detected;
  const document = language.parse(source);
  const about = { path, language: language.id, encoding: encodingName(document) };
  const why = whyNotFormatted(document);
  if (why !== undefined) return { ...about, ...skipped(path, ...why) };
  const { result, changes } = change(document, language, options);
  const states = options.hostState === 'leave' ? {} : { hostState: statesIn(document, options) };
  if (changes.length === 0) return { ...about, status: 'unchanged', edits: [], ...states };
  const edits = changes.map(({ start, end, text }) => ({
    start: source.offsetOf(start),
    end: source.offsetOf(end),
    text: source.form === 'bytes' ? text : Buffer.from(text, 'latin1').toString(),
  }));
  if (options.check) {
    const name = absolute === undefined ? path : patchName(absolute, process.cwd());
    const diff = options.unifiedDiff?.(name, source.byteView, result.source.byteView) ?? '';
    return { ...about, status: 'unformatted', edits, diff, ...states };
  }
  // What names the saved state of a suspended VM may be what is taken away.
  const judged = namesSavedState(document, absolute) ? document : result;
  const isInUse = (beside: FolderStates) => whyReadOnly(judged, place, options.force, beside);
  // The VM may have been started since its folder was looked at first.
  const obstacle = isInUse(folders) ?? isInUse(new FolderStates());
  if (obstacle !== undefined) return { ...about, ...obstacle, edits, ...states };
  write(result.source);
  return { ...about, status: 'formatted', edits, ...states };
}

/** Whether it names the saved state of a suspended VM, and there is such a file. */
function namesSavedState(document: VmDocument, absolute: string | undefined): boolean {
  if (!(document instanceof VmxDocument) || absolute === undefined) return false;
  const named = document.value('checkpoint.vmState') ?? '';
  return named !== '' && existsSync(resolve(dirname(absolute), named));
}

/** The document as it is to be, and all that changes in the one that was read. */
function change(
  document: VmDocument,
  language: Language,
  options: FormatFileOptions,
): { result: VmDocument; changes: readonly Edit[] } {
  if (options.hostState !== 'strip') {
    const { document: result, edits } = formatted(document, language, options.format);
    return { result, changes: edits };
  }
  const composed = new ComposedEdits<true>(document.source.view.length);
  const add = (edits: readonly Edit[]): void => {
    composed.add(edits.map((edit) => ({ ...edit, owner: true as const })).sort(byPosition));
  };
  const { document: bare, passes } = stripped(document, language);
  for (const edits of passes) add(edits);
  const { document: result, edits } = formatted(bare, language, options.format);
  add(edits);
  return { result, changes: composed.edits };
}

/** What of it stays, where it stands in the file as it was. */
function statesIn(document: VmDocument, options: FormatFileOptions): ReportedState[] {
  const { source } = document;
  return hostState(document)
    .filter((state) => options.hostState === 'list' || state.change === undefined)
    .map(({ at, setting, what, change }) => ({
      setting,
      message: `\`${setting}\` is ${what}`,
      start: source.pointAt(at.start),
      end: source.pointAt(at.end),
      strippable: change !== undefined,
    }));
}

/** Where the text itself keeps it from being formatted, whoever asks. */
function whyNotFormatted(document: VmDocument): [reason: string, explanation: string] | undefined {
  const own = document.readOnly;
  if (own !== undefined && own.reason !== 'suspended' && own.reason !== 'binary') {
    return [own.reason, own.explanation];
  }
  const why = whyUnformatted(document);
  return why === undefined ? undefined : ['unformattable', why];
}

function guarded(path: string, work: () => FormatReport): FormatReport {
  try {
    return work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof WriteRefused || error instanceof FormatError) return failed(path, message);
    return failed(path, `vmlint failed on it, which is a defect of vmlint: ${message}`);
  }
}

function failed(path: string, error: string): FormatReport {
  return { path, status: 'failed', error, edits: [] };
}

function skipped(path: string, reason: string, explanation: string): FormatReport {
  return { path, status: 'skipped', reason, explanation, edits: [] };
}

function unread({ path, reason, explanation = '' }: FileReport): FormatReport {
  return skipped(path, reason ?? 'unreadable', explanation);
}
