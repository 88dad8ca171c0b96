// Packs the extension of VS Code: `node scripts/pack-vscode.mjs [FILE]`, by default into dist/. What it serves with is
// what the build has left in dist/; its version is that of vmlint.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { noticesOf } from './notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const extension = join(root, 'editors/vscode');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What goes in as it is, and under which name. */
const FILES = {
  'dist/vmlint.cjs': 'server/vmlint.cjs',
  'dist/program.cjs': 'server/program.cjs',
  'dist/lsp.cjs': 'server/lsp.cjs',
  'dist/yaml.cjs': 'server/yaml.cjs',
  'schema/config.json': 'schema/config.json',
  LICENSE: 'LICENSE',
  'CHANGELOG.md': 'CHANGELOG.md',
  'editors/vscode/README.md': 'README.md',
  'editors/vscode/icon.png': 'icon.png',
  'editors/vscode/languages': 'languages',
  'editors/vscode/syntaxes': 'syntaxes',
};

/** The licences of what is bundled. */
const NOTICES = 'THIRD-PARTY-NOTICES.txt';

/** Developers of vmlint alone need it, and it brings 250 packages: it is installed beside the extension. */
function packer() {
  const vsce = '@vscode/vsce';
  if (!existsSync(join(extension, 'node_modules', vsce))) {
    throw new Error(`${vsce} is not installed: run \`npm ci --prefix editors/vscode\` first`);
  }
  return createRequire(join(extension, 'package.json'))(vsce);
}

/** Fills a folder with what the extension consists of. */
async function stage(folder) {
  for (const [from, to] of Object.entries(FILES)) {
    if (!existsSync(join(root, from))) throw new Error(`${from} is missing: run \`npm run build\``);
    cpSync(join(root, from), join(folder, to), { recursive: true });
  }
  const { metafile } = await build({
    absWorkingDir: root,
    metafile: true,
    entryPoints: ['editors/vscode/src/extension.ts'],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    legalComments: 'none',
    logLevel: 'warning',
  });
  const ofServer = readFileSync(join(root, 'dist', NOTICES), 'utf8');
  writeFileSync(join(folder, NOTICES), noticesOf(root, [metafile], ofServer));
  const manifest = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'));
  for (const name of ['private', 'type', 'devDependencies']) delete manifest[name];
  const files = ['extension.js', NOTICES, ...Object.values(FILES)];
  const text = JSON.stringify({ ...manifest, version, files }, null, 2);
  writeFileSync(join(folder, 'package.json'), `${text}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'vmlint-vscode-'));
try {
  const { createVSIX } = packer();
  await stage(folder);
  const packagePath = resolve(process.argv[2] ?? join(root, `dist/vmlint-${version}.vsix`));
  await createVSIX({ cwd: folder, packagePath, dependencies: false, allowMissingRepository: true });
} catch (error) {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
