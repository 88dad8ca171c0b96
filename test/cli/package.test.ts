import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ENVIRONMENT, PROGRAM, QUOTED, UNQUOTED, useFolder, vmlint } from './vmlint.js';

const folder = useFolder();

/** What ships, without the dependencies and the compiled code that lie beside it here. */
function install(): void {
  folder.plant({ 'lib/dist': null, bin: null, 'bin/vmlint': { link: '../lib/dist/vmlint.cjs' } });
  for (const name of ['vmlint.cjs', 'program.cjs']) {
    copyFileSync(join(dirname(PROGRAM), name), folder.at(`lib/dist/${name}`));
  }
}

function installed(...args: string[]): string {
  const options = { cwd: folder.at('vms'), env: ENVIRONMENT, encoding: 'utf8' } as const;
  return execFileSync(folder.at('bin/vmlint'), args, { ...options, stdio: 'pipe' });
}

test('the two files are all that it needs, and a link to it runs it', () => {
  install();
  folder.plant({ 'vms/a.vmx': UNQUOTED, 'vms/old.vmx': UNQUOTED, 'vms/.gitignore': 'old.vmx\n' });
  expect(installed('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(installed('--diff', '--exit-zero', '*.vmx')).toContain('\n+memsize = "4096"\n');
  expect(installed('explain', 'no-bom')).toContain('vmx/no-bom');
  expect(JSON.parse(installed('rules', '--format=json')).version).toBe(1);
  expect(JSON.parse(installed('ast', 'a.vmx')).tree.children).toHaveLength(3);
  expect(JSON.parse(installed('--fix', '--format=json')).files).toMatchObject([
    { path: 'a.vmx', status: 'fixed' },
  ]);
  expect([folder.read('vms/a.vmx'), folder.read('vms/old.vmx')]).toEqual([QUOTED, UNQUOTED]);
});

test.each(['18.20.8', '20.18.3'])('Node.js %s is too old, and it says so', (version) => {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' });`;
  folder.plant({ 'old.cjs': pretend, 'a.vmx': QUOTED });
  const env = { NODE_OPTIONS: '--require ./old.cjs' };
  expect(vmlint(folder.path, ['a.vmx'], { env })).toMatchObject({
    status: 2,
    stdout: '',
    stderr: `error: vmlint needs Node.js 20.19 or newer, and ${process.execPath} is ${version}\n`,
  });
});
