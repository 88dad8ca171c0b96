import { inspect } from 'node:util';

const NAMES = ['bold', 'dim', 'red', 'yellow', 'green', 'blue', 'cyan'] as const;

export type Colors = Readonly<Record<(typeof NAMES)[number], (text: string) => string>>;

/** Each style as a function; without colour they give back what they get. */
export function createColors(enabled: boolean): Colors {
  const styles = NAMES.map((name) => {
    const [start, end] = inspect.colors[name]!;
    const style = (text: string): string => (enabled ? `\x1b[${start}m${text}\x1b[${end}m` : text);
    return [name, style];
  });
  return Object.fromEntries(styles) as Colors;
}
