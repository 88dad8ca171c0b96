import type { ScriptStep } from '../../languages/change.js';
import type { ImportableVm } from '../../languages/hyperv/importable.js';
import { isBefore, versionFrom } from '../../languages/hyperv/version.js';
import type { FileReport, RunReport } from '../report.js';

/** A VM and what is to be done to it, in order. */
export interface ScriptedVm extends ImportableVm {
  /** Of its configuration, as the report has it. */
  readonly path: string;
  readonly fixes: readonly ScriptedFix[];
}

export interface ScriptedFix extends ScriptStep {
  /** In the imperative. */
  readonly title: string;
  /** Those that it puts right: some have a fix in common. */
  readonly findings: readonly { readonly rule: string; readonly message: string }[];
}

/** What a script can do about what remains. `assume`: also what is right only for an intent that nobody stated. */
export function scriptedVms({ files }: RunReport, assume: boolean): ScriptedVm[] {
  return files.flatMap((file) => {
    const fixes = file.vm === undefined ? [] : fixesOf(file, file.vm, assume);
    return fixes.length === 0 ? [] : [{ ...file.vm!, path: file.path, fixes }];
  });
}

function fixesOf({ findings }: FileReport, vm: ImportableVm, assume: boolean): ScriptedFix[] {
  const fixes = new Map<string, ScriptedFix & { findings: ScriptedFix['findings'][number][] }>();
  for (const { rule, message, fix } of findings) {
    if (fix === undefined || (fix.assumes !== undefined && !assume)) continue;
    for (const { step } of fix.commands) {
      if (step === undefined) continue;
      const known = fixes.get(step.text);
      if (known === undefined) {
        const { text } = step;
        fixes.set(text, {
          text,
          when: whenOf(step, vm),
          title: fix.title,
          findings: [{ rule, message }],
        });
      } else {
        known.findings.push({ rule, message });
      }
    }
  }
  return [...fixes.values()].sort((a, b) => rank(a) - rank(b));
}

/** A VM that is only being imported cannot be upgraded, and before version 8.0 there is nothing to expose. */
function whenOf({ text, when }: ScriptStep, { version }: ImportableVm): ScriptStep['when'] {
  const isTooOld = version !== undefined && isBefore(versionFrom(version), '8.0');
  return isTooOld && EXPOSES.test(text) ? 'registered' : when;
}

const EXPOSES = /-ExposeVirtualizationExtensions \$true/;

/** What others need comes first; dynamic memory and exposed extensions exclude each other. */
function rank({ text }: ScriptStep): number {
  if (/\bUpdate-VMVersion\b/.test(text)) return 0;
  if (/-DynamicMemoryEnabled \$false/.test(text)) return 1;
  return EXPOSES.test(text) ? 3 : 2;
}
