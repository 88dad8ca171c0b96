import { dirname, resolve } from 'node:path';
import { RECOMMENDED, RULES } from '../../rules/index.js';
import { layerOfOptions } from '../config/layer.js';
import { ConfigError, type ConfigProblem } from '../config/problem.js';
import { shownPath } from '../files/paths.js';
import { DEFAULT_FORMAT } from '../format/options.js';
import { Configuration } from '../run/configuration.js';
import { withExceptions } from '../run/own-options.js';
import { asConfigured } from './configured.js';
import type { ConfigOptions, FileConfig, JudgeOptions } from './model.js';
import { OptionError, refuseOther, shown } from './option-error.js';
import { commonOptions, intentOf } from './options.js';

/** What is wrong with a configuration. */
export interface ConfigurationProblem {
  /** Relative to the working folder where it is below it, with forward slashes. */
  readonly path: string;
  readonly message: string;
  /** Where, from 1; absent: it is about the whole file. */
  readonly line?: number;
  readonly column?: number;
}

/** Configurations cannot be used; nothing was linted. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly ConfigurationProblem[]) {
    const lines = problems.map(({ path, message, line, column }) => {
      const place = line === undefined ? '' : `:${line}:${column ?? 1}`;
      return `${path}${place}: ${message}`;
    });
    super(lines.join('\n'));
  }
}

export interface ConfigForOptions extends Omit<JudgeOptions, 'maxSize'>, ConfigOptions {}

/**
 * What configurations say of a file, which need not exist: for `lintText`, `fixText` and the plugins of unified.
 * `lintFiles` asks by itself. What the options say counts more, as on the command line.
 *
 * @throws {OptionError}
 * @throws {ConfigurationError} where a configuration that governs the file cannot be used
 */
export async function configFor(path: string, options: ConfigForOptions = {}): Promise<FileConfig> {
  if (typeof path !== 'string')
    throw new OptionError(`the path is ${shown(path)}, expected a string`);
  const { rules } = commonOptions(options, 'lint', CONFIG_OPTIONS);
  const { cwd, configuration } = await openConfiguration(options);
  const absolute = resolve(cwd, path);
  const folder = dirname(absolute);
  return told(cwd, async () => {
    const scope = await configuration.scopeOf(folder);
    const problems = configuration.problems([folder]);
    if (problems.length > 0) throw new ConfigError(problems);
    const by = scope?.leftOutBy(absolute, false);
    const applied = configuration.applied(absolute);
    return asConfigured({
      ...withExceptions(applied),
      format: applied.format,
      ...(rules !== undefined && { rules }),
      ...(by !== undefined && { ignoredBy: by }),
    });
  });
}

export const CONFIG_OPTIONS: readonly (keyof ConfigOptions)[] = ['config', 'cwd'];

/** @throws {OptionError} */
export async function openConfiguration(
  options: JudgeOptions & ConfigOptions,
): Promise<{ readonly cwd: string; readonly configuration: Configuration }> {
  const { cwd = process.cwd(), config } = options;
  refuseOther('string', { cwd });
  if (config !== false) refuseOther('string', { config });
  const intent = intentOf(options);
  // Configurations may speak of the rules that are given, too.
  const others = (options.rules ?? []).filter((rule) => !RULES.includes(rule));
  const file = typeof config === 'string' ? config : undefined;
  const configuration = new Configuration({
    rules: [...RULES, ...others],
    unsaid: { rules: RECOMMENDED, intent, format: DEFAULT_FORMAT, ignoreFindings: [] },
    commandLine: () => ({
      layer: layerOfOptions(options.nested, intent.given, (name) => `the option ${name}`),
      presets: [],
    }),
    cwd,
    config: file,
    useConfig: config !== false,
  });
  if (file !== undefined) await configuration.holdEverywhere();
  return { cwd, configuration };
}

/** Tells what is wrong with configurations by paths that people know. */
export async function told<Result>(cwd: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigurationError(error.problems.map((problem) => toldProblem(problem, cwd)));
  }
}

function toldProblem({ path, message, at }: ConfigProblem, cwd: string): ConfigurationProblem {
  const shownAs = { path: shownPath(path, cwd), message };
  if (at === undefined) return shownAs;
  const { line, column } = at.source.pointAt(at.start);
  return { ...shownAs, line, column };
}
