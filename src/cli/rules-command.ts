import { RULES } from '../../rules/index.js';
import { LANGUAGES } from '../languages/index.js';
import { toStdout } from './output.js';
import { UsageError } from './usage-error.js';

/** @throws {UsageError} for a language that does not exist */
export function runRules(format: 'pretty' | 'json', language: string | undefined): number {
  if (language !== undefined && !LANGUAGES.some(({ id }) => id === language)) {
    const known = LANGUAGES.map(({ id }) => id).join(', ');
    throw new UsageError(`unknown language "${language}", expected one of ${known}`);
  }
  const rules = RULES.filter(
    (rule) => language === undefined || rule.languages.some((id) => id === language),
  ).map(({ id, languages, severity, summary, why, fixSafety, sources, ...rest }) => ({
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
  }));
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
