import type { Rule } from './rule.js';

/** A rule of somebody else that threw. `cause` is what it threw. */
export class RuleError extends Error {
  override readonly name = 'RuleError';

  constructor(
    /** The rule's id. */
    readonly rule: string,
    cause: unknown,
    plugin?: string,
  ) {
    const of = plugin === undefined ? '' : ` of the plugin ${plugin}`;
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`the rule ${rule}${of} failed: ${why.split(/[\r\n]/, 1)[0] ?? ''}`, { cause });
  }
}

/** The rule, which says of what it throws that it was this rule, and of which plugin. */
export function guarded(rule: Rule, plugin?: string): Rule {
  const attempt = <Result>(run: () => Result): Result => {
    try {
      return run();
    } catch (error) {
      throw new RuleError(rule.id, error, plugin);
    }
  };
  return {
    ...rule,
    check(context) {
      const handlers = attempt(() => rule.check(context));
      const entries = Object.entries(handlers) as [string, (node?: unknown) => void][];
      return Object.fromEntries(
        entries.map(([name, handler]) => [
          name,
          (node?: unknown) => attempt(() => handler.call(handlers, node)),
        ]),
      );
    },
    ...(rule.review && {
      review: (context) => attempt(() => rule.review!(context)),
    }),
  };
}
