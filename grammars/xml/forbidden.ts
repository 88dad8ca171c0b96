import { isBlank, SPACE } from './characters.js';
import type { Problems } from './problems.js';

const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f]/;

/** XML 1.0, production 2 (Char), as far as single bytes tell. */
export function reportForbiddenCharacters(view: string, problems: Problems): void {
  const first = view.search(FORBIDDEN);
  if (first === -1) return;
  for (let index = first; index < view.length; index++) {
    if (!isForbidden(view.charCodeAt(index))) continue;
    const start = index;
    do index++;
    while (index < view.length && isForbidden(view.charCodeAt(index)));
    problems.add('forbidden-character', start, index);
  }
}

function isForbidden(code: number): boolean {
  return code < SPACE && !isBlank(code);
}
