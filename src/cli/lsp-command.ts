import { openConfiguration } from './configuration.js';
import type { EffectiveArguments } from './lint-arguments.js';

declare const VMLINT_VERSION: string;

/**
 * Serves an editor on standard input and output until it says `exit`.
 * @throws {UsageError} for a rule, a preset or a plugin that does not exist
 */
export async function runLsp(given: EffectiveArguments): Promise<number> {
  // What is wrong with the options is told before anything is served.
  const { rules } = await openConfiguration(given);
  const { serve } = await import('../lsp/server.js');
  serve({ version: VMLINT_VERSION, rules, open: (cwd) => openConfiguration(given, cwd) });
  // The process ends when the client says so, or is gone.
  return new Promise<never>(() => {});
}
