import { spawnSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { ENVIRONMENT, useFolder } from '../cli/vmlint.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = useFolder();

/** The package as npm installs it, beside Prettier. */
beforeEach(() => {
  folder.plant({ 'node_modules/@prettier': null, 'node_modules/vmlint': null });
  for (const part of ['package.json', 'dist/api', 'dist/types']) {
    cpSync(`${root}/${part}`, folder.at(`node_modules/vmlint/${part}`), { recursive: true });
  }
  for (const name of ['prettier', '@prettier/plugin-xml']) {
    symlinkSync(`${root}/node_modules/${name}`, folder.at(`node_modules/${name}`));
  }
});

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/prettier/bin/prettier.cjs', ...args],
    { cwd: folder.path, env: ENVIRONMENT, encoding: 'latin1' },
  );
  return { status, stdout, stderr };
}

const LOOSE = '#!/usr/bin/vmware\r\n  memsize=4096\r\n// c  \r\n';
const TIDY = '#!/usr/bin/vmware\r\nmemsize = "4096"\r\n// c  \r\n';
const VBOX = "<VirtualBox><Machine name='a' /></VirtualBox>";
const VBOX_TIDY = '<VirtualBox>\n  <Machine name="a"/>\n</VirtualBox>\n';
const ONE = { '.prettierrc': '{ "plugins": ["vmlint/prettier"] }\n' };

test('--check, --write, and vmlint format agrees', () => {
  folder.plant({ ...ONE, 'a.vmx': LOOSE, 'a.vbox': VBOX, 'VirtualBox.xml': VBOX });
  expect(run('--check', '.').status).toBe(1);
  expect(run('--write', '.').status).toBe(0);
  expect(folder.read('a.vmx')).toBe(TIDY);
  expect(folder.read('a.vbox')).toBe(VBOX_TIDY);
  expect(folder.read('VirtualBox.xml')).toBe(VBOX_TIDY);
  expect(run('--check', '.').status).toBe(0);
  expect(folder.vmlint('format', '--check').status).toBe(0);
});

test('after vmlint format Prettier has nothing to say', () => {
  folder.plant({ ...ONE, 'a.vmx': LOOSE, 'a.vbox': VBOX });
  expect(folder.vmlint('format').status).toBe(0);
  expect(run('--check', '.').status).toBe(0);
});

test('--debug-check finds the meaning unchanged', () => {
  folder.plant({ ...ONE, 'a.vmx': LOOSE, 'a.vbox': VBOX });
  expect(run('--debug-check', 'a.vmx', 'a.vbox')).toMatchObject({ status: 0, stderr: '' });
});

test('files in other encodings are left as they are, with a message', () => {
  const text = '.encoding = "GBK"\ndisplayName="\xC4\xE3\xBA\xC3"\n';
  const utf16 = Buffer.from('\uFEFFa="b"\n', 'utf16le').toString('latin1');
  folder.plant({ ...ONE, 'a.vmx': text, 'b.vmx': utf16, 'c.vmx': LOOSE });
  const result = run('--write', '.');
  expect(result.status).toBe(2);
  expect(result.stderr).toContain('a.vmx: ForeignTextError: Unexpected U+FFFD');
  expect(result.stderr).toContain('use `vmlint format`');
  expect(folder.read('a.vmx')).toBe(text);
  expect(folder.read('b.vmx')).toBe(utf16);
  expect(folder.read('c.vmx')).toBe(TIDY);
});

describe('beside the plugin for XML', () => {
  test.each([
    [['vmlint/prettier', '@prettier/plugin-xml']],
    [['@prettier/plugin-xml', 'vmlint/prettier']],
  ])('%j', (plugins) => {
    folder.plant({
      '.prettierrc': JSON.stringify({ plugins }),
      'a.vbox': VBOX,
      'a.xml': '<a><b   c="d"></b></a>',
      'a.vmx': LOOSE,
    });
    expect(run('--write', '.').status).toBe(0);
    expect(folder.read('a.vbox')).toBe(VBOX_TIDY);
    expect(folder.read('a.xml')).toBe('<a><b c="d" /></a>\n');
    expect(folder.read('a.vmx')).toBe(TIDY);
  });
});

test('the option sets namespaces apart', () => {
  folder.plant({
    '.prettierrc': '{ "plugins": ["vmlint/prettier"], "vmxGroupNamespaces": true }',
    'a.vmx': 'a = "1"\nb.x = "1"\nb.y = "2"\n',
  });
  expect(run('a.vmx').stdout).toBe('a = "1"\n\nb.x = "1"\nb.y = "2"\n');
});

test('the plugin can be imported and required without Prettier', () => {
  const script = `
    const required = require('vmlint/prettier');
    import('vmlint/prettier').then((imported) => {
      console.log(Object.keys(required.parsers).join(), imported.languages.length);
    });`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', '-e', script], {
    cwd: folder.path,
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({ stdout: 'vmx,vbox 2\n', stderr: '' });
});
