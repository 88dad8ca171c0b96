import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { RULES } from '../../rules/index.js';
import { ENVIRONMENT } from '../cli/vmlint.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(`${root}/README.md`, 'utf8');

/** `$ npx vmlint …` and what the README shows that it prints. */
function transcripts(): [command: string, output: string][] {
  const blocks = readme.matchAll(/```console\n\$ npx vmlint (.*)\n([^]*?)```/g);
  return [...blocks].map(([, command, output]) => [command!, output!]);
}

const withoutTimes = (text: string): string => text.replace(/ in \d+ ms/g, ' in N ms');

test.each(transcripts())('`vmlint %s` prints what the README shows', (command, output) => {
  const args = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain!,
  );
  const { stdout, stderr } = spawnSync(process.execPath, ['dist/vmlint.cjs', ...args], {
    cwd: root,
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout).not.toBe('');
  if (output !== '') expect(withoutTimes(stdout)).toBe(withoutTimes(output));
});

test('the README shows transcripts', () => expect(transcripts().length).toBeGreaterThan(1));

test('the changelog counts the rules right', () => {
  const [, count] = /- (\d+) rules/.exec(readFileSync(`${root}/CHANGELOG.md`, 'utf8')) ?? [];
  expect(Number(count)).toBe(RULES.length);
});
