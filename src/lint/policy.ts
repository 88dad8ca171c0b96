import type { Severity } from './finding.js';

/** What a user requires of a setting: an entry of `"require"` in a configuration. */
export interface Policy {
  /** A key; `*` stands for any characters but `.` and `:`, `**` for any at all. Case does not count. */
  readonly setting: string;
  /** The values that it may have; none: any. */
  readonly is: readonly string[];
  /**
   * Whether it has to be there (`true`), must not be there (`false`), or may be left out. By default it has to be
   * there; of a pattern, for each device that is switched on.
   */
  readonly present?: boolean | 'optional';
  /** Why, in the user's own words. */
  readonly message?: string;
  readonly severity: Severity;
}
