import { dirname, resolve } from 'node:path';
import { RECOMMENDED, RULES } from '../../rules/index.js';
import { CONFIG_NAMES, ConfigFinder } from '../config/find.js';
import type { ConfigProblem } from '../config/problem.js';
import type { Configurations, Effective } from '../config/resolve.js';
import type { Exclusions, LeftOutScope } from '../files/left-out.js';
import type { Rule } from '../lint/rule.js';
import type { EffectiveArguments } from './lint-arguments.js';

/** What holds for a file, without where it comes from. */
export type Applied = Pick<Effective, 'rules' | 'intent' | 'ignoreFindings'>;

/**
 * What holds for which file, and which files are left out. Where there is neither a configuration nor an option
 * that asks for one, none of the code for them is loaded.
 */
export class Configuration implements Exclusions {
  readonly names = CONFIG_NAMES;
  readonly #finder: ConfigFinder | undefined;
  readonly #unsaid: Applied;
  #all: Configurations | undefined;
  /** Options say something that holds also where no configuration is. */
  #isEverywhere = false;
  #rules: readonly Rule[] = RULES;

  private constructor(
    private readonly given: EffectiveArguments,
    private readonly cwd: string,
  ) {
    const { nested, stack, useConfig, config } = given;
    this.#finder = useConfig && config === undefined ? new ConfigFinder() : undefined;
    this.#unsaid = {
      rules: RECOMMENDED,
      intent: {
        nested: nested ?? 'require',
        stated: nested !== undefined || stack.guest !== undefined,
        byCommandLine: nested !== undefined,
        given: stack,
      },
      ignoreFindings: [],
    };
  }

  /** @throws {UsageError} for a rule, a preset or a plugin that does not exist */
  static async open(given: EffectiveArguments, cwd = process.cwd()): Promise<Configuration> {
    const configuration = new Configuration(given, cwd);
    if (given.plugins.length > 0) {
      const { loadPlugins } = await import('./plugins.js');
      configuration.#rules = [...RULES, ...(await loadPlugins(given.plugins, RULES, cwd))];
    }
    const isAsked = [given.rules, given.presets, given.plugins].some((list) => list.length > 0);
    if (isAsked || given.config !== undefined) {
      configuration.#isEverywhere = true;
      await configuration.all();
    }
    return configuration;
  }

  /** Every rule that there is, those of plugins included. */
  get rules(): readonly Rule[] {
    return this.#rules;
  }

  /** What configurations say, loaded now if they are not yet. */
  async all(): Promise<Configurations> {
    if (this.#all !== undefined) return this.#all;
    const { Configurations } = await import('../config/resolve.js');
    const { commandLineOf } = await import('./command-line.js');
    const { config } = this.given;
    this.#all = new Configurations({
      rules: this.#rules,
      commandLine: commandLineOf(this.given, this.#rules),
      cwd: this.cwd,
      ...(this.#finder !== undefined && { finder: this.#finder }),
      ...(config !== undefined && { only: resolve(this.cwd, config) }),
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
    if (this.#all === undefined || absolute === undefined) return this.#unsaid;
    if (!this.#governs(dirname(absolute))) return this.#unsaid;
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
        return origin && describeOrigin(origin, this.cwd);
      },
    };
  }
}
