import { basename } from 'node:path';
import type { DiscoveredFile } from '../files/discover.js';
import { FolderStates } from '../files/in-use.js';
import { readFile } from '../files/read.js';
import { WriteRefused, writeAtomically } from '../files/write.js';
import { detectLanguage, type VmxDocument } from '../languages/index.js';
import { FixerError } from '../lint/batch.js';
import type { FixOptions } from '../lint/fix-options.js';
import { fix, type FixOutcome } from '../lint/fixer.js';
import type { Finding } from '../lint/finding.js';
import { lint } from '../lint/linter.js';
import type { Intent, Rule } from '../lint/rule.js';
import { FindingBuilder } from '../report/build.js';
import type { FileReport, ReadOnlyReason } from '../report/report.js';
import { Source } from '../source/source.js';

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
  /** Write also where a lock says that the VM is in use. */
  readonly force: boolean;
  /** Bytes. */
  readonly maxSize: number;
  /** Also what only the terminal shows. */
  readonly excerpts: boolean;
}

/** Lints one file and, by the mode, fixes it. Every failure is a part of the report; nothing is thrown. */
export function checkFile(
  file: DiscoveredFile,
  options: CheckOptions,
  folders: FolderStates,
): FileReport {
  const { path } = file;
  if (file.ignored) {
    const explanation = 'an ignore file (.gitignore or .vmlintignore) leaves it out';
    return unchecked({ path, status: 'skipped', reason: 'ignored', explanation });
  }
  const read = readFile(file.absolute, options.maxSize);
  if (read.kind === 'failed') return failed(path, read.message);
  if (read.kind === 'too-large') return tooLarge(path, read.size, options.maxSize);
  const write = (bytes: Uint8Array): void => {
    writeAtomically(file.absolute, bytes, read, { backup: options.backup });
  };
  return checkBytes(path, file.absolute, read.bytes, options, folders, write);
}

/**
 * Lints bytes as the content of a file. `write` is called with the new bytes where `--fix` changes them.
 * Without `absolute` nothing that may lie beside the file is looked at.
 */
export function checkBytes(
  path: string,
  absolute: string | undefined,
  bytes: Uint8Array,
  options: CheckOptions,
  folders: FolderStates,
  write: (bytes: Uint8Array) => void,
): FileReport {
  const source = Source.fromBytes(bytes);
  const detected = detectLanguage(basename(absolute ?? path), source);
  if ('whyNot' in detected) {
    const explanation = `not a VM configuration: ${detected.whyNot}`;
    return unchecked({ path, status: 'skipped', reason: 'not-a-vm-config', explanation });
  }
  const { language } = detected;
  const document = language.parse(source);
  const about = { path, language: language.id, encoding: encodingName(document) };
  const builder = new FindingBuilder(document, options.intent, options.excerpts);
  const report = (findings: readonly Finding[]) =>
    findings.map((finding) => builder.finding(finding));
  const readOnly = whyReadOnly(document, absolute, options, folders);

  if (options.mode === 'lint' || readOnly !== undefined) {
    const findings = report(lint(document, options.rules, options.intent));
    const state = readOnly ?? { status: 'linted' as const };
    return { ...about, ...state, findings, fixed: [] };
  }

  let outcome: FixOutcome;
  try {
    outcome = fix(document, language, options.rules, options.intent, options);
    if (options.mode === 'fix' && outcome.applied.length > 0) write(outcome.document.source.bytes);
  } catch (error) {
    if (!(error instanceof WriteRefused || error instanceof FixerError)) throw error;
    const findings = report(lint(document, options.rules, options.intent));
    return { ...about, status: 'failed', error: error.message, findings, fixed: [] };
  }
  return options.mode === 'fix'
    ? fixedReport(about, outcome, builder, options)
    : diffReport(about, document, outcome, builder, options);
}

function fixedReport(
  about: Pick<FileReport, 'path' | 'language' | 'encoding'>,
  outcome: FixOutcome,
  builder: FindingBuilder,
  options: CheckOptions,
): FileReport {
  const after = new FindingBuilder(outcome.document, options.intent, options.excerpts);
  return {
    ...about,
    status: outcome.applied.length > 0 ? 'fixed' : 'linted',
    findings: outcome.remaining.map((finding) => after.finding(finding)),
    fixed: builder.applied(outcome),
  };
}

function diffReport(
  about: Pick<FileReport, 'path' | 'language' | 'encoding'>,
  document: VmxDocument,
  outcome: FixOutcome,
  builder: FindingBuilder,
  options: CheckOptions,
): FileReport {
  const findings = remainingInFile(document, outcome, options).map((finding) =>
    builder.finding(finding),
  );
  const after = outcome.document.source.view;
  const diff = options.unifiedDiff?.(about.path, document.source.view, after) ?? '';
  return { ...about, status: 'linted', findings, fixed: builder.applied(outcome), diff };
}

/** Nothing was written, so what would remain is told where it stands in the file as it is. */
function remainingInFile(
  document: VmxDocument,
  { remaining, composed }: FixOutcome,
  options: CheckOptions,
): Finding[] {
  const inFile = new Map<string, Finding[]>();
  const identity = ({ rule, message }: Finding): string => `${rule} ${message}`;
  for (const finding of lint(document, options.rules, options.intent)) {
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

function whyReadOnly(
  document: VmxDocument,
  absolute: string | undefined,
  options: CheckOptions,
  folders: FolderStates,
): { status: 'read-only'; reason: ReadOnlyReason; explanation: string } | undefined {
  const own = document.readOnly;
  if (own !== undefined) return { status: 'read-only', ...own };
  if (absolute === undefined) return undefined;
  const inUse = folders.inUse(absolute, () => document.referencedDisks());
  if (inUse === undefined || (options.force && inUse.reason === 'locked')) return undefined;
  return { status: 'read-only', ...inUse };
}

function encodingName({ source }: VmxDocument): string {
  if (source.form === 'utf-16le') return 'UTF-16LE';
  if (source.form === 'utf-16be') return 'UTF-16BE';
  return source.encoding.name;
}

export function failed(path: string, error: string): FileReport {
  return unchecked({ path, status: 'failed', error });
}

function tooLarge(path: string, size: number, maxSize: number): FileReport {
  const explanation = `it has ${size} bytes, more than --max-size ${maxSize}`;
  return unchecked({ path, status: 'skipped', reason: 'too-large', explanation });
}

function unchecked(report: Omit<FileReport, 'findings' | 'fixed'>): FileReport {
  return { ...report, findings: [], fixed: [] };
}
