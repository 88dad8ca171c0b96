import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { inPlainWords, whyNotFound } from './errors.js';
import { IgnoreFiles } from './ignore-files.js';
import { whyNotAFile } from './kinds.js';
import { IGNORE_FILES, LeftOut, type Exclusions } from './left-out.js';
import { locate, type Operand } from './operands.js';
import { byCodeUnits, isBelow, shownPath, withSlashes } from './paths.js';
import { SKIPPED_FOLDERS, walk } from './walk.js';

export interface DiscoveredFile {
  /** As shown: from the working folder where it is below, else absolute; with forward slashes. */
  readonly path: string;
  readonly absolute: string;
  /** Given by name, not found while walking a folder or matching a glob. */
  readonly named: boolean;
  /** Named, but left out by an ignore file or an exclusion. It may then also be a folder. */
  readonly ignored: boolean;
  /** What leaves it out, for people. */
  readonly ignoredBy?: string;
  /** Met in its folder as a file of its own, so that nobody need ask whether it is a link. */
  readonly plain: boolean;
}

export interface DiscoveryProblem {
  readonly path: string;
  readonly message: string;
}

export interface Discovered {
  readonly files: DiscoveredFile[];
  readonly problems: DiscoveryProblem[];
}

export interface DiscoverOptions {
  readonly cwd: string;
  isCandidate(fileName: string, folder: string): boolean;
  warn(message: string): void;
  /** What leaves files out besides ignore files. */
  readonly exclusions?: Exclusions | undefined;
  /** Told now and then how many were found so far. */
  found?(count: number): void;
}

/** The files that the operands of a command mean, each once, sorted by path. */
export async function discover(
  operands: readonly string[],
  options: DiscoverOptions,
): Promise<Discovered> {
  const cwd = resolve(options.cwd);
  const located = operands.map((operand) => locate(operand, cwd));
  const discovery = new Discovery(cwd, topsOf(located, cwd), options);
  for (const operand of located) await discovery.add(operand);
  return discovery.result();
}

/** Where nothing is a repository, ignore files count from here down. */
function topsOf(operands: readonly Operand[], cwd: string): ReadonlySet<string> {
  const tops = new Set([cwd]);
  for (const { kind, absolute } of operands) {
    if (absolute === cwd || isBelow(absolute, cwd)) continue;
    if (kind === 'folder') tops.add(absolute);
    if (kind === 'file') tops.add(dirname(absolute));
  }
  return tops;
}

/** A few of what leaves things out. */
function inWords(leftOutBy: ReadonlySet<string>): string {
  const [first = IGNORE_FILES, ...others] = leftOutBy;
  return others.length === 0 ? first : `${first} and others`;
}

class Discovery {
  readonly #files = new Map<string, DiscoveredFile>();
  readonly #problems: DiscoveryProblem[] = [];
  readonly #leftOut: LeftOut;

  constructor(
    private readonly cwd: string,
    tops: ReadonlySet<string>,
    private readonly options: DiscoverOptions,
  ) {
    const ignoreFiles = new IgnoreFiles(tops, (path, message) => {
      this.#warn(path, `this ignore file was not applied: ${message}`);
    });
    this.#leftOut = new LeftOut(ignoreFiles, options.exclusions);
  }

  result(): Discovered {
    const files = [...this.#files.values()];
    files.sort((left, right) => byCodeUnits(left.path, right.path));
    return { files, problems: this.#problems };
  }

  async add(operand: Operand): Promise<void> {
    if (operand.kind === 'unusable') this.#problem(operand, operand.message);
    else if (operand.kind === 'file') await this.#addNamed(operand.absolute, false);
    else if (operand.kind === 'folder') await this.#addFolder(operand);
    else await this.#addGlob(operand);
  }

  async #addNamed(absolute: string, isFolder: boolean): Promise<boolean> {
    const by = await this.#leftOutBy(absolute, isFolder);
    if (isFolder && by === undefined) return false;
    const path = shownPath(absolute, this.cwd);
    const ignored = by === undefined ? { ignored: false } : { ignored: true, ignoredBy: by };
    this.#files.set(absolute, { path, absolute, named: true, ...ignored, plain: false });
    return true;
  }

  async #leftOutBy(absolute: string, isFolder: boolean): Promise<string | undefined> {
    const scope = await this.#leftOut.scopeOf(dirname(absolute));
    return scope.leftOutBy(absolute, isFolder);
  }

  #addFound(absolute: string, plain: boolean): void {
    if (this.#files.has(absolute)) return;
    const path = shownPath(absolute, this.cwd);
    this.#files.set(absolute, { path, absolute, named: false, ignored: false, plain });
  }

  async #addFolder(operand: Operand): Promise<void> {
    if (await this.#addNamed(operand.absolute, true)) return;
    try {
      const { files, links, leftOutBy } = await walk(operand.absolute, {
        leftOut: this.#leftOut,
        isCandidate: (name, folder) => this.options.isCandidate(name, folder),
        warn: (path, message) => {
          this.#warn(path, message);
        },
        found: (count) => this.options.found?.(this.#files.size + count),
      });
      for (const file of files) this.#addFound(file, true);
      for (const file of links) this.#addFound(file, false);
      if (files.length + links.length > 0) return;
      const besides = leftOutBy.size > 0 ? `, besides what ${inWords(leftOutBy)} leaves out` : '';
      this.#problem(operand, `no VM configuration files in this folder${besides}`);
    } catch (error) {
      this.#problem(operand, `this folder cannot be listed: ${inPlainWords(error)}`);
    }
  }

  async #addGlob(operand: Operand): Promise<void> {
    const matches = await this.#match(operand);
    if (matches === undefined) return;
    const files: string[] = [];
    const leftOutBy = new Set<string>();
    for (const match of matches) {
      const by = await this.#leftOutBy(match, false);
      if (by === undefined) files.push(match);
      else leftOutBy.add(by);
    }
    if (matches.length === 0) {
      this.#problem(operand, 'no such file or folder, and as a glob it matches nothing');
    } else if (files.length === 0) {
      this.#problem(operand, `all that this glob matches is ignored (${inWords(leftOutBy)})`);
    }
    for (const file of files) this.#addFound(file, false);
  }

  /** The files that a glob matches; undefined if it is no glob that can be asked. */
  async #match({ operand }: Operand): Promise<string[] | undefined> {
    const { globSync } = await import('tinyglobby');
    const pattern = withSlashes(operand);
    // Whoever names such a folder in the pattern wants what is in it.
    const skipped = [...SKIPPED_FOLDERS, '*.lck']
      .filter((name) => !pattern.includes(name.replace('*', '')))
      .map((name) => `**/${name}/**`);
    try {
      const matches = globSync(pattern, {
        cwd: this.cwd,
        ignore: skipped,
        dot: false,
        expandDirectories: false,
      });
      const absolute = matches.map((match) => resolve(this.cwd, match));
      return absolute.filter((path) => this.#isFile(path));
    } catch (error) {
      this.#problem({ operand }, `no such file or folder, and no glob: ${inPlainWords(error)}`);
      return undefined;
    }
  }

  #isFile(path: string): boolean {
    try {
      const refusal = whyNotAFile(statSync(path));
      if (refusal === undefined) return true;
      this.#warn(path, refusal);
    } catch (error) {
      this.#warn(path, whyNotFound(path, error));
    }
    return false;
  }

  #problem({ operand }: { readonly operand: string }, message: string): void {
    this.#problems.push({ path: operand, message });
  }

  #warn(path: string, message: string): void {
    this.options.warn(`${shownPath(path, this.cwd)}: ${message}`);
  }
}
