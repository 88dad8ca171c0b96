import { existsSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import type { Ignore } from 'ignore';
import { withSlashes } from './paths.js';
import { readFile } from './read.js';

/** What the ignore files of a folder and of those above it say together. */
export interface IgnoreScope {
  readonly ignores: (absolute: string, isFolder: boolean) => boolean;
}

const GIT_IGNORE = '.gitignore';
const VMLINT_IGNORE = '.vmlintignore';

/** The names in a folder that decide what is ignored in it. */
export const IGNORE_MARKERS: ReadonlySet<string> = new Set(['.git', GIT_IGNORE, VMLINT_IGNORE]);

const LARGEST_IGNORE_FILE = 8 << 20;

interface Pattern {
  readonly from: typeof GIT_IGNORE | typeof VMLINT_IGNORE;
  /** Anchored at the root of the file system. */
  readonly pattern: string;
}

interface Scope extends IgnoreScope {
  readonly patterns: readonly Pattern[];
  /** In a repository, or at or below one of the folders that the user named. */
  readonly counts: boolean;
}

const NOTHING: Scope = { patterns: [], counts: false, ignores: () => false };

/**
 * Ignore files count from the root of the repository down; where there is none, from the folders in
 * `tops` down. The patterns of all levels make one list, deeper ones later, because that is what lets a
 * deeper file bring back what one above it leaves out, folders too, exactly as git does it.
 */
export class IgnoreFiles {
  readonly #scopes = new Map<string, Scope>();

  constructor(
    private readonly tops: ReadonlySet<string>,
    private readonly warn: (path: string, message: string) => void,
  ) {}

  /** `markers`: which of IGNORE_MARKERS the folder holds, where the caller has listed it already. */
  async scopeOf(folder: string, markers?: ReadonlySet<string>): Promise<IgnoreScope> {
    return this.#scopes.get(folder) ?? (await this.#load(folder, markers));
  }

  async #load(folder: string, markers?: ReadonlySet<string>): Promise<Scope> {
    const above = dirname(folder);
    if (above !== folder) await this.scopeOf(above);
    const outer = this.#scopes.get(above) ?? NOTHING;
    const scope = await this.#extend(outer, folder, (name) =>
      markers === undefined ? existsSync(join(folder, name)) : markers.has(name),
    );
    this.#scopes.set(folder, scope);
    return scope;
  }

  async #extend(outer: Scope, folder: string, has: (name: string) => boolean): Promise<Scope> {
    const isRepository = has('.git');
    const counts = outer.counts || isRepository || this.tops.has(folder);
    if (!counts) return outer;
    const own = [GIT_IGNORE, VMLINT_IGNORE].flatMap((name) =>
      has(name) ? this.#read(folder, name as Pattern['from']) : [],
    );
    // A repository inside another one is its own: git asks only its own files.
    const kept = isRepository
      ? outer.patterns.filter(({ from }) => from === VMLINT_IGNORE)
      : outer.patterns;
    if (own.length === 0 && kept.length === outer.patterns.length) return { ...outer, counts };
    const patterns = [...kept, ...own];
    const ignores = patterns.length === 0 ? NOTHING.ignores : await matcher(patterns);
    return { patterns, counts, ignores };
  }

  #read(folder: string, from: Pattern['from']): Pattern[] {
    const path = join(folder, from);
    const result = readFile(path, LARGEST_IGNORE_FILE);
    if (result.kind !== 'read') {
      this.warn(path, result.kind === 'failed' ? result.message : 'it is too large');
      return [];
    }
    const lines = result.bytes
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/);
    const prefix = escapePattern(belowRoot(folder));
    return lines.flatMap((line) => {
      const pattern = anchored(line, prefix);
      return pattern === undefined ? [] : [{ from, pattern }];
    });
  }
}

async function matcher(patterns: readonly Pattern[]): Promise<IgnoreScope['ignores']> {
  const { default: ignore } = await import('ignore');
  // As git is set up by default on these systems.
  const ignorecase = process.platform === 'win32' || process.platform === 'darwin';
  const rules: Ignore = ignore({ ignorecase }).add(patterns.map(({ pattern }) => ({ pattern })));
  return (absolute, isFolder) => {
    const path = belowRoot(absolute);
    return path !== '' && rules.ignores(isFolder ? `${path}/` : path);
  };
}

/** A line of an ignore file as a pattern that says the same at the root of the file system. */
function anchored(line: string, prefix: string): string | undefined {
  if (line.startsWith('#')) return undefined;
  const trimmed = withoutTrailingBlanks(line);
  const negated = trimmed.startsWith('!');
  const pattern = negated ? trimmed.slice(1) : trimmed;
  if (pattern === '' || pattern === '/') return undefined;
  const slash = pattern.indexOf('/');
  const atAnyDepth = slash === -1 || slash === pattern.length - 1;
  const start = `${negated ? '!' : ''}${prefix === '' ? '' : `/${prefix}`}/`;
  if (atAnyDepth) return `${start}**/${pattern}`;
  return start + (slash === 0 ? pattern.slice(1) : pattern);
}

/** Blanks at the end count only where a backslash stands before them. */
function withoutTrailingBlanks(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ' && !isEscaped(line, end - 1)) end--;
  return line.slice(0, end);
}

function isEscaped(line: string, index: number): boolean {
  let backslashes = 0;
  while (line[index - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

function escapePattern(path: string): string {
  return path.replace(/[\\*?[\]!#\s]/g, '\\$&');
}

function belowRoot(absolute: string): string {
  return withSlashes(absolute.slice(parse(absolute).root.length));
}
