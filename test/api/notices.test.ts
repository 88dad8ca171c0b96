import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);
const notices = readFileSync(`${root}/dist/THIRD-PARTY-NOTICES.txt`, 'utf8');

/** The packages that the sources import for more than their types. */
function imported(): string[] {
  const files = ['src', 'grammars', 'rules'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(root, folder, path), 'utf8')),
  );
  const statement =
    /(?:^(?:import|export)(?! type)[^;]*?\bfrom |\bawait import\()'((?:@[\w-]+\/)?[\w-]+)[^']*'/gm;
  const names = files.flatMap((text) => [...text.matchAll(statement)].map(([, name]) => name!));
  return [...new Set(names)].filter((name) => name !== 'node');
}

const { peerDependencies } = require('../../package.json') as { peerDependencies: object };
const bundled = imported().filter((name) => !(name in peerDependencies));

test('the sources import packages', () => {
  expect(bundled).toEqual(expect.arrayContaining(['chevrotain', 'yargs', 'ignore', 'tinyglobby']));
});

// What they import themselves.
const further = ['lodash-es', '@chevrotain/gast', 'y18n', 'vscode-jsonrpc', 'fdir', 'picomatch'];

test.each([...bundled, ...further])('the licence of %s ships with vmlint', (name) => {
  const folder = `${root}/node_modules/${name}`;
  const { version } = require(`${folder}/package.json`) as { version: string };
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))!;
  const licence = readFileSync(`${folder}/${file}`, 'utf8').replaceAll('\r\n', '\n').trim();
  expect(notices).toContain(`\n${name} ${version}\n\n${licence}`);
});

test('nothing ships the licences of what only developers have, nor a folder of theirs', () => {
  expect(notices).not.toMatch(/^(?:jest|esbuild|typescript|prettier|unified) \d/m);
  expect(notices).not.toContain(root);
});
