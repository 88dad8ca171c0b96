import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What to make by path: a text is a file, null a folder. */
export type Tree = Readonly<Record<string, string | null | { readonly link: string }>>;

export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'vmlint-files-')));
  chmodSync(folder, 0o755);
  return folder;
}

export function plant(folder: string, tree: Tree): void {
  for (const [name, content] of Object.entries(tree)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (content === null) mkdirSync(path, { recursive: true });
    else if (typeof content === 'string') writeFileSync(path, content);
    else symlinkSync(content.link, path);
  }
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

export function makeFifo(path: string): void {
  execFileSync('mkfifo', [path]);
}

const SOURCES = fileURLToPath(new URL('../../src/files/', import.meta.url));

/** What src/files exports, as one module that any process can import. */
export async function bundleInto(folder: string): Promise<string> {
  const outfile = join(folder, 'files.mjs');
  await build({
    stdin: {
      contents: ['discover', 'read', 'write', 'in-use']
        .map((name) => `export * from './${name}.ts';`)
        .join('\n'),
      resolveDir: SOURCES,
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'error',
  });
  chmodSync(outfile, 0o644);
  return outfile;
}

export const NOBODY = 65534;
export const IS_ROOT = process.getuid?.() === 0;

/** Runs statements with everything of the bundle in scope as `files`; `print` gives back one value. */
export function runElsewhere(
  bundle: string,
  statements: string,
  options: { readonly uid?: number; readonly wrap?: readonly string[] } = {},
): unknown {
  const code = `
    import fs from 'node:fs';
    import * as files from ${JSON.stringify(bundle)};
    const print = (value) => console.log(JSON.stringify(value));
    const attempt = (action) => { try { action(); return 'done'; } catch (error) { return error.reason ?? String(error); } };
    ${statements}`;
  const command = [
    ...(options.wrap ?? []),
    process.execPath,
    '--input-type=module',
    '-e',
    code,
  ] as const;
  const { uid } = options;
  const result = spawnSync(command[0], command.slice(1), {
    encoding: 'utf8',
    cwd: dirname(bundle),
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  if (result.status !== 0) throw new Error(`${result.stderr}${String(result.error ?? '')}`);
  return JSON.parse(result.stdout);
}

export function canMount(): boolean {
  const probe = 'd=$(mktemp -d) && mount -t tmpfs tmpfs "$d"';
  return IS_ROOT && spawnSync('unshare', ['-m', 'sh', '-c', probe]).status === 0;
}

/** A test where the machine can make the case real; elsewhere a printed line instead. */
export function unlessImpossible(possible: boolean, why: string, register: () => void): void {
  if (possible) register();
  else process.stdout.write(`not tested here: ${why}\n`);
}
