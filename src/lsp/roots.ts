import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConfigProblem } from '../config/problem.js';
import { IgnoreFiles } from '../files/ignore-files.js';
import { LeftOut } from '../files/left-out.js';
import { isBelow } from '../files/paths.js';
import type { Applied, Configuration } from '../run/configuration.js';

/** What holds for a file, as the command would find it. */
export interface Governing {
  readonly applied: Applied;
  /** Something leaves the file out. */
  readonly ignored: boolean;
  /** Why the configurations cannot be used; then `applied` is what holds without them. */
  readonly problems: readonly ConfigProblem[];
}

/** Opens what configurations say, seen from a folder. */
export type OpenConfiguration = (cwd: string) => Promise<Configuration>;

interface Root {
  readonly configuration: Configuration;
  readonly leftOut: LeftOut;
}

/** The folders that the client works in, and what holds in them. What was read is kept until `forget`. */
export class Roots {
  #folders: string[] = [];
  readonly #opened = new Map<string, Promise<Root>>();

  constructor(
    private readonly open: OpenConfiguration,
    private readonly warn: (message: string) => void,
  ) {}

  add(uri: string): void {
    const path = pathOf(uri);
    if (path !== undefined && !this.#folders.includes(path)) this.#folders.push(path);
  }

  remove(uri: string): void {
    const path = pathOf(uri);
    this.#folders = this.#folders.filter((folder) => folder !== path);
  }

  /** Reads everything anew when it is next asked for. */
  forget(): void {
    this.#opened.clear();
  }

  /** `absolute` need not exist; undefined: a text that has no file yet. */
  async governing(absolute: string | undefined): Promise<Governing> {
    const { configuration, leftOut } = await this.#root(this.#folderOf(absolute));
    if (absolute === undefined) {
      return { applied: configuration.applied(undefined), ignored: false, problems: [] };
    }
    const folder = dirname(absolute);
    const scope = await leftOut.scopeOf(folder);
    const problems = configuration.problems([folder]);
    if (problems.length > 0) {
      return { applied: configuration.applied(undefined), ignored: false, problems };
    }
    const ignored = scope.leftOutBy(absolute, false) !== undefined;
    return { applied: configuration.applied(absolute), ignored, problems: [] };
  }

  /** Where the command would be run: the innermost folder of the client's, else that of the file. */
  #folderOf(absolute: string | undefined): string {
    if (absolute === undefined) return this.#folders[0] ?? process.cwd();
    const around = this.#folders.filter((folder) => isBelow(absolute, folder));
    around.sort((a, b) => b.length - a.length);
    return around[0] ?? dirname(absolute);
  }

  #root(folder: string): Promise<Root> {
    let root = this.#opened.get(folder);
    if (root === undefined) this.#opened.set(folder, (root = this.#openRoot(folder)));
    return root;
  }

  async #openRoot(folder: string): Promise<Root> {
    const configuration = await this.open(folder);
    const ignoreFiles = new IgnoreFiles(new Set([folder]), (path, message) => {
      this.warn(`${path}: this ignore file was not applied: ${message}`);
    });
    return { configuration, leftOut: new LeftOut(ignoreFiles, configuration) };
  }
}

/** Undefined: the text is not in a file. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
