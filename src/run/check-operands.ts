import { dirname } from 'node:path';
import { ConfigError } from '../config/problem.js';
import { discover } from '../files/discover.js';
import { FolderStates } from '../files/in-use.js';
import { byCodeUnits } from '../files/paths.js';
import { Pauses } from '../files/pauses.js';
import { isCandidateName } from '../languages/index.js';
import type { FileReport } from '../report/report.js';
import { checkFile } from './check-file.js';
import { failed, whyNotRead } from './unchecked.js';
import type { Configuration } from './configuration.js';
import { OwnOptions, type CommonOptions } from './own-options.js';

export interface Surroundings {
  /** What the operands, and the paths in the reports, are relative to. */
  readonly cwd: string;
  readonly configuration: Configuration;
  /** Called with what is worth saying and belongs to no file that was linted. */
  readonly warn: (message: string) => void;
}

/**
 * Checks the files that paths, folders and globs mean, each once, in one thread. The reports are in the order of
 * their paths. @throws {ConfigError} where configurations cannot be used; then nothing was checked
 */
export async function checkOperands(
  operands: readonly string[],
  common: CommonOptions,
  { cwd, configuration, warn }: Surroundings,
): Promise<FileReport[]> {
  const { files, problems } = await discover([...new Set(operands)], {
    cwd,
    isCandidate: isCandidateName,
    warn,
    exclusions: configuration,
  });
  const checked = files.filter(({ ignored }) => !ignored).map(({ absolute }) => dirname(absolute));
  const configProblems = configuration.problems(new Set(checked));
  if (configProblems.length > 0) throw new ConfigError(configProblems);
  const own = new OwnOptions(common, configuration);
  const folders = new FolderStates();
  const reports: FileReport[] = [];
  const pauses = new Pauses();
  for (const file of files) {
    const report = checkFile(file, own.of(file), folders);
    const unread = whyNotRead(report);
    if (unread !== undefined) warn(unread);
    reports.push(report);
    await pauses.due();
  }
  reports.push(...problems.map(({ path, message }) => failed(path, message)));
  reports.sort((left, right) => byCodeUnits(left.path, right.path));
  if (!configuration.isInUse || common.rules !== undefined) return reports;
  const { withVainExceptions } = await import('./vain-exceptions.js');
  return withVainExceptions({ operands, cwd, reports }, configuration);
}
