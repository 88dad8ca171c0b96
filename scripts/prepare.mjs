// Runs after `npm ci` and when npm installs from git. Where the development dependencies are left out
// (`npm ci --omit=dev`) there is nothing to build with, and what was built before stays.
import { createRequire } from 'node:module';

try {
  createRequire(import.meta.url).resolve('esbuild');
} catch {
  process.stderr.write('vmlint: esbuild is not installed, so nothing is built\n');
  process.exit(0);
}
await import('./build.mjs');
