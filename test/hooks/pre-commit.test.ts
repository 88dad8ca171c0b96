import { cpSync, rmSync } from 'node:fs';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from '@jest/globals';
import { ESXI, ESXI_FIXED, PROGRAM, QUOTED, UNQUOTED, vmlint } from '../cli/vmlint.js';
import { HOSTILE_NAMES } from './hostile-names.js';
import { blockOfReadme } from './readme.js';
import {
  commitProject,
  PROJECT,
  Repository,
  run,
  type Ran,
  succeed,
  temporaryFolder,
  whyWithout,
} from './repository.js';

const withoutPreCommit = whyWithout('pre-commit');

/** Meant to run a hypervisor by assumption only: neither the file nor the hook says so. */
const UBUNTU = 'config.version = "8"\nvirtualHW.version = "20"\nguestOS = "ubuntu-64"\n';
/** A warning that has no safe fix. */
const WARNED = 'config.version = "8"\nguestOS = "other"\nvhv.enable = "TRUE"\n';
/** An error that has no safe fix. */
const BAD_MEMORY = QUOTED.replace('4096', '4097');

// Skipped, not left out: jest takes a file without tests for a failure.
const where = withoutPreCommit === undefined ? describe : describe.skip;
if (withoutPreCommit !== undefined) {
  process.stdout.write(`not tested here: the hooks of pre-commit: ${withoutPreCommit}\n`);
}

where('pre-commit', () => {
  jest.setTimeout(300_000);
  const repository = new Repository();
  let project: string;
  let home: string;

  /** Has commits checked by a hook, with further lines of its configuration. */
  function use(hook: string, ...lines: string[]): void {
    const config = blockOfReadme('yaml', '- repo:')
      .replace(/repo: \S+/, `repo: ${project}`)
      .replace(/- id: .*/, [`- id: ${hook}`, ...lines].join('\n        '));
    repository.plant({ '.pre-commit-config.yaml': config });
  }

  function preCommit(...args: string[]): string {
    return succeed(repository.path, 'pre-commit', args, repository.env);
  }

  beforeAll(() => {
    project = temporaryFolder('project');
    home = temporaryFolder('pre-commit-home');
    commitProject(project);
    // Once for all tests, and with what keeps npm from development dependencies unless it is asked for them.
    repository.env['PRE_COMMIT_HOME'] = home;
    repository.make();
    use('vmlint');
    succeed(repository.path, 'pre-commit', ['install-hooks'], {
      ...repository.env,
      NODE_ENV: 'production',
    });
    repository.remove();
  });
  afterAll(() => {
    for (const folder of [project, home]) rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(() => {
    repository.make();
    preCommit('install');
  });
  afterEach(() => repository.remove());

  test('as the README says: what can be fixed is fixed, and the next commit has it', () => {
    use('vmlint-fix');
    repository.plant({ 'esxi.vmx': ESXI });
    const stopped = repository.commit();
    expect(stopped.status).toBe(1);
    expect(stopped.output).toContain('- files were modified by this hook\n');
    expect(stopped.output).toContain('fixed esxi.vmx\n');
    expect(stopped.output).toContain('memsize = 4096 → memsize = "4096"');
    expect(repository.committed()).toEqual([]);
    expect(repository.read('esxi.vmx')).toBe(ESXI_FIXED);
    expect(repository.commit()).toMatchObject({
      status: 0,
      output: expect.stringContaining('Passed'),
    });
    expect(repository.committedText('esxi.vmx')).toBe(ESXI_FIXED);
  });

  test('as the README says: before there is a tag, the newest commit is found', () => {
    use('vmlint');
    const config = '.pre-commit-config.yaml';
    repository.plant({ [config]: repository.read(config).replace('v0.1.0', 'v9.9.9') });
    preCommit('autoupdate', '--bleeding-edge');
    // It prefers the name of a tag on that commit.
    expect(repository.read(config)).toContain('rev: v0.1.0\n');
  });

  describe('vmlint', () => {
    test('stops a commit with a report that says where and why, and writes nothing', () => {
      use('vmlint');
      repository.plant({ 'vms/esxi.vmx': ESXI, 'vms/good.vmx': QUOTED });
      const stopped = repository.commit();
      expect(stopped.status).toBe(1);
      expect(stopped.output).toContain('- exit code: 1\n');
      expect(stopped.output).toMatch(
        /^error\[nested\/expose-hardware-virtualization\]: .*\n --> vms\/esxi\.vmx:3:1$/m,
      );
      expect(stopped.output).not.toContain('modified by this hook');
      expect(repository.read('vms/esxi.vmx')).toBe(ESXI);
      repository.plant({ 'vms/esxi.vmx': ESXI_FIXED });
      expect(repository.commit().status).toBe(0);
    });

    test('warnings do not stop a commit, unless args say so', () => {
      use('vmlint');
      repository.plant({ 'a.vmx': WARNED });
      expect(repository.commit().status).toBe(0);
      use('vmlint', 'args: [--max-warnings, "0", --]');
      repository.plant({ 'a.vmx': WARNED, '-b.vmx': WARNED });
      const stopped = repository.commit();
      expect(stopped.status).toBe(1);
      expect(stopped.output).toContain('Checked 1 file');
    });

    test('UTF-16 and control characters do not hide a file', () => {
      use('vmlint');
      const utf16 = Buffer.from(`\ufeff${ESXI}`, 'utf16le');
      repository.plant({ 'utf16.vmx': utf16, 'nuls.vmx': `${ESXI}annotation = "\0"\n` });
      const { status, output } = repository.commit();
      expect(status).toBe(1);
      expect(output).toContain('--> utf16.vmx:1:');
      expect(output).toContain('--> nuls.vmx:');
    });

    test('more names than one command line holds are all checked', () => {
      use('vmlint');
      const names = Array.from(
        { length: 2000 },
        (_, i) => `${'long'.repeat(20)}/vm-${String(i).padStart(4, '0')}.vmx`,
      );
      repository.plant(Object.fromEntries(names.map((name) => [name, QUOTED])));
      repository.plant({ [names[0]!]: BAD_MEMORY, [names.at(-1)!]: BAD_MEMORY });
      const { status, output } = repository.commit();
      expect(status).toBe(1);
      expect(output).toContain(`--> ${names[0]}:`);
      expect(output).toContain(`--> ${names.at(-1)}:`);
      const checked = [...output.matchAll(/^Checked (\d+) files/gm)].map(([, count]) =>
        Number(count),
      );
      expect(checked.length).toBeGreaterThan(1);
      expect(checked.reduce((sum, count) => sum + count)).toBe(names.length);
    });
  });

  describe('vmlint-fix', () => {
    test('changes nothing on an assumption, until args say what the VMs are for', () => {
      use('vmlint-fix');
      repository.plant({ 'a.vmx': UBUNTU });
      const stopped = repository.commit();
      expect(stopped.status).toBe(1);
      expect(stopped.output).toContain('a.vmx:3:1');
      expect(repository.read('a.vmx')).toBe(UBUNTU);
      use('vmlint-fix', 'args: [--nested, require, --]');
      expect(repository.commit().output).toContain('modified by this hook');
      expect(repository.read('a.vmx')).toBe(`${UBUNTU}vhv.enable = "TRUE"\n`);
      expect(repository.commit().status).toBe(0);
    });

    test('what it cannot fix stops the commit until someone does', () => {
      use('vmlint-fix');
      repository.plant({ 'a.vmx': BAD_MEMORY });
      for (const _attempt of [1, 2]) {
        const { status, output } = repository.commit();
        expect(status).toBe(1);
        expect(output).toContain('error[vmx/valid-memsize]');
      }
      expect(repository.read('a.vmx')).toBe(BAD_MEMORY);
    });

    test('what is not committed yet is not lost', () => {
      use('vmlint-fix');
      repository.plant({ 'a.vmx': UNQUOTED });
      repository.git('add', '--all');
      repository.plant({ 'a.vmx': `${UNQUOTED}# not yet added\n`, 'later.vmx': ESXI });
      expect(run(repository.path, 'git', ['commit', '-m', 'Half'], repository.env).status).toBe(1);
      expect(repository.read('a.vmx')).toContain('# not yet added\n');
      expect(repository.read('later.vmx')).toBe(ESXI);
    });
  });

  test('vmlint-format formats, and vmlint-format-check only says what it would do', () => {
    const loose = QUOTED.replaceAll(' = ', '=');
    repository.plant({ 'a.vmx': loose });
    use('vmlint-format-check');
    const checked = repository.commit();
    expect(checked.status).toBe(1);
    expect(checked.output).toContain('would format a.vmx\n');
    expect(repository.read('a.vmx')).toBe(loose);
    use('vmlint-format');
    const stopped = repository.commit();
    expect(stopped.status).toBe(1);
    expect(stopped.output).toContain('modified by this hook');
    expect(repository.read('a.vmx')).toBe(QUOTED);
    expect(repository.commit().status).toBe(0);
    use('vmlint-format-check');
    expect(repository.commit().status).toBe(0);
  });

  describe.each(['vmlint', 'vmlint-fix', 'vmlint-format'])('%s', (hook) => {
    test('passes over what is ignored, what is something else, and what is gone', () => {
      use(hook);
      const others = {
        'map.vmx': 'versioninfo\n{\n\t"editorversion" "400"\n}\n',
        'picture.vmx': Buffer.from('89504e470d0a1a0a0000000d49484452000000010100', 'hex'),
        'pointer.vmx': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
        'vm.vmx.bak': ESXI,
        'notes.txt': 'vhv.enable\n',
        'link.vmx': { link: 'nothing' },
      };
      repository.plant({ ...others, '.gitignore': 'ignored/\n', 'ignored/a.vmx': ESXI });
      repository.plant({ '.vmlintignore': 'archive/\n', 'archive/a.vmx': ESXI });
      expect(repository.commit('ignored/a.vmx')).toMatchObject({ status: 0 });
      expect(repository.committed()).toEqual(
        expect.arrayContaining(['archive/a.vmx', 'ignored/a.vmx', 'link.vmx']),
      );
      expect(repository.read('archive/a.vmx')).toBe(ESXI);
      repository.git('rm', '--quiet', 'archive/a.vmx', 'link.vmx');
      expect(repository.commit().status).toBe(0);
    });

    test('a commit without VM configurations is not checked', () => {
      use(hook);
      expect(repository.commit().output).toMatch(/no files to check/);
    });
  });

  test('whatever files are called: each is checked', () => {
    use('vmlint');
    repository.plant(Object.fromEntries(HOSTILE_NAMES.map((name) => [name, BAD_MEMORY])));
    const { status, output } = repository.commit();
    const count = HOSTILE_NAMES.length;
    expect(status).toBe(1);
    expect(output).toMatch(
      new RegExp(`^Checked ${count} files in .*: ${count} errors in ${count} files$`, 'm'),
    );
  });

  test('whatever files are called: all are fixed, nothing else happens, and all are committed', () => {
    use('vmlint-fix');
    repository.plant(Object.fromEntries(HOSTILE_NAMES.map((name) => [name, UNQUOTED])));
    const stopped = repository.commit();
    expect(stopped.status).toBe(1);
    expect(stopped.output).toContain(
      `Fixed ${HOSTILE_NAMES.length} problems in ${HOSTILE_NAMES.length} files\n`,
    );
    expect(repository.commit().status).toBe(0);
    expect(repository.committed().sort()).toEqual(
      ['.pre-commit-config.yaml', ...HOSTILE_NAMES].sort(),
    );
    for (const name of HOSTILE_NAMES) expect(repository.read(name)).toBe(QUOTED);
  });

  test('the hook that `vmlint init` prints checks files of any name', () => {
    repository.plant({ 'bin/vmlint': { link: PROGRAM }, '.gitignore': 'bin/\n' });
    const { stdout } = vmlint(repository.path, ['init', '--nested', 'auto']);
    const [, hook = ''] = /^( {2}repos:\n[^]*?)\n\n/m.exec(stdout) ?? [];
    repository.plant({ '.pre-commit-config.yaml': `${hook.replace(/^ {2}/gm, '')}\n` });
    const { PATH = '' } = process.env;
    const commit = (name: string, text: string): Ran => {
      repository.plant({ [name]: text });
      repository.git('add', '--all');
      const env = { ...repository.env, PATH: `${repository.at('bin')}:${PATH}` };
      return run(repository.path, 'git', ['commit', '--message', 'A change'], env);
    };
    expect(commit('--fix.vmx', QUOTED)).toMatchObject({ status: 0 });
    expect(commit('-x.vmx', BAD_MEMORY).output).toContain(' --> -x.vmx:3:11\n');
  });

  test('the example of a repository of templates: all of it passes, what breaks it is repaired', () => {
    cpSync(`${PROJECT}/examples/vm-template-repo`, repository.path, { recursive: true });
    preCommit('validate-config');
    const config = '.pre-commit-config.yaml';
    const text = repository.read(config);
    repository.plant({ [config]: text.replace(/repo: \S+/, `repo: ${project}`) });
    expect(repository.commit()).toMatchObject({ status: 0 });
    expect(preCommit('run', '--all-files')).toContain('Passed');
    const vm = repository.read('hosts/kvm.vmtx');
    repository.plant({ 'hosts/kvm.vmtx': `${vm}vhv.enable = "TRUE"\n` });
    const stopped = repository.commit();
    expect(stopped.status).toBe(1);
    expect(stopped.output).toContain('fixed hosts/kvm.vmtx\n');
    expect(repository.read('hosts/kvm.vmtx')).toBe(vm);
    // What stands in the configuration is stated, so that it is no assumption.
    const esxi = repository.read('hosts/esxi-8.vmx');
    repository.plant({ 'hosts/esxi-8.vmx': esxi.replace(/^vhv.*\n/m, '') });
    expect(repository.commit().output).toContain('added    vhv.enable = "TRUE"');
    expect(repository.commit().status).toBe(0);
  });

  test('newer versions of pre-commit install it with one command of npm', () => {
    const prefix = `${home}/newer`;
    const options = ['--allow-git=root', '--install-links', '--global', `--prefix=${prefix}`];
    succeed(repository.path, 'npm', ['install', ...options, `git+file://${project}`]);
    repository.plant({ 'a.vmx': UNQUOTED });
    succeed(repository.path, `${prefix}/bin/vmlint`, ['--fix', '--no-assume', '--', 'a.vmx']);
    expect(repository.read('a.vmx')).toBe(QUOTED);
  });
});
