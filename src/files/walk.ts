import { lstatSync, readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { inPlainWords, NOT_UTF8, whyNotFound } from './errors.js';
import { whyNotAFile } from './kinds.js';
import type { LeftOut, LeftOutScope } from './left-out.js';
import { byCodeUnits } from './paths.js';
import { Pauses } from './pauses.js';

export interface Walked {
  /** Absolute paths, in no order. */
  readonly files: readonly string[];
  /** Of symbolic links to files. */
  readonly links: readonly string[];
  /** What left something out, for people. */
  readonly leftOutBy: ReadonlySet<string>;
}

export interface WalkOptions {
  readonly leftOut: LeftOut;
  /** `folder`: where it is. */
  isCandidate(fileName: string, folder: string): boolean;
  warn(path: string, message: string): void;
  /** Told now and then how many were found so far. */
  found?(count: number): void;
}

/** Internals of version control and packages. Locks of VMware, `*.lck`, are skipped too. */
export const SKIPPED_FOLDERS: readonly string[] = ['.git', '.hg', '.svn', 'node_modules'];

interface Folder {
  readonly path: string;
  readonly real: string;
}

interface LinkTarget {
  readonly folder: Folder | undefined;
  readonly refusal: string | undefined;
}

/** Every candidate in a folder and below it. Throws only if the folder itself cannot be listed. */
export async function walk(root: string, options: WalkOptions): Promise<Walked> {
  const walker = new Walker(options);
  await walker.enter({ path: root, real: realpathSync.native(root) }, readdirSync(root, LISTING));
  await walker.walkOpen();
  return walker;
}

const LISTING = { withFileTypes: true } as const;

class Walker implements Walked {
  readonly files: string[] = [];
  readonly links: string[] = [];
  readonly leftOutBy = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #open: Folder[] = [];
  /** Walked after all others, so that what has two paths is shown by its real one. */
  readonly #linked: Folder[] = [];
  readonly #pauses = new Pauses();

  constructor(private readonly options: WalkOptions) {}

  async walkOpen(): Promise<void> {
    for (let folder = this.#next(); folder !== undefined; folder = this.#next()) {
      if (this.#seen.has(folder.real)) continue;
      const entries = this.#list(folder.path);
      if (entries === undefined) continue;
      await this.enter(folder, entries);
      const pause = this.#pauses.due();
      if (pause === undefined) continue;
      this.options.found?.(this.files.length + this.links.length);
      await pause;
    }
  }

  async enter(folder: Folder, entries: readonly Dirent[]): Promise<void> {
    this.#seen.add(folder.real);
    const { leftOut } = this.options;
    const names = entries.filter(({ name }) => leftOut.names.has(name)).map(({ name }) => name);
    const scope = await leftOut.scopeOf(folder.path, new Set(names));
    const below = this.#open.length;
    for (const entry of entries) {
      if (entry.isDirectory()) this.#foundFolder(folder, entry.name, scope);
      else if (entry.isSymbolicLink()) this.#foundLink(folder, entry.name, scope);
      else if (this.options.isCandidate(entry.name, folder.path)) this.#found(folder, entry, scope);
    }
    // The first one is entered first: to sort what is nearly in order takes hardly any time.
    const found = this.#open.splice(below);
    for (const inside of found.reverse()) this.#open.push(inside);
  }

  #next(): Folder | undefined {
    if (this.#open.length > 0 || this.#linked.length === 0) return this.#open.pop();
    // Which of two links to one folder comes first must not hang on the order of a listing.
    return this.#linked.sort((left, right) => byCodeUnits(left.path, right.path)).shift();
  }

  #list(path: string): Dirent[] | undefined {
    try {
      return readdirSync(path, LISTING);
    } catch (error) {
      this.options.warn(path, `this folder was left out: ${inPlainWords(error)}`);
      return undefined;
    }
  }

  #foundFolder(parent: Folder, name: string, scope: LeftOutScope): void {
    if (isSkipped(name)) return;
    const path = join(parent.path, name);
    if (this.#isLost(path) || this.#isIgnored(path, true, scope)) return;
    this.#open.push({ path, real: join(parent.real, name) });
  }

  #foundLink(parent: Folder, name: string, scope: LeftOutScope): void {
    const path = join(parent.path, name);
    const target = this.#follow(path, name);
    if (target?.folder !== undefined) {
      if (!isSkipped(name) && !this.#isIgnored(path, true, scope)) this.#linked.push(target.folder);
    } else if (target !== undefined && this.options.isCandidate(name, parent.path)) {
      this.#take(this.links, path, target.refusal, scope);
    }
  }

  #follow(path: string, name: string): LinkTarget | undefined {
    try {
      const stats = statSync(path);
      const folder = stats.isDirectory() ? { path, real: realpathSync.native(path) } : undefined;
      return { folder, refusal: whyNotAFile(stats) };
    } catch (error) {
      // A broken link to something else is no matter of ours.
      if (this.options.isCandidate(name, dirname(path)) && !this.#isLost(path)) {
        this.options.warn(path, whyNotFound(path, error));
      }
      return undefined;
    }
  }

  #found(parent: Folder, entry: Dirent, scope: LeftOutScope): void {
    const path = pathIn(parent.path, entry.name);
    if (!this.#isLost(path)) this.#take(this.files, path, whyNotAFile(entry), scope);
  }

  #take(files: string[], path: string, refusal: string | undefined, scope: LeftOutScope): void {
    if (this.#isIgnored(path, false, scope)) return;
    if (refusal === undefined) files.push(path);
    else this.options.warn(path, refusal);
  }

  #isIgnored(path: string, isFolder: boolean, scope: LeftOutScope): boolean {
    const by = scope.leftOutBy(path, isFolder);
    if (by === undefined) return false;
    this.leftOutBy.add(by);
    return true;
  }

  /** A name that is not UTF-8 comes decoded with U+FFFD, and nothing is found under that name. */
  #isLost(path: string): boolean {
    if (!path.includes('\uFFFD')) return false;
    try {
      return lstatSync(path, { throwIfNoEntry: false }) === undefined && this.#warnLost(path);
    } catch {
      return this.#warnLost(path);
    }
  }

  #warnLost(path: string): true {
    this.options.warn(path, NOT_UTF8);
    return true;
  }
}

/** As `join` says, without a look at every character. */
function pathIn(folder: string, name: string): string {
  return folder.endsWith(sep) ? folder + name : folder + sep + name;
}

function isSkipped(name: string): boolean {
  return SKIPPED_FOLDERS.includes(name) || name.toLowerCase().endsWith('.lck');
}
