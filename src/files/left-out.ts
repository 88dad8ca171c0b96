import { IGNORE_MARKERS, type IgnoreFiles } from './ignore-files.js';

/** What leaves paths out besides ignore files. */
export interface Exclusions {
  /** The names in a folder that bear on what is left out there. */
  readonly names: ReadonlySet<string>;
  /**
   * What is left out of what stands in a folder; undefined: nothing. `names`: those of the names that are in it,
   * where it was listed already.
   */
  scopeOf(
    folder: string,
    names?: ReadonlySet<string>,
  ): LeftOutScope | undefined | Promise<LeftOutScope | undefined>;
}

export interface LeftOutScope {
  /** What leaves a path of the folder out, for people; undefined: nothing does. */
  readonly leftOutBy: (absolute: string, isFolder: boolean) => string | undefined;
}

export const IGNORE_FILES = '.gitignore or .vmlintignore';

/** All that leaves paths out: ignore files, and what else there may be. */
export class LeftOut {
  /** The names in a folder that bear on it. */
  readonly names: ReadonlySet<string>;

  constructor(
    private readonly ignoreFiles: IgnoreFiles,
    private readonly exclusions: Exclusions | undefined,
  ) {
    this.names =
      exclusions === undefined ? IGNORE_MARKERS : new Set([...IGNORE_MARKERS, ...exclusions.names]);
  }

  async scopeOf(folder: string, names?: ReadonlySet<string>): Promise<LeftOutScope> {
    const files = await this.ignoreFiles.scopeOf(folder, names);
    const asked = this.exclusions?.scopeOf(folder, names);
    const others = asked instanceof Promise ? await asked : asked;
    return {
      leftOutBy: (absolute, isFolder) =>
        files.ignores(absolute, isFolder) ? IGNORE_FILES : others?.leftOutBy(absolute, isFolder),
    };
  }
}
