import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A folder that goes when the bench ends. */
export const temporary = mkdtempSync(join(tmpdir(), 'vmlint-bench-'));
process.once('exit', () => rmSync(temporary, { recursive: true, force: true }));
process.once('SIGINT', () => process.exit(130));

const EXPORTS = `
  export { parseVmx } from './grammars/vmx/index.ts';
  export { parseXml } from './grammars/xml/index.ts';
  export { SaxesParser } from 'saxes';
  export { parseXml as parseStrictly } from '@rgrove/parse-xml';
  export { checkBytes } from './src/run/check-file.ts';
  export { FolderStates } from './src/files/in-use.ts';
  export { RECOMMENDED as RULES } from './rules/index.ts';
  export { formatJson } from './src/report/json.ts';
  export { formatPretty } from './src/report/pretty.ts';
  export { DEFAULT_FORMAT, formatted } from './src/format/index.ts';
  export { detectLanguage } from './src/languages/index.ts';
  export { Source } from './src/source/source.ts';
  export { Configuration } from './src/run/configuration.ts';
  export { clientOf } from './src/lsp/capabilities.ts';
  export { Documents } from './src/lsp/documents.ts';
  export { Publisher } from './src/lsp/publisher.ts';
  export { Roots } from './src/lsp/roots.ts';
  export { Texts } from './src/lsp/texts.ts';
`;

let library;

/** The path of vmlint's sources as one module, for measuring inside a process. */
export async function libraryPath() {
  library ??= build({
    absWorkingDir: root,
    stdin: { contents: EXPORTS, resolveDir: root },
    outfile: join(temporary, 'library.mjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // What the library of the server requires as CommonJS does.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  await library;
  return join(temporary, 'library.mjs');
}

let copied = false;

/** The command as `npm run build` left it: a copy, so that another build meanwhile changes nothing here. */
export function commandPath() {
  if (!copied) cpSync(join(root, 'dist'), join(temporary, 'dist'), { recursive: true });
  copied = true;
  return join(temporary, 'dist', 'vmlint.cjs');
}
