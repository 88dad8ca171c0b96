import type { DiscoveredFile } from '../files/discover.js';
import { realPath } from '../files/patch-name.js';
import type { Exception, Rule } from '../lint/rule.js';
import type { CheckOptions } from './check-file.js';
import type { Clock } from './clock.js';
import type { Applied, Configuration } from './configuration.js';

/** What holds for every file. */
export interface CommonOptions extends Omit<CheckOptions, 'rules' | 'intent'> {
  /** Where given: these apply, whatever configurations say. */
  readonly rules?: readonly Rule[];
}

/** The options of each file. */
export class OwnOptions {
  /** Exceptions of configurations that have ended. */
  readonly #paths = new Set<string>();
  readonly #kept = new WeakMap<Applied, CheckOptions>();

  constructor(
    private readonly common: CommonOptions,
    private readonly configuration: Configuration,
  ) {}

  /** Where somebody wants to know what takes how long. */
  get clock(): Clock | undefined {
    return this.common.clock;
  }

  of({ absolute, ignored }: DiscoveredFile): CheckOptions {
    const options = this.#applied(ignored ? undefined : absolute);
    if (options.mode !== 'diff') return options;
    // A file that has two names gets one patch.
    const path = realPath(absolute);
    if (this.#paths.has(path)) return { ...options, mode: 'lint' };
    this.#paths.add(path);
    return options;
  }

  #applied(absolute: string | undefined): CheckOptions {
    const applied = this.configuration.applied(absolute);
    let options = this.#kept.get(applied);
    if (options === undefined) {
      options = { ...withExceptions(applied), ...this.common };
      const { clock, rules } = options;
      if (clock !== undefined) options = { ...options, rules: clock.timed(rules) };
      this.#kept.set(applied, options);
    }
    return options;
  }
}

/** What holds for a file as the linter wants it. */
export function withExceptions({ rules, intent, ignoreFindings }: Applied) {
  if (ignoreFindings.length === 0) return { rules, intent };
  const exceptions = ignoreFindings.map(({ rule, setting, until }): Exception => ({
    rule,
    ...(setting !== undefined && { setting }),
    ...(until !== undefined && { until }),
  }));
  return { rules, intent: { ...intent, exceptions } };
}
