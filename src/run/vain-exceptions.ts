import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { globPath } from '../config/globs.js';
import type { IgnoredFindings, LoadedConfig } from '../config/load.js';
import type { Configurations } from '../config/resolve.js';
import { byCodeUnits, isBelow, shownPath, withSlashes } from '../files/paths.js';
import { fillIn } from '../lint/linter.js';
import type { Rule } from '../lint/rule.js';
import { hasEnded, today } from '../lint/suppressions.js';
import type { FileReport, ReportedFinding } from '../report/report.js';
import type { Configuration } from './configuration.js';

/** The rule whose findings these are. */
const RULE = 'vmlint/effective-suppression';

/** What was linted. */
export interface Run {
  readonly operands: readonly string[];
  readonly cwd: string;
  readonly reports: readonly FileReport[];
}

/**
 * The reports, and one for each configuration that has exceptions which leave nothing out: their last day has passed,
 * or nothing is found. Whether something is, nobody can tell of one that holds for files that this run did not see.
 * Where options say something else than configurations, nothing is told.
 */
export async function withVainExceptions(
  run: Run,
  configuration: Configuration,
): Promise<FileReport[]> {
  const all = await configuration.all();
  const { cwd, reports } = run;
  const found = all.isOverruled ? [] : await vainExceptions(run, all);
  const byConfig = new Map<string, ReportedFinding[]>();
  for (const { entry, finding } of found) {
    const path = shownPath(entry.at.source.path, cwd);
    const findings = byConfig.get(path);
    if (findings === undefined) byConfig.set(path, [finding]);
    else findings.push(finding);
  }
  const added = [...byConfig].map(([path, findings]): FileReport => {
    return { path, status: 'linted', findings, fixed: [] };
  });
  return [...reports, ...added].sort((a, b) => byCodeUnits(a.path, b.path));
}

interface Vain {
  readonly entry: IgnoredFindings;
  readonly finding: ReportedFinding;
}

async function vainExceptions(
  { operands, cwd, reports }: Run,
  all: Configurations,
): Promise<Vain[]> {
  const configs = new Set<LoadedConfig>();
  const used = new Set<IgnoredFindings>();
  const linted = new Set<string>();
  const unseen: string[] = [];
  for (const report of reports) {
    const absolute = resolve(cwd, report.path);
    if (!isJudged(report)) {
      if (!isNone(report)) unseen.push(absolute);
      continue;
    }
    linted.add(absolute);
    for (const config of all.configsFor(dirname(absolute))) configs.add(config);
    if (report.usedExceptions === undefined) continue;
    const { ignoreFindings } = all.resolve(absolute);
    for (const index of report.usedExceptions) used.add(ignoreFindings[index]!);
  }
  const folders = operands.map((operand) => resolve(cwd, operand)).filter(isFolder);
  const isSeen = (path: string): boolean =>
    linted.has(path) || folders.some((folder) => path === folder || isBelow(path, folder));
  const now = today();
  const vain: Vain[] = [];
  /** Two configurations can extend the same one. */
  const expired = new Map<IgnoredFindings, ReportedFinding>();
  for (const { folder, files, ignoreFindings } of configs) {
    const [path = ''] = files;
    await all.prepare(dirname(path));
    const rule = all.resolve(path).rules.find(({ id }) => id === RULE);
    if (rule === undefined) continue;
    for (const entry of ignoreFindings) {
      if (hasEnded(entry.until, now)) {
        expired.set(entry, findingOf(entry, rule));
        continue;
      }
      // What this one extends may hold for the files of others, too.
      if (used.has(entry) || entry.at.source.path !== path) continue;
      if (!placesOf(entry, folder).every(isSeen)) continue;
      if (unseen.some((file) => mayBeAbout(entry, folder, file))) continue;
      vain.push({ entry, finding: findingOf(entry, rule) });
    }
  }
  return [...vain, ...[...expired].map(([entry, finding]) => ({ entry, finding }))];
}

/** Whether all that there is to say of a file is known. */
function isJudged({ status, omitted }: FileReport): boolean {
  return status !== 'failed' && status !== 'skipped' && omitted === undefined;
}

/** Whether it is certain that nothing is to be found in a file. */
function isNone({ reason }: FileReport): boolean {
  return reason === 'ignored' || reason === 'not-a-vm-config';
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The folders, or the very files, that hold all that an entry is about. */
function placesOf({ files }: IgnoredFindings, folder: string): string[] {
  if (files === undefined) return [folder];
  return files.patterns
    .filter((pattern) => !pattern.startsWith('!'))
    .map((pattern) => {
      const names = pattern.split('/');
      if (names.length === 1) return folder;
      const special = names.findIndex((name) => /[*?[\]{}\\]/.test(name));
      return join(folder, ...(special === -1 ? names : names.slice(0, special)));
    });
}

function mayBeAbout({ files }: IgnoredFindings, folder: string, path: string): boolean {
  if (files === undefined || !isBelow(path, folder)) return true;
  return files.fits(globPath(withSlashes(path.slice(folder.length))));
}

function findingOf(entry: IgnoredFindings, rule: Rule): ReportedFinding {
  const { rule: about, setting, until, ruleAt } = entry;
  const { source, start, end } = ruleAt;
  const what = setting === undefined ? about : `${about}\` of \`${setting}`;
  const hasExpired = hasEnded(until, today());
  return {
    rule: RULE,
    severity: rule.configured?.severity ?? rule.severity,
    message: hasExpired
      ? fillIn(rule.messages['expired']!, { rules: what, until: until! })
      : fillIn(rule.messages['vain']!, { what }),
    start: { ...source.pointAt(start), offset: source.byteAt(start) },
    end: { ...source.pointAt(end), offset: source.byteAt(end) },
    related: [],
    excerpt: source.excerptAt(start, end),
    label: 'remove this entry',
  };
}
