import { escapeControls } from './escape.js';
import type { RunReport } from './report.js';
import { summarize, type Summary } from './summary.js';

/** An intent that nobody stated, as the option that states it: `nested: require` is `--nested require`. */
export function asOption(assumes: string): string {
  return escapeControls(`--${assumes.replace(/:\s*/, ' ')}`);
}

/** The last lines for a person: what was fixed, what was checked and found, what could be fixed. */
export function verdict(
  report: RunReport,
  options: { readonly quiet: boolean; readonly assume: boolean },
): string[] {
  const summary = summarize(report);
  return [
    fixed(summary, report.diffOnly),
    checked(summary, report.durationMs, options.quiet),
    fixable(summary, options.assume),
  ].filter((line) => line !== '');
}

function fixed(summary: Summary, diffOnly: boolean): string {
  if (summary.fixed === 0) return '';
  const verb = diffOnly ? 'Would fix' : 'Fixed';
  return `${verb} ${plural(summary.fixed, 'problem')} in ${plural(summary.filesFixed, 'file')}`;
}

function checked(summary: Summary, durationMs: number, quiet: boolean): string {
  const { errors, warnings, infos, skipped, failed } = summary;
  const found = [
    errors > 0 ? plural(errors, 'error') : '',
    warnings > 0 ? plural(warnings, 'warning') : '',
    infos > 0 ? plural(infos, 'info') : '',
  ].filter((part) => part !== '');
  const results = [
    found.length > 0 ? `${found.join(', ')} in ${plural(summary.filesWithFindings, 'file')}` : '',
    found.length === 0 && (summary.checked > 0 || skipped + failed === 0) ? 'no problems' : '',
    skipped > 0 ? `${skipped} skipped` : '',
    failed > 0 ? `${failed} failed` : '',
  ].filter((part) => part !== '');
  const hidden = quiet && warnings + infos > 0 ? ' (warnings and infos hidden by --quiet)' : '';
  const took = `${Math.round(durationMs)} ms`;
  return `Checked ${plural(summary.checked, 'file')} in ${took}: ${results.join(', ')}${hidden}`;
}

/** Under `--no-assume`, fixes that would assume an intent are named with the option that states it. */
function fixable(summary: Summary, assume: boolean): string {
  let { fixable: safe, fixableUnsafe: unsafe } = summary;
  const { all, assuming } = summary.scriptable;
  const stated: [count: number, options: string][] = [];
  for (const [assumes, counts] of assume ? [] : summary.assuming) {
    safe -= counts.safe;
    unsafe -= counts.unsafe;
    stated.push(
      [counts.safe, `--fix ${asOption(assumes)}`],
      [counts.unsafe, `--fix --unsafe ${asOption(assumes)}`],
    );
  }
  const ways: [count: number, options: string][] = [
    [safe, '--fix'],
    [unsafe, '--fix --unsafe'],
    ...stated,
    [all - (assume ? 0 : assuming), '--fix-script FILE.ps1'],
  ];
  return ways
    .filter(([count]) => count > 0)
    .map(
      ([count, options], index) => `${count} ${index === 0 ? 'fixable' : 'more'} with ${options}`,
    )
    .join(', ');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
