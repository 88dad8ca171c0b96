import { dirname, parse } from 'node:path';
import { isBelow, withSlashes } from '../files/paths.js';
import { configured, type Intent, type Rule } from '../lint/rule.js';
import type { Stack } from '../stack/stack.js';
import type { ConfigFinder } from './find.js';
import { globPath, type GlobPath } from './globs.js';
import type { Layer } from './layer.js';
import { ConfigLoader, type IgnoredFindings, type LoadedConfig } from './load.js';
import { merge, RECOMMENDED_BY_DEFAULT, type Choice, type Merged } from './merge.js';
import type { Origin, Traced } from './origin.js';
import type { PresetName } from './presets.js';
import { ConfigError, type ConfigProblem } from './problem.js';
import { POLICY_RULE } from './shapes/findings.js';

/** What holds for a file. Files for which the same holds share it, and the list of rules with others besides. */
export interface Effective {
  /** Those that are on, each with its severity and options. */
  readonly rules: readonly Rule[];
  readonly intent: Intent;
  /** Each value with where it comes from. */
  readonly merged: Merged;
  /** Those of `"ignoreFindings"` that are about the file; whether they still count is not looked at. */
  readonly ignoreFindings: readonly IgnoredFindings[];
}

/** What the command line says. */
export interface CommandLine {
  readonly layer: Layer;
  readonly presets: readonly Traced<PresetName>[];
}

export interface ConfigurationsOptions {
  /** Every rule that there is, those of plugins included. */
  readonly rules: readonly Rule[];
  readonly commandLine: CommandLine;
  readonly cwd: string;
  /** Where configurations are found. Absent: none is looked for. */
  readonly finder?: ConfigFinder;
  /** The only configuration, for all files; absolute. */
  readonly only?: string;
}

/**
 * What configurations say of files. `prepare` a file's folder (it reads what governs it), then `resolve` the file;
 * that takes no time to speak of and no look at the disk.
 */
export class Configurations {
  readonly #loader: ConfigLoader;
  readonly #chains = new Map<string, Promise<Chain>>();
  readonly #ready = new Map<string, Chain>();
  readonly #loaded = new Map<string, Promise<LoadedConfig | readonly ConfigProblem[]>>();
  readonly #build: Builder;

  constructor(private readonly options: ConfigurationsOptions) {
    this.#loader = new ConfigLoader(options.rules, options.cwd);
    this.#build = new Builder(options);
  }

  /** Reads what governs the files in a folder. What is wrong is told by `resolve`. */
  async prepare(folder: string): Promise<void> {
    if (this.#ready.has(folder)) return;
    this.#ready.set(folder, await this.#chainOf(folder));
  }

  /**
   * What holds for a file; `absolute` need not exist. Its folder must be prepared.
   * @throws {ConfigError} where a configuration that governs it cannot be used
   */
  resolve(absolute: string): Effective {
    const chain = this.#readyChain(dirname(absolute));
    if (chain.problems.length > 0) throw new ConfigError(chain.problems);
    return chain.effectiveFor(absolute);
  }

  /** The configurations that govern the files in a folder, nearest first; none where it was not prepared. */
  configsFor(folder: string): readonly LoadedConfig[] {
    return this.#ready.get(folder)?.configs ?? [];
  }

  /** Whether the command line says something that files may say, too: then this run is not what they ask for. */
  get isOverruled(): boolean {
    const { layer, presets } = this.options.commandLine;
    const { rules, policies, ...intent } = layer;
    const said = [...rules, ...policies, ...presets].length > 0;
    return said || Object.values(intent).some((value) => value !== undefined);
  }

  /** What is wrong with the configurations that govern the files in a prepared folder. */
  problemsFor(folder: string): readonly ConfigProblem[] {
    return this.#readyChain(folder).problems;
  }

  /** What leaves a path out, or undefined. Its folder must be prepared. */
  ignoredBy(absolute: string, isFolder: boolean): Origin | undefined {
    return this.#readyChain(dirname(absolute)).ignoredBy(absolute, isFolder);
  }

  /** The files that govern the files of a prepared folder, nearest first, each before what it extends. */
  filesFor(folder: string): readonly string[] {
    return [...new Set(this.#readyChain(folder).configs.flatMap(({ files }) => files))];
  }

  #readyChain(folder: string): Chain {
    const chain = this.#ready.get(folder);
    if (chain === undefined) throw new Error(`${folder} was not prepared`);
    return chain;
  }

  #chainOf(folder: string): Promise<Chain> {
    let chain = this.#chains.get(folder);
    if (chain === undefined) this.#chains.set(folder, (chain = this.#makeChain(folder)));
    return chain;
  }

  async #makeChain(folder: string): Promise<Chain> {
    const { only, finder } = this.options;
    const above = dirname(folder);
    const isTop = above === folder;
    if (only !== undefined) {
      return isTop ? this.#chain([await this.#load(only)]) : this.#chainOf(parse(folder).root);
    }
    const own = finder?.own(folder) ?? [];
    if (own.length === 0) return isTop ? this.#chain([]) : this.#chainOf(above);
    const loaded = own.length > 1 ? [twoInOneFolder(own)] : [await this.#load(own[0]!)];
    const [first] = loaded;
    if (first === undefined || isProblems(first) || first.root || isTop) return this.#chain(loaded);
    const outer = await this.#chainOf(above);
    return new Chain([first, ...outer.configs], outer.problems, this.#build);
  }

  #chain(loaded: readonly (LoadedConfig | readonly ConfigProblem[])[]): Chain {
    const configs = loaded.filter((one): one is LoadedConfig => !isProblems(one));
    return new Chain(configs, loaded.filter(isProblems).flat(), this.#build);
  }

  #load(path: string): Promise<LoadedConfig | readonly ConfigProblem[]> {
    let loaded = this.#loaded.get(path);
    if (loaded === undefined) {
      loaded = this.#loader.load(path).catch((error: unknown) => {
        if (error instanceof ConfigError) return error.problems;
        throw error;
      });
      this.#loaded.set(path, loaded);
    }
    return loaded;
  }
}

function isProblems(
  loaded: LoadedConfig | readonly ConfigProblem[],
): loaded is readonly ConfigProblem[] {
  return Array.isArray(loaded);
}

function twoInOneFolder([first = '', ...others]: readonly string[]): readonly ConfigProblem[] {
  const names = others.map((path) => path.slice(dirname(path).length + 1)).join(' and ');
  const message = `there is ${names} beside it, expected one configuration in a folder`;
  return [{ path: first, message, notes: [] }];
}

/** The configurations that govern a folder, nearest first. */
class Chain {
  readonly #effective = new Map<string, Effective>();
  readonly #hasOverrides: boolean;
  readonly #hasIgnoredFindings: boolean;

  constructor(
    readonly configs: readonly LoadedConfig[],
    readonly problems: readonly ConfigProblem[],
    private readonly build: Builder,
  ) {
    this.#hasOverrides = configs.some(({ layers }) => layers.some(({ files }) => files));
    this.#hasIgnoredFindings = configs.some(({ ignoreFindings }) => ignoreFindings.length > 0);
  }

  effectiveFor(absolute: string): Effective {
    const paths = this.#hasOverrides ? this.#pathsIn(absolute) : [];
    let key = '';
    const layers: Layer[] = [];
    for (let index = this.configs.length - 1; index >= 0; index--) {
      for (const { layer, files } of this.configs[index]!.layers) {
        const applies = files === undefined || files.fits(paths[index]!);
        if (applies) layers.push(layer);
        key += applies ? '1' : '0';
      }
    }
    let effective = this.#effective.get(key);
    if (effective === undefined) {
      effective = this.build.effective(this.configs, layers);
      this.#effective.set(key, effective);
    }
    if (!this.#hasIgnoredFindings) return effective;
    const ignoreFindings = this.#ignoredFindings(absolute);
    return ignoreFindings.length === 0 ? effective : { ...effective, ignoreFindings };
  }

  /** The last pattern that fits decides, those of nearer files after those of farther ones. */
  ignoredBy(absolute: string, isFolder: boolean): Origin | undefined {
    let hasExceptions = false;
    for (const { folder, ignore } of this.configs) {
      hasExceptions ||= ignore.globs.hasExceptions;
      if (ignore.patterns.length === 0) continue;
      const decided = ignore.globs.deciding(globPath(pathIn(folder, absolute)), isFolder);
      if (decided === undefined) continue;
      if (decided.excludes) return undefined;
      // Of a folder that is left out, something may be taken back in.
      return isFolder && hasExceptions ? undefined : ignore.patterns[decided.index]!.origin;
    }
    return undefined;
  }

  #ignoredFindings(absolute: string): readonly IgnoredFindings[] {
    return this.configs.flatMap(({ ignoreFindings }) =>
      ignoreFindings.filter(({ files, folder }) => {
        if (files === undefined) return true;
        return files.fits(globPath(pathIn(folder, absolute)));
      }),
    );
  }

  #pathsIn(absolute: string): GlobPath[] {
    return this.configs.map(({ folder }) => globPath(pathIn(folder, absolute)));
  }
}

/** The path from a folder; of a file that is not below it, the whole. */
function pathIn(folder: string, absolute: string): string {
  const end = folder.endsWith('/') || folder.endsWith('\\') ? folder.length : folder.length + 1;
  return withSlashes(absolute.slice(isBelow(absolute, folder) ? end : parse(absolute).root.length));
}

/** Makes what holds of what is said, and the same list of rules for the same rules. */
class Builder {
  readonly #rules = new Map<string, readonly Rule[]>();

  constructor(private readonly options: ConfigurationsOptions) {}

  effective(configs: readonly LoadedConfig[], layers: readonly Layer[]): Effective {
    const { rules, commandLine } = this.options;
    const merged = merge(rules, this.#choice(configs), layers, commandLine.layer);
    return {
      merged,
      rules: this.#rulesOf(merged),
      intent: intentOf(merged),
      ignoreFindings: [],
    };
  }

  /** The command line's presets, else those of the nearest file that has any. */
  #choice(configs: readonly LoadedConfig[]): Choice {
    const { presets } = this.options.commandLine;
    if (presets.length > 0) return { presets, final: true };
    const nearest = configs.find((config) => config.presets.length > 0);
    return nearest === undefined
      ? RECOMMENDED_BY_DEFAULT
      : { presets: nearest.presets, final: false };
  }

  #rulesOf(merged: Merged): readonly Rule[] {
    const on = merged.rules.flatMap(({ rule, severity, options }) => {
      const { value } = severity;
      if (value === 'off') return [];
      // Policies have severities of their own.
      const said = value === 'as-it-is' || rule.id === POLICY_RULE ? undefined : value;
      const told = Object.fromEntries([...options].map(([name, option]) => [name, option.value]));
      return [{ rule, said, told }];
    });
    const key = JSON.stringify(on.map(({ rule, said, told }) => [rule.id, said, told]));
    let rules = this.#rules.get(key);
    if (rules === undefined) {
      rules = on.map(({ rule, said, told }) =>
        said === undefined && Object.keys(told).length === 0 ? rule : configured(rule, said, told),
      );
      this.#rules.set(key, rules);
    }
    return rules;
  }
}

function intentOf(merged: Merged): Intent {
  const { nested, host, hostOs, hyperv, cpu, guest, under, policies, rules } = merged;
  const given: Partial<Stack> = {
    ...(host && { host: host.value }),
    ...(hostOs && { hostOs: hostOs.value }),
    ...(hyperv && { hyperv: hyperv.value }),
    ...(cpu && { cpu: cpu.value }),
    ...(guest && { guest: guest.value }),
    ...(under && { under: under.value }),
  };
  const ofRule = rules.find(({ rule }) => rule.id === POLICY_RULE)?.severity.value;
  const fallback =
    ofRule === undefined || ofRule === 'off' || ofRule === 'as-it-is' ? 'warning' : ofRule;
  return {
    nested: nested?.value ?? 'require',
    stated: nested !== undefined || guest !== undefined,
    byCommandLine: nested?.origin.kind === 'option',
    given,
    ...(policies.length > 0 && {
      policies: policies.map(({ value }) => ({ ...value, severity: value.severity ?? fallback })),
    }),
  };
}
