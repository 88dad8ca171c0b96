/** A rule that somebody else wrote did not do its work. The message says which, and why. */
export class RuleFailed extends Error {}
