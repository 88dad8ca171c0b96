// Runs after `npm ci` and when npm installs from git. Where the development dependencies are left out
// (`npm ci --omit=dev`) there is nothing to build with, and what was built before stays.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { npm_config_global: isGlobal, npm_execpath: npm = '' } = process.env;

function canBuild() {
  try {
    createRequire(import.meta.url).resolve('esbuild');
    return true;
  } catch {
    return false;
  }
}

/** Prints on standard error only: the rest `npm pack` would hand on as the name of the package. */
function installDevelopmentDependencies() {
  const options = [
    '--global=false',
    '--include=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
  ];
  const stdio = ['ignore', 'ignore', 'inherit'];
  const { status } = spawnSync(process.execPath, [npm, 'ci', ...options], { cwd: root, stdio });
  return status === 0;
}

// `npm install -g git+…`, by which newer versions of pre-commit install hooks: before version 12 npm hands `global` on
// to the installation in the clone, which then lacks all dependencies (https://github.com/npm/cli/issues/8440).
if (!canBuild() && isGlobal === 'true' && /npm-cli\.js$/.test(npm)) {
  if (!installDevelopmentDependencies()) process.exit(1);
}
if (canBuild()) await import('./build.mjs');
else process.stderr.write('vmlint: esbuild is not installed, so nothing is built\n');
