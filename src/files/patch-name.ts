import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isBelow, withSlashes } from './paths.js';

/** The file behind a path; the path itself where there is none. */
export function realPath(absolute: string): string {
  try {
    return realpathSync.native(absolute);
  } catch {
    return absolute;
  }
}

/**
 * What `git apply` calls a file: from the top of its repository, also where it is run in a sub-folder; where
 * there is no repository, from the working folder. Of a symbolic link, the file that it links to.
 */
export function patchName(absolute: string, cwd: string): string {
  const path = realPath(absolute);
  const base = repositoryOf(path) ?? realPath(cwd);
  return isBelow(path, base) ? withSlashes(relative(base, path)) : withSlashes(path);
}

function repositoryOf(path: string): string | undefined {
  let folder = dirname(path);
  while (!existsSync(join(folder, '.git'))) {
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
  return folder;
}
