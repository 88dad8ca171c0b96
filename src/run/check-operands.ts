import { discover } from '../files/discover.js';
import { FolderStates } from '../files/in-use.js';
import { byCodeUnits } from '../files/paths.js';
import { isCandidateName } from '../languages/index.js';
import type { FileReport } from '../report/report.js';
import { checkFile, failed, whyNotRead, type CheckOptions } from './check-file.js';

/** Between files, others get a turn this often (milliseconds). */
const YIELD_EVERY = 50;

export interface Surroundings {
  /** What the operands, and the paths in the reports, are relative to. */
  readonly cwd: string;
  /** Called with what is worth saying and belongs to no file that was linted. */
  readonly warn: (message: string) => void;
}

/** Checks the files that paths, folders and globs mean, each once, in one thread. The reports are in the order of their paths. */
export async function checkOperands(
  operands: readonly string[],
  options: CheckOptions,
  { cwd, warn }: Surroundings,
): Promise<FileReport[]> {
  const discovering = { cwd, isCandidate: isCandidateName, warn };
  const { files, problems } = await discover([...new Set(operands)], discovering);
  const folders = new FolderStates();
  const reports = problems.map(({ path, message }) => failed(path, message));
  let yielded = performance.now();
  for (const file of files) {
    const report = checkFile(file, options, folders);
    const unread = whyNotRead(report);
    if (unread !== undefined) warn(unread);
    reports.push(report);
    if (performance.now() - yielded < YIELD_EVERY) continue;
    await new Promise((resolve) => setImmediate(resolve));
    yielded = performance.now();
  }
  return reports.sort((left, right) => byCodeUnits(left.path, right.path));
}
