/** Without the properties that are undefined, as JSON has it. */
export type Definite<T> = T extends readonly (infer Item)[]
  ? readonly Definite<Item>[]
  : T extends object
    ? { [Key in keyof T as undefined extends T[Key] ? never : Key]: Definite<T[Key]> } & {
        [Key in keyof T as undefined extends T[Key] ? Key : never]?: Definite<
          Exclude<T[Key], undefined>
        >;
      }
    : T;

/** A copy of plain data as it would be after a way through JSON. */
export function definite<T>(value: T): Definite<T> {
  if (Array.isArray(value)) return value.map(definite) as Definite<T>;
  if (value === null || typeof value !== 'object') return value as Definite<T>;
  const copy: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) {
    if (part !== undefined) copy[name] = definite(part as unknown);
  }
  return copy as Definite<T>;
}
