import { dirname, resolve } from 'node:path';
import { CONFIG_NAMES, ConfigFinder } from '../config/find.js';
import type { ConfigProblem } from '../config/problem.js';
import type { CommandLine, Configurations, Effective } from '../config/resolve.js';
import type { Exclusions, LeftOutScope } from '../files/left-out.js';
import type { Rule } from '../lint/rule.js';

/** What holds for a file, without where it comes from. */
export type Applied = Pick<Effective, 'rules' | 'intent' | 'ignoreFindings'>;

export interface ConfigurationOptions {
  /** Every rule that there is, those of plugins included. */
  readonly rules: readonly Rule[];
  /** What holds where no configuration is. */
  readonly unsaid: Applied;
  /** What counts more than configurations; asked only where there is one. */
  readonly commandLine: () => CommandLine | Promise<CommandLine>;
  readonly cwd: string;
  /** The only configuration. */
  readonly config: string | undefined;
  /** Whether configurations are looked for. */
  readonly useConfig: boolean;
}

/**
 * What holds for which file, and which files are left out. Where there is neither a configuration nor a wish for
 * one, none of the code for them is loaded.
 */
export class Configuration implements Exclusions {
  readonly names = CONFIG_NAMES;
  readonly #finder: ConfigFinder | undefined;
  #all: Configurations | undefined;
  #isEverywhere: boolean;

  constructor(private readonly options: ConfigurationOptions) {
    const { useConfig, config } = options;
    this.#finder = useConfig && config === undefined ? new ConfigFinder() : undefined;
    this.#isEverywhere = config !== undefined;
  }

  /** Every rule that there is, those of plugins included. */
  get rules(): readonly Rule[] {
    return this.options.rules;
  }

  /** Whether anything is said by configurations, or by the command line as they say it. */
  get isInUse(): boolean {
    return this.#all !== undefined;
  }

  /** What the command line says is to hold also where no configuration is. */
  async holdEverywhere(): Promise<void> {
    this.#isEverywhere = true;
    await this.all();
  }

  /** What configurations say, loaded now if they are not yet. */
  async all(): Promise<Configurations> {
    if (this.#all !== undefined) return this.#all;
    const { Configurations } = await import('../config/resolve.js');
    const { rules, commandLine, cwd, config } = this.options;
    this.#all = new Configurations({
      rules,
      commandLine: await commandLine(),
      cwd,
      ...(this.#finder !== undefined && { finder: this.#finder }),
      ...(config !== undefined && { only: resolve(cwd, config) }),
    });
    return this.#all;
  }

  /** What is left out of what stands in a folder. Must be asked before `applied` is asked of a file in it. */
  scopeOf(
    folder: string,
    names?: ReadonlySet<string>,
  ): undefined | Promise<LeftOutScope | undefined> {
    return this.#governs(folder, names) ? this.#prepare(folder) : undefined;
  }

  /** What holds for a file, or where there is none. @throws {ConfigError} where a configuration that governs it cannot be used */
  applied(absolute: string | undefined): Applied {
    const { unsaid } = this.options;
    if (this.#all === undefined || absolute === undefined) return unsaid;
    if (!this.#governs(dirname(absolute))) return unsaid;
    return this.#all.resolve(absolute);
  }

  /** What is wrong with the configurations that govern the files in these folders, each once. */
  problems(folders: Iterable<string>): ConfigProblem[] {
    const problems = new Set<ConfigProblem>();
    for (const folder of folders) {
      if (this.#all === undefined || !this.#governs(folder)) continue;
      for (const problem of this.#all.problemsFor(folder)) problems.add(problem);
    }
    return [...problems];
  }

  #governs(folder: string, names?: ReadonlySet<string>): boolean {
    return this.#isEverywhere || this.#finder?.governs(folder, names) === true;
  }

  async #prepare(folder: string): Promise<LeftOutScope> {
    const all = await this.all();
    const { describeOrigin } = await import('../config/origin.js');
    await all.prepare(folder);
    return {
      leftOutBy: (absolute, isFolder) => {
        const origin = all.ignoredBy(absolute, isFolder);
        return origin && describeOrigin(origin, this.options.cwd);
      },
    };
  }
}
