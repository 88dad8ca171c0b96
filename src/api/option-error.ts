/** An option that does not exist, or has a value that it cannot have. */
export class OptionError extends TypeError {
  override readonly name = 'OptionError';
}

/** A value as messages show it. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value !== 'object') return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}
