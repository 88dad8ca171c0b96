// Builds what the package ships and what the tests need: dist/vmlint.cjs (the command), dist/program.cjs
// (all of it in one bundle) and the code that V8 compiled of it; dist/yaml.cjs (for those who have YAML);
// dist/lsp.cjs (the language server); dist/api (the library, as ES modules) and dist/types; and the licences of what is
// in the bundles.
import { createHash } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { noticesOf } from './notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));

/** Where the bundle takes modules from: for parts that cost milliseconds at every start, something lighter. */
const lighter = {
  name: 'lighter',
  setup({ onResolve }) {
    onResolve({ filter: /^string-width$/ }, () => ({
      path: `${root}/src/cli/light/string-width.ts`,
    }));
    for (const name of ['assert', 'module']) {
      const path = `${root}/src/cli/light/${name}.ts`;
      onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path }));
    }
  },
};

/** Parts of configurations. `folder`: where dist/ is, seen from the bundle. */
const parsers = (folder) => ({
  name: 'parsers',
  setup({ onResolve }) {
    // Its main file is of a kind that cannot be bundled.
    onResolve({ filter: /^jsonc-parser$/ }, () => ({
      path: `${root}/node_modules/jsonc-parser/lib/esm/main.js`,
    }));
    // YAML is a sixth of the program and few have it: a file of its own.
    const path = `${folder}/yaml.cjs`;
    onResolve({ filter: /^\.\/yaml\.js$/ }, () => ({ path, external: true }));
    // An editor starts it once: whoever lints does not read it.
    onResolve({ filter: /^\.\/lsp-command\.js$/ }, () => ({
      path: `${folder}/lsp.cjs`,
      external: true,
    }));
  },
});

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  metafile: true,
  legalComments: 'none',
  minify: true,
  // An error in a file of one line would print all of it.
  lineLimit: 160,
};

rmSync(`${root}/dist`, { recursive: true, force: true });
mkdirSync(`${root}/dist`);

// By far the slowest part, so it runs beside the others.
const types = spawn(process.execPath, [`${root}/scripts/types.mjs`], { stdio: 'inherit' });
const typesDone = once(types, 'exit');

const program = await build({
  ...common,
  entryPoints: ['src/cli/main.ts'],
  outfile: 'dist/program.cjs',
  format: 'cjs',
  // The launcher's script has no loader for import(); require does for Node's own modules.
  supported: { 'dynamic-import': false },
  define: {
    VMLINT_VERSION: JSON.stringify(version),
    'import.meta.url': 'vmlintModuleUrl',
    // yargs asks for the width of the terminal at import, which opens the stream; 80 columns will do.
    'process.stdout.columns': 'undefined',
  },
  inject: ['scripts/module-url.js'],
  plugins: [lighter, parsers('.')],
  // What the launcher runs is one function, in the shape that Node gives to a CommonJS module.
  banner: { js: '(function (exports, require, module, __filename, __dirname, importModule) {' },
  footer: { js: '})' },
});

const yaml = await build({
  ...common,
  entryPoints: ['src/config/yaml.ts'],
  outfile: 'dist/yaml.cjs',
  format: 'cjs',
});

const server = await build({
  ...common,
  entryPoints: ['src/cli/lsp-command.ts'],
  outfile: 'dist/lsp.cjs',
  format: 'cjs',
  define: { VMLINT_VERSION: JSON.stringify(version), 'import.meta.url': 'vmlintModuleUrl' },
  inject: ['scripts/module-url.js', 'scripts/import-module.js'],
  plugins: [parsers('.')],
});

const hash = createHash('sha256')
  .update(readFileSync(`${root}/dist/program.cjs`))
  .digest('hex')
  .slice(0, 16);

await build({
  ...common,
  entryPoints: ['src/cli/launcher.ts'],
  outfile: 'dist/vmlint.cjs',
  format: 'cjs',
  banner: { js: '#!/usr/bin/env node' },
  define: { VMLINT_PROGRAM_HASH: JSON.stringify(hash) },
});
chmodSync(`${root}/dist/vmlint.cjs`, 0o755);

// jest evaluates every module anew for every test file; as one module Chevrotain costs a tenth of that.
await build({
  ...common,
  stdin: { contents: "export * from 'chevrotain';", resolveDir: root },
  outfile: 'dist/test/chevrotain.mjs',
  format: 'esm',
});

spawnSync(process.execPath, [`${root}/scripts/compile.cjs`, hash], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
});

// What the library's doors share is in files that they import. Names are kept, for stack traces.
const library = await build({
  ...common,
  entryPoints: {
    index: 'src/api/index.ts',
    unified: 'src/unified/index.ts',
    prettier: 'src/prettier/index.ts',
  },
  outdir: 'dist/api',
  format: 'esm',
  splitting: true,
  supported: {},
  plugins: [parsers('..')],
  minify: false,
  minifySyntax: true,
  minifyWhitespace: true,
});

const metafiles = [program, yaml, server, library].map(({ metafile }) => metafile);
writeFileSync(`${root}/dist/THIRD-PARTY-NOTICES.txt`, noticesOf(root, metafiles));

const [typesFailed] = await typesDone;
process.exitCode = typesFailed;
