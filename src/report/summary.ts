import type { Fix } from './json-model.js';
import type { FileReport, RunReport } from './report.js';

export interface Summary {
  /** Files that were linted: neither skipped nor failed. */
  readonly checked: number;
  readonly skipped: number;
  readonly failed: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly filesWithFindings: number;
  /** Remaining findings whose safe fix `--fix` could write. */
  readonly fixable: number;
  readonly fixableUnsafe: number;
  /** Of both, those that need an intent that nobody stated, as `nested: require`, by intent. */
  readonly assuming: ReadonlyMap<string, { readonly safe: number; readonly unsafe: number }>;
  /** Others that a script for the host of the VM could put right; of these, those that need an intent nobody stated. */
  readonly scriptable: { readonly all: number; readonly assuming: number };
  /** Findings whose fixes were applied, or with `--diff` would be. */
  readonly fixed: number;
  readonly filesFixed: number;
}

export function summarize(report: RunReport): Summary {
  const { files } = report;
  const severities = { error: 0, warning: 0, info: 0 };
  const fixes = { safe: 0, unsafe: 0 };
  const scriptable = { all: 0, assuming: 0 };
  const assuming = new Map<string, { safe: number; unsafe: number }>();
  for (const file of files) {
    for (const { severity, fix } of file.findings) {
      severities[severity]++;
      if (fix === undefined) continue;
      if (!canWrite(file, fix)) {
        if (!canScript(file, fix)) continue;
        scriptable.all++;
        if (fix.assumes !== undefined) scriptable.assuming++;
        continue;
      }
      fixes[fix.safety]++;
      if (fix.assumes === undefined) continue;
      const counts = assuming.get(fix.assumes) ?? { safe: 0, unsafe: 0 };
      counts[fix.safety]++;
      assuming.set(fix.assumes, counts);
    }
    for (const { severity, count, fixable, fixableUnsafe } of file.omitted ?? []) {
      severities[severity] += count;
      if (!mayBeWritten(file)) continue;
      fixes.safe += fixable;
      fixes.unsafe += fixableUnsafe;
    }
  }
  const skipped = count(files, (file) => file.status === 'skipped');
  const failed = count(files, (file) => file.status === 'failed');
  return {
    checked: files.length - skipped - failed,
    skipped,
    failed,
    errors: severities.error,
    warnings: severities.warning,
    infos: severities.info,
    filesWithFindings: count(files, (file) => file.findings.length > 0),
    fixable: fixes.safe,
    fixableUnsafe: fixes.unsafe,
    assuming,
    scriptable,
    fixed: files.reduce((sum, file) => sum + (file.fixedCount ?? file.fixed.length), 0),
    filesFixed: count(files, (file) => file.fixed.length > 0),
  };
}

/** Whether `--fix` could make the fix: the file may be written, and there is more to it than a vendor's command. */
export function canWrite(file: FileReport, fix: Fix): boolean {
  return mayBeWritten(file) && fix.edits.length > 0;
}

/** Whether `--fix-script` has a step for the fix. */
function canScript({ vm }: FileReport, { commands }: Fix): boolean {
  return vm !== undefined && commands.some(({ step }) => step !== undefined);
}

function mayBeWritten({ status }: FileReport): boolean {
  return status === 'linted' || status === 'fixed';
}

function count(files: readonly FileReport[], wanted: (file: FileReport) => boolean): number {
  return files.reduce((sum, file) => (wanted(file) ? sum + 1 : sum), 0);
}
