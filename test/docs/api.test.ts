import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { ENVIRONMENT } from '../cli/vmlint.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(`${root}/docs/api.md`, 'utf8');

/** Examples in the page, each with what the page says that it prints. */
const shown = [
  ...page.matchAll(/```js\n\/\/ examples\/api\/([\w-]+\.mjs)\n([^]*?)```\n\n```text\n([^]*?)```/g),
].map(([, name, code, output]) => [name!, code!, output!] as const);

test.each(shown)(
  'examples/api/%s is as the page shows it, and prints that',
  (name, code, output) => {
    expect(readFileSync(`${root}/examples/api/${name}`, 'utf8')).toBe(code);
    const { stdout, stderr } = spawnSync(process.execPath, [`examples/api/${name}`], {
      cwd: root,
      env: ENVIRONMENT,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout).toBe(output);
  },
);

test('the page shows all examples', () => {
  const names = readdirSync(`${root}/examples/api`);
  expect(shown.map(([name]) => name).sort()).toEqual(names.sort());
});
