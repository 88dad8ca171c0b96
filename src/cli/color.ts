import { fstatSync, statSync } from 'node:fs';

/** Whether to colour what goes to a descriptor: what was asked for, then the environment, then a terminal. */
export async function wantsColor(
  asked: 'auto' | 'always' | 'never',
  descriptor: 1 | 2,
): Promise<boolean> {
  if (asked !== 'auto') return asked === 'always';
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return TERM !== 'dumb' && (await isTerminal(descriptor));
}

/** Loading node:tty takes 3 ms, and what is no device is no terminal. */
export async function isTerminal(descriptor: 1 | 2): Promise<boolean> {
  return mayBeTerminal(descriptor) && (await import('node:tty')).isatty(descriptor);
}

/** Undefined on Windows. */
function nullDevice(): number | undefined {
  return statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
}

function mayBeTerminal(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isCharacterDevice() && stats.rdev !== nullDevice();
  } catch {
    return false;
  }
}
