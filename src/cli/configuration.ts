import { RECOMMENDED } from '../../rules/index.js';
import { Configuration } from '../run/configuration.js';
import type { EffectiveArguments } from './lint-arguments.js';
import { rulesWith } from './rules-with-plugins.js';

/**
 * What holds for which file, as the options and the configurations say.
 * @throws {UsageError} for a rule, a preset or a plugin that does not exist
 */
export async function openConfiguration(
  given: EffectiveArguments,
  cwd = process.cwd(),
): Promise<Configuration> {
  const { nested, stack, useConfig, config, plugins } = given;
  const rules = await rulesWith(plugins, cwd);
  const configuration = new Configuration({
    rules,
    unsaid: {
      rules: RECOMMENDED,
      intent: {
        nested: nested ?? 'require',
        stated: nested !== undefined || stack.guest !== undefined,
        byCommandLine: nested !== undefined,
        given: stack,
      },
      ignoreFindings: [],
    },
    commandLine: async () => (await import('./command-line.js')).commandLineOf(given, rules),
    cwd,
    config,
    useConfig,
  });
  const isAsked = [given.rules, given.presets, plugins].some((list) => list.length > 0);
  if (isAsked || config !== undefined) await configuration.holdEverywhere();
  return configuration;
}
