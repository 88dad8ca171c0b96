import type { DiscoveredFile } from '../files/discover.js';
import { FolderStates } from '../files/in-use.js';
import { IGNORE_FILES } from '../files/left-out.js';
import { readLogEnds } from '../files/log.js';
import { patchName } from '../files/patch-name.js';
import { shownPath } from '../files/paths.js';
import { readFile, readSmall } from '../files/read.js';
import { WriteRefused, writeAtomically } from '../files/write.js';
import { detectLanguage, sourceOf, type Language, type VmDocument } from '../languages/index.js';
import { importableVm } from '../languages/hyperv/importable.js';
import { LanguageError } from '../languages/other/language.js';
import type { FixOptions } from '../lint/fix-options.js';
import { intentOfFile } from '../lint/directives.js';
import { fix, FixerError, type FixOutcome } from '../lint/fixer.js';
import type { Finding } from '../lint/finding.js';
import { lint } from '../lint/linter.js';
import { told, type Omissions } from '../lint/omissions.js';
import type { Intent, Rule } from '../lint/rule.js';
import { RuleError } from '../lint/rule-error.js';
import { FindingBuilder } from '../report/build.js';
import type { FileReport } from '../report/report.js';
import { BINARY } from '../source/encodings.js';
import type { Source } from '../source/source.js';
import type { Clock } from './clock.js';
import { encodingName, whyReadOnly } from './read-only.js';
import { failed, ignored, tooLarge, unchecked } from './unchecked.js';

/** What to do with each file. */
export interface CheckOptions extends FixOptions {
  readonly rules: readonly Rule[];
  readonly intent: Intent;
  /** `diff`: find out what `fix` would do and write nothing. */
  readonly mode: 'lint' | 'fix' | 'diff';
  /** Makes the patch of a file; only with mode `diff`. */
  readonly unifiedDiff?: (path: string, before: string, after: string) => string;
  /** Keep what a fixed file was as `NAME.bak`. */
  readonly backup: boolean;
  /** Write containers of Hyper-V, too; what one was is always kept. */
  readonly vmcxInPlace?: boolean;
  /** Write also where a lock says that the VM is in use. */
  readonly force: boolean;
  /** Bytes. */
  readonly maxSize: number;
  /** Also what only the terminal shows. */
  readonly excerpts: boolean;
  /** Where somebody wants to know what takes how long. */
  readonly clock?: Clock;
}

/**
 * Lints one file and, by the mode, fixes it. Every failure is a part of the report; nothing is thrown.
 * `onRead` is told what was read.
 */
export function checkFile(
  file: DiscoveredFile,
  options: CheckOptions,
  folders: FolderStates,
  onRead?: (bytes: Uint8Array) => void,
): FileReport {
  return guarded(file.path, () => readAndCheck(file, options, folders, onRead));
}

function guarded(path: string, check: () => FileReport): FileReport {
  try {
    return check();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof RuleError || error instanceof LanguageError) return failed(path, message);
    return failed(path, `vmlint failed on it, which is a defect of vmlint: ${message}`);
  }
}

function readAndCheck(
  file: DiscoveredFile,
  options: CheckOptions,
  folders: FolderStates,
  onRead?: (bytes: Uint8Array) => void,
): FileReport {
  const { path } = file;
  if (file.ignored) {
    return ignored(path, file.ignoredBy ?? IGNORE_FILES);
  }
  const place = { path, absolute: file.absolute, mayBeLink: !file.plain };
  options.clock?.enter('read');
  const small = options.mode === 'lint' ? readSmall(file.absolute, options.maxSize) : undefined;
  if (small !== undefined) {
    onRead?.(small);
    return check(place, small, options, folders, () => undefined);
  }
  const read = readFile(file.absolute, options.maxSize, true);
  if (read.kind === 'failed') {
    // What was met in a folder and cannot be read is no failure of what was asked for.
    if (file.named) return failed(path, read.message);
    return unchecked({ path, status: 'skipped', reason: 'unreadable', explanation: read.message });
  }
  if (read.kind === 'too-large') return tooLarge(path, read.size, options.maxSize);
  onRead?.(read.bytes);
  const write: Write = (fixed) => {
    const isBinary = fixed.encoding === BINARY;
    const how = { backup: options.backup || isBinary, readBack: isBinary };
    const backup = writeAtomically(file.absolute, fixed.bytes, read, how);
    return backup && shownPath(backup, process.cwd());
  };
  return check(place, read.bytes, options, folders, write);
}

/** What has no path is shown as this. */
export const NO_PATH = '<stdin>';

/** Where a text comes from. Without `absolute` nothing that may lie beside the file is looked at. */
export interface Place {
  readonly path: string;
  readonly absolute?: string | undefined;
  readonly mayBeLink?: boolean;
  /** Where it is known what the text is; otherwise path and content tell. */
  readonly language?: Language | undefined;
}

/** Puts the new content where the old one was. @returns where the old one is kept, as reports name it */
export type Write = (fixed: Source) => string | undefined;

/**
 * Lints bytes as the content of a file. `write` is called with the new content where `--fix` changes it. Nothing is
 * thrown.
 */
export function checkBytes(
  place: Place,
  bytes: Uint8Array,
  options: CheckOptions,
  folders: FolderStates,
  write: Write,
): FileReport {
  return guarded(place.path, () => check(place, bytes, options, folders, write));
}

function check(
  place: Place,
  bytes: Uint8Array,
  options: CheckOptions,
  folders: FolderStates,
  write: Write,
): FileReport {
  const { maxSize } = options;
  if (bytes.length > maxSize) return tooLarge(place.path, bytes.length, maxSize);
  options.clock?.enter('parse');
  return checkSource(place, sourceOf(place.path, bytes), options, folders, write);
}

/** The same for what was read already, of whatever size. @throws {RuleError} where a rule throws that is not vmlint's */
export function checkSource(
  place: Place,
  source: Source,
  options: CheckOptions,
  folders: FolderStates,
  write: Write,
): FileReport {
  const { path, absolute } = place;
  const detected =
    place.language === undefined
      ? detectLanguage(absolute ?? path, source, options.vmcxInPlace)
      : { language: place.language };
  if ('whyNot' in detected) {
    const explanation = `not a VM configuration: ${detected.whyNot}`;
    return unchecked({ path, status: 'skipped', reason: 'not-a-vm-config', explanation });
  }
  const { language } = detected;
  const document = language.parse(source);
  options.clock?.enter('rules');
  const about = { path, language: language.id, encoding: encodingName(document) };
  const logFile = absolute === undefined ? undefined : logOf(language, absolute, folders);
  if (logFile !== undefined && options.intent.given?.hyperv === undefined) {
    const logText = readLogEnds(logFile);
    options = { ...options, intent: { ...options.intent, logText } };
  }
  const intent = intentOfFile(document, options.intent);
  if (intent !== options.intent) options = { ...options, intent };
  const context: Context = { about, absolute, document, language, options };
  const readOnly = whyReadOnly(document, place, options.force, folders);
  if (options.mode === 'lint' || readOnly !== undefined) {
    return lintedReport(context, readOnly ?? { status: 'linted' });
  }

  let outcome: FixOutcome;
  let backup: string | undefined;
  options.clock?.enter('fix');
  try {
    outcome = fix(document, language, options.rules, options.intent, options);
    if (options.mode === 'fix' && outcome.applied.length > 0) {
      // The VM may have been started since its folder was looked at first.
      options.clock?.enter('write');
      const inUse = whyReadOnly(document, place, options.force, new FolderStates());
      if (inUse !== undefined) return lintedReport(context, inUse);
      requireSound(outcome.document);
      backup = write(outcome.document.source);
    }
  } catch (error) {
    if (!(error instanceof WriteRefused || error instanceof FixerError)) throw error;
    return lintedReport(context, { status: 'failed', error: error.message });
  }
  options.clock?.enter('report');
  return options.mode === 'fix'
    ? fixedReport(context, outcome, backup)
    : diffReport(context, outcome);
}

/** What is to be written must be no worse to read than what was. @throws {FixerError} */
function requireSound({ readOnly, source }: VmDocument): void {
  if (source.encoding !== BINARY || readOnly === undefined) return;
  throw new FixerError(`nothing was written, because ${readOnly.explanation}`);
}

/** Where the log of the product would be that runs a file of the language. */
export function logOf(
  { id }: Pick<Language, 'id'>,
  absolute: string,
  folders: FolderStates,
): string | undefined {
  return id === 'vbox' ? folders.virtualBoxLog(absolute) : folders.logBeside(absolute);
}

interface Context {
  readonly about: Pick<FileReport, 'path' | 'language' | 'encoding'>;
  readonly absolute: string | undefined;
  readonly document: VmDocument;
  readonly language: Language;
  readonly options: CheckOptions;
}

function lintedReport(
  { about, document, language, options }: Context,
  state: Pick<FileReport, 'status' | 'reason' | 'explanation' | 'error'>,
): FileReport {
  const { findings, omitted, usedExceptions } = lint(document, options.rules, options.intent);
  options.clock?.enter('report');
  const builder = new FindingBuilder(document, language, options.intent, options.excerpts);
  return {
    ...about,
    ...state,
    ...tellVm(document, findings),
    findings: findings.map((finding) => builder.finding(finding)),
    fixed: [],
    ...tellOmitted(omitted),
    ...tellUsed(usedExceptions),
  };
}

function fixedReport(
  { about, document, language, options }: Context,
  outcome: FixOutcome,
  backup: string | undefined,
): FileReport {
  const before = new FindingBuilder(document, language, options.intent, options.excerpts);
  const after = new FindingBuilder(outcome.document, language, options.intent, options.excerpts);
  const remaining = told(outcome.remaining);
  return {
    ...about,
    status: outcome.applied.length > 0 ? 'fixed' : 'linted',
    ...tellVm(outcome.document, remaining.findings),
    findings: remaining.findings.map((finding) => after.finding(finding)),
    fixed: before.applied(told(outcome.applied).findings, outcome.composed, outcome.document),
    ...(backup === undefined ? {} : { backup }),
    fixedCount: outcome.applied.length,
    ...tellOmitted(remaining.omitted),
    ...tellUsed(outcome.usedExceptions),
  };
}

function diffReport(
  { about, absolute, document, language, options }: Context,
  outcome: FixOutcome,
): FileReport {
  const nameInPatch = absolute === undefined ? about.path : patchName(absolute, process.cwd());
  const builder = new FindingBuilder(document, language, options.intent, options.excerpts);
  const { findings, omitted } = told(remainingInFile(document, outcome, options));
  const [before, after] = [document.source.byteView, outcome.document.source.byteView];
  return {
    ...about,
    status: 'linted',
    ...tellVm(document, findings),
    findings: findings.map((finding) => builder.finding(finding)),
    fixed: builder.applied(told(outcome.applied).findings, outcome.composed, outcome.document),
    fixedCount: outcome.applied.length,
    diff: options.unifiedDiff?.(nameInPatch, before, after) ?? '',
    ...tellOmitted(omitted),
    ...tellUsed(outcome.usedExceptions),
  };
}

function tellVm(document: VmDocument, findings: readonly Finding[]): Pick<FileReport, 'vm'> {
  const isScripted = findings.some(({ fix }) =>
    fix?.commands?.some(({ step }) => step !== undefined),
  );
  const vm = isScripted ? importableVm(document) : undefined;
  return vm === undefined ? {} : { vm };
}

function tellOmitted(omitted: Omissions): Pick<FileReport, 'omitted'> {
  return omitted.size === 0 ? {} : { omitted: omitted.list() };
}

function tellUsed(used: ReadonlySet<number>): Pick<FileReport, 'usedExceptions'> {
  return used.size === 0 ? {} : { usedExceptions: [...used] };
}

/** Nothing was written, so what would remain is told where it stands in the file as it is. */
function remainingInFile(
  document: VmDocument,
  { remaining, composed }: FixOutcome,
  options: CheckOptions,
): Finding[] {
  const inFile = new Map<string, Finding[]>();
  const identity = ({ rule, message }: Finding): string => `${rule} ${message}`;
  for (const finding of lint(document, options.rules, options.intent).findings) {
    const same = inFile.get(identity(finding));
    if (same === undefined) inFile.set(identity(finding), [finding]);
    else same.push(finding);
  }
  for (const same of inFile.values()) same.reverse();
  return remaining.map((finding) => {
    const same = inFile.get(identity(finding))?.pop();
    if (same !== undefined) return same;
    const { fix: _ofTheNewText, ...rest } = finding;
    const [start, end] = [composed.toOriginal(finding.start), composed.toOriginal(finding.end)];
    return { ...rest, start, end, related: [] };
  });
}
