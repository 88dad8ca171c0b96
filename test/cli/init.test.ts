import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { containerOf, LISTED_VM, xmlOf } from '../support/hyperv.js';
import {
  ESXI,
  IS_ROOT,
  NOBODY,
  PROGRAM,
  QUOTED,
  expectQuiet,
  useFolder,
  vmlint,
} from './vmlint.js';

const folder = useFolder();

const FILE = 'vmlint.config.jsonc';

/** What holds with the file that was written. */
function effective(): Record<string, { value: unknown } | undefined> {
  const result = folder.vmlint('config', '--format', 'json', 'a.vmx');
  expect(result.stderr).toBe('');
  return JSON.parse(result.stdout);
}

test('states the intent that was the default, and says what to do next', () => {
  const result = folder.vmlint('init');
  expect(result.status).toBe(0);
  expectQuiet(result);
  expect(result.stdout).toMatch(/^Wrote vmlint\.config\.jsonc/);
  expect(result.stdout).toContain('- repo: local\n      hooks:\n        - id: vmlint\n');
  expect(folder.read(FILE)).toMatch(/^\/\/ /);
  expect(effective()).toMatchObject({
    files: [FILE],
    nested: { value: 'require', origin: { path: FILE } },
    presets: [{ value: 'recommended' }],
  });
  expect(effective()).not.toHaveProperty('host');
});

test('what was said on the command line is in it', () => {
  const stack = ['--host', 'esxi@8.0U2', '--cpu', 'amd', '--guest', 'docker', '--under', 'kvm'];
  expect(folder.vmlint('init', '--nested', 'auto', ...stack).status).toBe(0);
  expect(effective()).toMatchObject({
    nested: { value: 'auto' },
    host: { value: { product: 'esxi', version: '8.0U2' } },
    cpu: { value: 'amd' },
    guest: { value: 'docker-desktop' },
    under: { value: 'kvm' },
  });
});

test('what lies here is looked at', () => {
  folder.plant({ 'x/a.vmx': ESXI, 'b.vmx': ESXI, 'notes.txt': 'x', 'config.vmx': null });
  folder.vmlint('init');
  expect(folder.read(FILE)).toContain(
    '// Found here: 2 VMs; hypervisors by guestOS: 2 ESXi (b.vmx).',
  );
  expect(effective()).toMatchObject({ guest: { value: 'esxi' } });
});

test('VMs of Hyper-V and VirtualBox are VMs, too', () => {
  const vbox =
    '<?xml version="1.0"?>\n<VirtualBox version="1.19-linux"><Machine name="a" OSType="Linux_64"/></VirtualBox>\n';
  folder.plant({
    'a.vmcx': containerOf(LISTED_VM),
    'Virtual Machines/b.xml': xmlOf(LISTED_VM),
    'c.vbox': vbox,
  });
  folder.vmlint('init');
  expect(folder.read(FILE)).toContain('// Found here: 3 VMs; hypervisors by guestOS: none.');
});

test('the hook for pre-commit looks at the files that those of vmlint look at', () => {
  const manifest = readFileSync(new URL('../../.pre-commit-hooks.yaml', import.meta.url), 'utf8');
  const [, files] = / files: (.*)/.exec(folder.vmlint('init').stdout) ?? [];
  expect(files).toBe(/ files: (.*)/.exec(manifest)![1]);
});

test('where the VMs differ, no guest is stated', () => {
  folder.plant({ 'a.vmx': ESXI, 'b.vmx': QUOTED, 'c.vmx': ESXI.replace('vmkernel6', 'winHyperV') });
  folder.vmlint('init');
  expect(folder.read(FILE)).toContain('3 VMs; hypervisors by guestOS: 1 ESXi, 1 Hyper-V (a.vmx).');
  expect(effective()).not.toHaveProperty('guest');
});

test('where the package is installed, editors are told of its schema', () => {
  folder.plant({ 'node_modules/vmlint/schema/config.json': '{}', 'x/y/a.vmx': QUOTED });
  vmlint(folder.at('x/y'), ['init']);
  expect(folder.read(`x/y/${FILE}`)).toContain(
    '"$schema": "../../node_modules/vmlint/schema/config.json"',
  );
});

test.each([
  [FILE, '{}'],
  ['vmlint.config.yaml', ''],
  ['package.json', '{"vmlint": {}}'],
])('never writes where there is %s', (name, content) => {
  folder.plant({ [name]: content });
  const before = folder.list();
  expect(folder.vmlint('init')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: `error: ${name} is the configuration here already, and stays as it is\n`,
  });
  expect([folder.read(name), folder.list()]).toEqual([content, before]);
});

test('never writes through a link, nor over a folder', () => {
  folder.plant({ [FILE]: { link: 'elsewhere.txt' } });
  expect(folder.vmlint('init').status).toBe(2);
  expect(folder.has('elsewhere.txt')).toBe(false);
});

test('a folder that cannot be written to is a message', () => {
  chmodSync(folder.path, 0o555);
  const result = vmlint(folder.path, ['init'], IS_ROOT ? { uid: NOBODY } : {});
  chmodSync(folder.path, 0o755);
  expect(result.status).toBe(2);
  expect(result.stderr).toBe(
    `error: ${FILE} was not written: permission denied; check the owner and mode of it and of the folders above it\n`,
  );
});

test('hooks start the vmlint that is installed here, else the one that is found', () => {
  const commands = (): (string | undefined)[] => {
    const { stdout } = folder.vmlint('init');
    rmSync(folder.at(FILE));
    return [/entry: (.*)/.exec(stdout)?.[1], /xargs -0 -r (.*)/.exec(stdout)?.[1]];
  };
  expect(commands()).toEqual(['vmlint --', 'vmlint --']);
  folder.plant({ 'node_modules/vmlint/schema/config.json': '{}' });
  expect(commands()).toEqual(['npx --no-install vmlint --', 'npx --no-install vmlint --']);
});

test('the hook for Git alone looks at files of every product', () => {
  const [, hook] = /pre-commit \(chmod \+x\):\n\n([^]*)$/.exec(folder.vmlint('init').stdout) ?? [];
  const names = ['a.VMX', 'b.vmtx', 'x/c.vbox', 'd.vmcx', 'x/Virtual Machines/e.XML'];
  folder.plant({
    '.git-hook': hook!.replace(/^ {2}/gm, ''),
    'bin/vmlint': '#!/bin/sh\nprintf "%s\\n" "$@"\n',
    ...Object.fromEntries([...names, 'web.xml', 'vmx.txt'].map((name) => [name, ''])),
  });
  const { stdout } = folder.shell(`
    chmod +x bin/vmlint && export PATH="$PWD/bin:$PATH"
    git init -q . && git add . && sh .git-hook`);
  expect(stdout.trim().split('\n').sort()).toEqual(['--', ...names].sort());
});

test('the hook for Git alone does what it says', () => {
  const [, hook] = /pre-commit \(chmod \+x\):\n\n([^]*)$/.exec(folder.vmlint('init').stdout) ?? [];
  folder.plant({
    '.git-hook': hook!.replace(/^ {2}/gm, ''),
    'bin/vmlint': { link: PROGRAM },
    'a.vmx': QUOTED,
    'b c.vmx': 'vhv.enable = "TRUE"\nmemsize = "4095"\n',
  });
  const run = folder.shell(`
    git init -q . && git config user.email a@example.com && git config user.name a
    cp .git-hook .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit
    export PATH="$PWD/bin:$PATH"
    git add a.vmx && git commit -qm one && echo committed
    git add 'b c.vmx' && git commit -qm two || echo refused
    git rm -q --cached 'b c.vmx' && git add ${FILE} && git commit -qm three && echo committed`);
  expect(`${run.stdout}${run.stderr}`).toContain('vmx/valid-memsize');
  expect(run.stdout.match(/^(?:committed|refused)$/gm)).toEqual([
    'committed',
    'refused',
    'committed',
  ]);
});
