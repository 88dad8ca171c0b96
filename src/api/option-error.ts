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

/** @throws {OptionError} for an option that is given and of another type */
export function refuseOther(
  type: 'string' | 'function',
  options: Readonly<Record<string, unknown>>,
): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || typeof value === type) continue;
    throw new OptionError(`${name} is ${shown(value)}, expected a ${type}`);
  }
}
