import { RULES } from '../../rules/index.js';
import type { Rule } from '../lint/rule.js';

/** Every rule that there is: those of vmlint, then those of modules. @throws {UsageError} for a module without any */
export async function rulesWith(
  plugins: readonly string[],
  cwd = process.cwd(),
): Promise<readonly Rule[]> {
  if (plugins.length === 0) return RULES;
  const { loadPlugins } = await import('./plugins.js');
  return [...RULES, ...(await loadPlugins(plugins, RULES, cwd))];
}
