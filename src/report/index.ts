import type { PrettyOptions } from './pretty.js';
import type { RunReport } from './report.js';

export * from './report.js';
export { summarize, type Summary } from './summary.js';

/** What reporters may be told; each takes of it what concerns it. */
export type ReportOptions = PrettyOptions;
/** The text of a report, in as many parts as suit it. */
export type Reporter = (report: RunReport, options: ReportOptions) => Iterable<string>;
export type ReportFormat = 'pretty' | 'compact' | 'json';

/** The reporters by the name that `--format` gives them. Only the one that is used is loaded. */
export const REPORTERS: Readonly<Record<ReportFormat, { load(): Promise<Reporter> }>> = {
  pretty: { load: async () => (await import('./pretty.js')).prettyParts },
  compact: { load: async () => (await import('./compact.js')).compactParts },
  json: { load: async () => (await import('./json.js')).jsonParts },
};
