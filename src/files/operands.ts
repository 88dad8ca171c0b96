import { accessSync, constants, statSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import { codeOf, whyNotFound } from './errors.js';
import { whyNotAFile } from './kinds.js';
import { isThere } from './there.js';

/** What a path of the command line turned out to be. */
export type Operand = { readonly operand: string; readonly absolute: string } & (
  | { readonly kind: 'file' | 'folder' | 'glob' }
  | { readonly kind: 'unusable'; readonly message: string }
);

/** What exists under the literal name is that; only then is the name taken for a glob. */
export function locate(operand: string, cwd: string): Operand {
  const place = { operand, absolute: resolve(cwd, operand) };
  if (operand === '') return { ...place, kind: 'unusable', message: 'the path is empty' };
  try {
    const stats = statSync(place.absolute);
    if (stats.isDirectory()) return { ...place, kind: 'folder' };
    const message = whyUnreadable(place.absolute, stats);
    if (message !== undefined) return { ...place, kind: 'unusable', message };
    return { ...place, kind: 'file' };
  } catch (error) {
    if (mayBeGlob(operand, error) && !isThere(place.absolute)) return { ...place, kind: 'glob' };
    return { ...place, kind: 'unusable', message: whyNotFound(place.absolute, error) };
  }
}

function whyUnreadable(path: string, stats: Stats): string | undefined {
  const refusal = whyNotAFile(stats);
  if (refusal !== undefined) return refusal;
  try {
    accessSync(path, constants.R_OK);
    return undefined;
  } catch (error) {
    return whyNotFound(path, error);
  }
}

function mayBeGlob(operand: string, error: unknown): boolean {
  return codeOf(error) !== 'ERR_INVALID_ARG_VALUE' && /[*?[\]{}()!|]/.test(operand);
}
