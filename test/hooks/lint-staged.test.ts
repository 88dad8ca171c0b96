import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ESXI, ESXI_FIXED, PROGRAM, QUOTED, UNQUOTED } from '../cli/vmlint.js';
import { LISTED_VM, xmlOf } from '../support/hyperv.js';
import { HOSTILE_NAMES } from './hostile-names.js';
import { blockOfReadme } from './readme.js';
import { PROJECT, Repository, run } from './repository.js';

const LINT_STAGED = join(PROJECT, 'node_modules/lint-staged/bin/lint-staged.js');
const BAD_MEMORY = QUOTED.replace('4096', '4097');

const repository = new Repository();

beforeEach(() => {
  repository.make();
  repository.plant({
    'package.json': blockOfReadme('json', 'lint-staged'),
    'node_modules/.bin/vmlint': { link: PROGRAM },
    '.gitignore': 'node_modules/\n',
    '.git/hooks/pre-commit': `#!/bin/sh\nexec '${process.execPath}' '${LINT_STAGED}'\n`,
  });
  repository.git('add', '--all');
  repository.git('commit', '--quiet', '--message', 'Before');
  chmodSync(repository.at('.git/hooks/pre-commit'), 0o755);
});
afterEach(() => repository.remove());

test('what can be fixed is fixed and committed', () => {
  repository.plant({ 'esxi.vmx': ESXI, 'vms/TEMPLATE.VMTX': UNQUOTED, 'notes.txt': 'x\n' });
  expect(repository.commit().status).toBe(0);
  expect(repository.committedText('esxi.vmx')).toBe(ESXI_FIXED);
  expect(repository.committedText('vms/TEMPLATE.VMTX')).toBe(QUOTED);
  expect(repository.git('status', '--short')).toBe('');
});

test('files of Hyper-V are looked at', () => {
  const untidy = xmlOf(LISTED_VM)
    .replace('UTF-16', 'UTF-8')
    .replace('Zürich', 'Bern')
    .replace('<notes type="string"></notes>', '<notes type="string">\r\n    </notes>');
  repository.plant({ 'vmlint.config.jsonc': '{ "nested": "forbid" }' });
  repository.plant({ 'vms/Virtual Machines/lab.xml': untidy, 'vms/a.vmcx': 'damaged' });
  const { status, output } = repository.commit();
  expect({ status, output }).toMatchObject({ status: 1 });
  expect(output).toContain('--> vms/a.vmcx');
  repository.git('rm', '--force', '--quiet', 'vms/a.vmcx');
  expect(repository.commit().status).toBe(0);
  expect(repository.committedText('vms/Virtual Machines/lab.xml')).toContain(
    '<notes type="string"></notes>',
  );
});

test('errors that remain stop the commit, and all files are as they were', () => {
  repository.plant({ 'bad.vmx': BAD_MEMORY, 'esxi.vmx': ESXI });
  const { status, output } = repository.commit();
  expect(status).toBe(1);
  expect(output).toContain('error[vmx/valid-memsize]');
  expect(output).toContain('--> bad.vmx:3:');
  expect(repository.read('esxi.vmx')).toBe(ESXI);
  expect(repository.git('diff', '--cached', '--name-only')).toBe('bad.vmx\nesxi.vmx\n');
});

test('what is not added yet stays, and stays out of the commit', () => {
  repository.plant({ 'a.vmx': UNQUOTED });
  repository.git('add', '--all');
  repository.plant({ 'a.vmx': `# mine\n${UNQUOTED}`, 'later.vmx': ESXI });
  expect(run(repository.path, 'git', ['commit', '-m', 'Half'], repository.env).status).toBe(0);
  expect(repository.committedText('a.vmx')).toBe(QUOTED);
  expect(repository.read('a.vmx')).toContain('# mine\n');
  expect(repository.read('later.vmx')).toBe(ESXI);
});

test('what is ignored, and what is something else, is committed as it is', () => {
  const map = 'versioninfo\n{\n\t"editorversion" "400"\n}\n';
  repository.plant({ 'map.vmx': map, '.vmlintignore': 'archive/\n', 'archive/a.vmx': ESXI });
  expect(repository.commit().status).toBe(0);
  expect(repository.committedText('archive/a.vmx')).toBe(ESXI);
});

test('whatever files are called: all are fixed and committed, and nothing else happens', () => {
  repository.plant(Object.fromEntries(HOSTILE_NAMES.map((name) => [name, UNQUOTED])));
  expect(repository.commit().status).toBe(0);
  const before = ['.gitignore', 'package.json'];
  expect(repository.committed().sort()).toEqual([...before, ...HOSTILE_NAMES].sort());
  for (const name of HOSTILE_NAMES) expect(repository.committedText(name)).toBe(QUOTED);
});

test.each([
  [
    'backslashes, which lint-staged takes for slashes',
    'back\\\\slash.vmx',
    /slash\.vmx: no such file/,
  ],
  ['bytes that are no UTF-8', '\\xff.vmx', /its name is not valid UTF-8/],
])('a name with %s stops the commit and says so', (_what, name, message) => {
  repository.plant({ 'plain.vmx': UNQUOTED });
  execFileSync('bash', ['-c', `cp plain.vmx $'${name}'`], { cwd: repository.path });
  const { status, output } = repository.commit();
  expect(status).toBe(1);
  expect(output).toMatch(message);
  expect(repository.read('plain.vmx')).toBe(UNQUOTED);
});
