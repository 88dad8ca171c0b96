import type { Finding, Fix } from './finding.js';
import type { Intent } from './rule.js';

/** Which fixes are to be applied. */
export interface FixOptions {
  /** Also fixes that are not safe. */
  readonly unsafe: boolean;
  /** Also fixes that are right only for an intent that nobody stated. */
  readonly assume: boolean;
}

export function applies(
  finding: Finding,
  intent: Intent,
  options: FixOptions,
): finding is Finding & { readonly fix: Fix } {
  const { fix } = finding;
  if (fix === undefined || fix.edits.length === 0) return false;
  if (fix.safety === 'unsafe' && !options.unsafe) return false;
  return !(fix.byIntent === true && !intent.stated && !options.assume);
}
