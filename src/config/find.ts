import { dirname, join } from 'node:path';
import { readFile } from '../files/read.js';
import { isThere } from '../files/there.js';

const FIELD = 'vmlint';
const PACKAGE = 'package.json';

/** The files that may be a configuration. */
export const CONFIG_NAMES: ReadonlySet<string> = new Set([
  'vmlint.config.jsonc',
  'vmlint.config.json',
  'vmlint.config.yaml',
  'vmlint.config.yml',
  PACKAGE,
]);

/** A package.json beyond this is none that a person wrote a configuration into. */
const LARGEST_PACKAGE = 1 << 20;

const NONE: readonly string[] = [];

/**
 * Finds configurations and reads none but to see whether a package.json holds one. Every folder is looked at
 * once, so an object of this class should not outlive the run.
 */
export class ConfigFinder {
  readonly #own = new Map<string, readonly string[]>();
  readonly #governed = new Map<string, boolean>();

  /** The configurations in a folder itself. `names`: those of CONFIG_NAMES in it, where it was listed already. */
  own(folder: string, names?: ReadonlySet<string>): readonly string[] {
    let own = this.#own.get(folder);
    if (own === undefined) this.#own.set(folder, (own = look(folder, names)));
    return own;
  }

  /** Whether there is a configuration in a folder or above it. */
  governs(folder: string, names?: ReadonlySet<string>): boolean {
    const known = this.#governed.get(folder);
    if (known !== undefined) return known;
    const above = dirname(folder);
    const governed =
      this.own(folder, names).length > 0 || (above !== folder && this.governs(above));
    this.#governed.set(folder, governed);
    return governed;
  }
}

function look(folder: string, names: ReadonlySet<string> | undefined): readonly string[] {
  let own: string[] | undefined;
  for (const name of CONFIG_NAMES) {
    const path = join(folder, name);
    if (!(names === undefined ? isThere(path) : names.has(name))) continue;
    if (name !== PACKAGE || hasField(path)) (own ??= []).push(path);
  }
  return own ?? NONE;
}

/** Of one that cannot be read as JSON: whether it may be meant to. */
function hasField(path: string): boolean {
  const read = readFile(path, LARGEST_PACKAGE);
  if (read.kind !== 'read') return false;
  const text = read.bytes.toString('utf8');
  if (!text.includes(`"${FIELD}"`)) return false;
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && Object.hasOwn(parsed, FIELD);
  } catch {
    return true;
  }
}
