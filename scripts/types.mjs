// Writes the declarations of the library to dist/types: those that its doors lead to, and no others.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const types = join(root, 'dist/types');
const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));

const { status } = spawnSync(
  process.execPath,
  [join(typescript, 'bin/tsc'), '--project', join(root, 'tsconfig.types.json')],
  { stdio: 'inherit' },
);
if (status !== 0) process.exit(status ?? 1);

const reached = new Set();
for (const door of ['api', 'unified', 'prettier']) follow(join(types, `src/${door}/index.d.ts`));
for (const name of readdirSync(types, { recursive: true })) {
  const path = join(types, name);
  if (statSync(path).isFile() && !reached.has(path)) rmSync(path);
}

function follow(path) {
  if (reached.has(path)) return;
  reached.add(path);
  for (const [, specifier] of readFileSync(path, 'utf8').matchAll(
    /(?:from |import\()['"](\.[^'"]*)['"]/g,
  )) {
    follow(resolve(dirname(path), specifier.replace(/\.js$/, '.d.ts')));
  }
}
