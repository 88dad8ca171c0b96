import { lstatSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { whyNotFound } from '../files/errors.js';
import { isThere } from '../files/there.js';
import { nearest } from '../text/nearest.js';
import type { Problem } from './shape.js';

/** A folder with more names is not searched for what was meant. */
const MOST_NAMES = 1000;

/** What an entry of `extends` that is no preset names. */
export type Target = { readonly path: string } | Problem;

/** `name`: as `extends` has it. `from`: the file that says so. Nothing is run: a package is looked up as files. */
export function targetOf(name: string, from: string): Target {
  const folder = dirname(from);
  if (/^\.{1,2}(?:[\\/]|$)/.test(name) || isAbsolute(name)) {
    const path = resolve(folder, name);
    return isThere(path) ? { path } : missing(name, path);
  }
  return inPackages(name, folder);
}

function missing(name: string, path: string): Problem {
  let why = 'no such file or folder';
  try {
    lstatSync(path);
  } catch (error) {
    why = whyNotFound(path, error);
  }
  const meant = nearest(path.split(/[\\/]/).at(-1) ?? '', dataFilesIn(dirname(path)));
  const hint = meant === undefined ? '' : `, did you mean ${JSON.stringify(meant)}?`;
  return { message: `Unexpected ${JSON.stringify(name)} in "extends": ${why}${hint}` };
}

function dataFilesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).slice(0, MOST_NAMES);
    return names.filter((name) => /\.(?:jsonc?|ya?ml)$/i.test(name));
  } catch {
    return [];
  }
}

/** `name`, `@scope/name`, and either with a path of a file in it, as Node looks packages up. */
function inPackages(name: string, folder: string): Target {
  const parts = name.split('/');
  const length = name.startsWith('@') ? 2 : 1;
  const [packageName, rest] = [parts.slice(0, length).join('/'), parts.slice(length)];
  if (parts.length < length || parts.some((part) => /^\.*$/.test(part) || part.includes('\\'))) {
    return {
      message: `Unexpected ${JSON.stringify(name)} in "extends", expected a preset, a file ("./${name}") or a package`,
    };
  }
  for (let above = folder; ; above = dirname(above)) {
    const home = join(above, 'node_modules', packageName);
    if (isThere(home)) {
      const path = join(home, ...(rest.length === 0 ? ['package.json'] : rest));
      return isThere(path) ? { path } : missing(name, path);
    }
    if (dirname(above) === above) break;
  }
  const isFile = lookLikeFile(name, folder);
  return {
    message: `Unexpected ${JSON.stringify(name)} in "extends": no such package is installed`,
    notes: isFile
      ? [`a file is named with its folder: "./${name}"`]
      : ['packages are looked for in node_modules, from the folder of this file upwards'],
  };
}

function lookLikeFile(name: string, folder: string): boolean {
  return /\.(?:jsonc?|ya?ml)$/i.test(name) || isThere(join(folder, name));
}
