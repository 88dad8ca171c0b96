import { allLanguages } from '../languages/index.js';
import { rulesWith } from './rules-with-plugins.js';
import { toStdout } from './output.js';
import { UsageError } from './usage-error.js';

export interface RulesArguments {
  readonly format: 'pretty' | 'json';
  readonly language: string | undefined;
  /** Modules whose rules are listed, too. */
  readonly plugins: readonly string[];
}

/** @throws {UsageError} for a language that does not exist, or a plugin that cannot be loaded */
export async function runRules({ format, language, plugins }: RulesArguments): Promise<number> {
  const all = await rulesWith(plugins);
  const languages = allLanguages();
  if (language !== undefined && !languages.some(({ id }) => id === language)) {
    const known = languages.map(({ id }) => id).join(', ');
    throw new UsageError(`unknown language "${language}", expected one of ${known}`);
  }
  const listed = all.filter((rule) => !language || rule.languages.some((id) => id === language));
  const rules = listed.map(
    ({ id, languages, severity, summary, why, fixSafety, sources, ...rest }) => ({
      id,
      languages,
      severity,
      summary,
      why,
      fixSafety,
      sources,
      presets: rest.presets,
      settings: rest.settings ?? [],
      ...(rest.options === undefined ? {} : { options: rest.options }),
    }),
  );
  if (format === 'json') {
    toStdout(`${JSON.stringify({ version: 1, rules }, null, 2)}\n`);
    return 0;
  }
  const width = Math.max(...rules.map(({ id }) => id.length));
  for (const { id, severity, summary } of rules) {
    toStdout(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}\n`);
  }
  return 0;
}
