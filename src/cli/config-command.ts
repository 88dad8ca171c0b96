import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ConfigError } from '../config/problem.js';
import type { Effective } from '../config/resolve.js';
import { shownPath } from '../files/paths.js';
import { createColors } from '../report/colors.js';
import { escapeControls, escapeJson } from '../report/escape.js';
import { wantsColor } from './color.js';
import { tellConfigProblems } from './config-problems.js';
import { openConfiguration } from './configuration.js';
import { effectiveJson, effectivePretty, type ShownEffective } from './effective-report.js';
import type { EffectiveArguments } from './lint-arguments.js';
import { toStderr, toStdout } from './output.js';
import { UsageError } from './usage-error.js';

export interface ConfigArguments extends EffectiveArguments {
  readonly path: string;
  readonly format: 'pretty' | 'json';
  readonly color: 'auto' | 'always' | 'never';
}

/**
 * Prints what holds for a file, and where each value comes from. The file need not exist.
 * @returns the exit code @throws {UsageError}
 */
export async function runConfig(given: ConfigArguments): Promise<number> {
  if (given.path === '') throw new UsageError('the path is empty');
  const cwd = process.cwd();
  const absolute = fileOf(resolve(cwd, given.path));
  const configuration = await openConfiguration(given, cwd);
  const all = await configuration.all();
  const folder = dirname(absolute);
  await all.prepare(folder);
  warnOfCode(folder, cwd);
  let effective: Effective;
  try {
    effective = all.resolve(absolute);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    await tellConfigProblems(error.problems, given.color, cwd);
    return 2;
  }
  const shown: ShownEffective = {
    path: shownPath(resolve(cwd, given.path), cwd),
    files: all.filesFor(folder).map((path) => shownPath(path, cwd)),
    ignored: all.ignoredBy(absolute, false),
    effective,
    cwd,
  };
  if (given.format === 'json') {
    toStdout(`${escapeJson(JSON.stringify(effectiveJson(shown), null, 2))}\n`);
  } else {
    toStdout(effectivePretty(shown, createColors(await wantsColor(given.color, 1))));
  }
  return 0;
}

/** Of a folder, a file in it. */
function fileOf(absolute: string): string {
  try {
    return statSync(absolute).isDirectory() ? join(absolute, 'any.vmx') : absolute;
  } catch {
    return absolute;
  }
}

function warnOfCode(folder: string, cwd: string): void {
  for (let above = folder; ; above = dirname(above)) {
    for (const ending of ['js', 'cjs', 'mjs', 'ts', 'cts', 'mts']) {
      const path = join(above, `vmlint.config.${ending}`);
      if (!isFile(path)) continue;
      const shown = escapeControls(shownPath(path, cwd));
      toStderr(
        `warning: ${shown} is not read: a configuration is data (vmlint.config.jsonc, .json or .yaml) and never code\n`,
      );
    }
    if (dirname(above) === above) return;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
