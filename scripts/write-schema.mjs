// Writes schema/config.json from what configurations are checked against, and the rules that there are.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));
const { outputFiles } = await build({
  absWorkingDir: root,
  stdin: {
    contents: `
      export { configSchema } from './src/config/json-schema.ts';
      export { RULES } from './rules/index.ts';
    `,
    resolveDir: root,
  },
  bundle: true,
  platform: 'node',
  format: 'esm',
  write: false,
  logLevel: 'warning',
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { configSchema, RULES } = await import(`data:text/javascript;base64,${code}`);
const path = `${root}/schema/config.json`;
const options = { ...(await resolveConfig(path)), filepath: path };
writeFileSync(path, await format(JSON.stringify(configSchema(RULES)), options));
