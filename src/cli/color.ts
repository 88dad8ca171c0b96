import { fstatSync } from 'node:fs';

/** Whether to colour what goes to a descriptor: what was asked for, then the environment, then a terminal. */
export async function wantsColor(
  asked: 'auto' | 'always' | 'never',
  descriptor: 1 | 2,
): Promise<boolean> {
  if (asked !== 'auto') return asked === 'always';
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  // Loading node:tty takes 2 ms, and what is no device is no terminal.
  return TERM !== 'dumb' && isDevice(descriptor) && (await import('node:tty')).isatty(descriptor);
}

function isDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return false;
  }
}
