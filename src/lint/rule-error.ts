/** A rule that threw, which is a defect of that rule. `cause` is what it threw. */
export class RuleError extends Error {
  override readonly name = 'RuleError';

  constructor(
    /** The rule's id. */
    readonly rule: string,
    cause: unknown,
  ) {
    super(`the rule ${rule} failed: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
