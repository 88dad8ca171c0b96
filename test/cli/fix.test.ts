import { linkSync, lstatSync, readlinkSync, statSync, utimesSync } from 'node:fs';
import { chmodSync, chownSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  ESXI,
  ESXI_FIXED,
  expectQuiet,
  IS_ROOT,
  NOBODY,
  places,
  QUOTED,
  statuses,
  UNQUOTED,
  unlessImpossible,
  useFolder,
  vmlint,
} from './vmlint.js';

const folder = useFolder();

const PLAIN = 'config.version = "8"\nmemsize = 4096\n';
const PLAIN_ASSUMED = 'config.version = "8"\nmemsize = "4096"\nvhv.enable = "TRUE"\n';

test('each change as old → new, then what remains', () => {
  folder.plant({ 'a.vmx': `${ESXI}vpmc.enable = "yes"\n`, 'b.vmx': QUOTED });
  expect(folder.vmlint('--fix')).toMatchObject({
    status: 0,
    stderr: '',
    stdout: `fixed a.vmx
  line 4: memsize = 4096 → memsize = "4096"   [vmx/quoted-value]
  line 5: added    vhv.enable = "TRUE"   [nested/expose-hardware-virtualization]

warning[vmx/boolean-spelling]: Unexpected \`vpmc.enable\` = "yes", expected "TRUE"
 --> a.vmx:5:15
  |
5 | vpmc.enable = "yes"
  |               ^^^^^
  |
  = fix (unsafe): write "TRUE" (apply with --fix --unsafe)
  = docs: vmlint explain vmx/boolean-spelling

Fixed 2 problems in 1 file
Checked 2 files in # ms: 1 warning in 1 file
1 fixable with --fix --unsafe
`,
  });
  expect(folder.read('a.vmx')).toBe(
    ESXI_FIXED.replace('vhv.enable', 'vpmc.enable = "yes"\nvhv.enable'),
  );
});

test('a file without anything to fix is not touched', () => {
  folder.plant({ 'a.vmx': QUOTED, 'b.vmx': 'no VM\n' });
  const long = new Date('2020-01-01T00:00:00Z');
  for (const name of ['a.vmx', 'b.vmx']) utimesSync(folder.at(name), long, long);
  const before = statSync(folder.at('a.vmx'));
  expect(folder.vmlint('--fix', '--backup').status).toBe(0);
  const after = statSync(folder.at('a.vmx'));
  expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  expect(folder.list()).toEqual(['a.vmx', 'b.vmx']);
});

test('--unsafe also applies unsafe fixes', () => {
  folder.plant({ 'a.vmx': QUOTED.replace('"4096"', '"4095"') });
  expect(folder.vmlint('--fix').status).toBe(1);
  expect(folder.read('a.vmx')).toBe(QUOTED.replace('"4096"', '"4095"'));
  expect(folder.vmlint('--fix', '--unsafe')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('memsize = "4095" → memsize = "4096"   [vmx/valid-memsize]'),
  });
  expect(folder.read('a.vmx')).toBe(QUOTED);
});

describe('an intent that nobody stated', () => {
  test('is assumed, and the report says so', () => {
    folder.plant({ 'a.vmx': PLAIN });
    const result = folder.vmlint('--fix');
    expect(result.status).toBe(0);
    expect(result.stdout).toContain(
      '  assumed --nested require (the default); state it with --nested require, or leave such fixes with --no-assume\n',
    );
    expect(folder.read('a.vmx')).toBe(PLAIN_ASSUMED);
  });

  test('--no-assume leaves such fixes and says how to get them; the others are made', () => {
    folder.plant({ 'a.vmx': PLAIN, 'esxi.vmx': ESXI });
    const result = folder.vmlint('--fix', '--no-assume');
    expect(result.status).toBe(1);
    expect(result.stdout).toContain('(apply with --fix --nested require)\n');
    expect(result.stdout).toMatch(/\n1 fixable with --fix --nested require\n$/);
    expect(folder.read('a.vmx')).toBe(PLAIN.replace('4096', '"4096"'));
    expect(folder.read('esxi.vmx')).toBe(ESXI_FIXED);
  });

  test('is no assumption where it is stated', () => {
    folder.plant({ 'a.vmx': PLAIN });
    const result = folder.vmlint('--fix', '--no-assume', '--nested', 'require');
    expect(result.status).toBe(0);
    expect(result.stdout).not.toContain('assumed');
    expect(folder.read('a.vmx')).toBe(PLAIN_ASSUMED);
  });

  test('forbid switches off what is on', () => {
    folder.plant({ 'a.vmx': QUOTED });
    expect(folder.vmlint('--fix', '--nested=forbid').status).toBe(0);
    expect(folder.read('a.vmx')).toBe(QUOTED.replace('TRUE', 'FALSE'));
  });
});

test('a setting behind a no-break space is repaired, not added a second time', () => {
  folder.plant({ 'a.vmx': 'config.version = "8"\nvhv.enable\xc2\xa0= "TRUE"\n' });
  const { report } = folder.json('--fix');
  expect(folder.read('a.vmx')).toBe('config.version = "8"\nvhv.enable= "TRUE"\n');
  expect(places(report.files[0]!.fixed)).toEqual(['2:1 error vmx/plain-key']);
});

test('--backup keeps what the file was as NAME.bak, and an older backup as it is', () => {
  folder.plant({ 'a.vmx': UNQUOTED, 'a.vmx.bak': 'old', 'b.vmx': QUOTED, 'l/c.vmx': UNQUOTED });
  folder.plant({ 'c.vmx': { link: 'l/c.vmx' } });
  chmodSync(folder.at('a.vmx'), 0o640);
  expect(folder.vmlint('--fix', '--backup', 'a.vmx', 'b.vmx', 'c.vmx').status).toBe(0);
  expect(folder.list()).toEqual(['a.vmx', 'a.vmx.bak', 'a.vmx.bak.1', 'b.vmx', 'c.vmx', 'l']);
  expect([folder.read('a.vmx'), folder.read('a.vmx.bak.1')]).toEqual([QUOTED, UNQUOTED]);
  expect(folder.read('a.vmx.bak')).toBe('old');
  expect(statSync(folder.at('a.vmx.bak.1')).mode & 0o777).toBe(0o640);
  expect(folder.list('l')).toEqual(['c.vmx', 'c.vmx.bak']);
});

describe('the file stays what it was', () => {
  test('its mode', () => {
    folder.plant({ 'a.vmx': UNQUOTED, 'b.vmx': UNQUOTED });
    chmodSync(folder.at('a.vmx'), 0o600);
    chmodSync(folder.at('b.vmx'), 0o775);
    expectQuiet(folder.vmlint('--fix'));
    const modes = ['a.vmx', 'b.vmx'].map((name) => statSync(folder.at(name)).mode & 0o777);
    expect(modes).toEqual([0o600, 0o775]);
    expect(folder.read('b.vmx')).toBe(QUOTED);
  });

  unlessImpossible(IS_ROOT, 'files of others, which only root can make', () => {
    test('its owner and group', () => {
      folder.plant({ 'a.vmx': UNQUOTED });
      chownSync(folder.at('a.vmx'), 1234, 2345);
      expect(folder.vmlint('--fix').status).toBe(0);
      expect(folder.read('a.vmx')).toBe(QUOTED);
      expect(statSync(folder.at('a.vmx'))).toMatchObject({ uid: 1234, gid: 2345 });
    });
  });

  test('a symbolic link: what it points to is written, the link stays', () => {
    folder.plant({ 'real/vm.vmx': UNQUOTED, 'links/a.vmx': { link: '../real/vm.vmx' } });
    folder.plant({ 'links/b.vmx': { link: 'a.vmx' } });
    expect(folder.vmlint('--fix', 'links/b.vmx').status).toBe(0);
    expect(folder.read('real/vm.vmx')).toBe(QUOTED);
    expect(readlinkSync(folder.at('links/a.vmx'))).toBe('../real/vm.vmx');
    expect(lstatSync(folder.at('links/b.vmx')).isSymbolicLink()).toBe(true);
    expect(folder.list('real')).toEqual(['vm.vmx']);
  });

  test('a file under two names of one folder is fixed once', () => {
    folder.plant({ 'vm.vmx': UNQUOTED, 'link.vmx': { link: 'vm.vmx' } });
    const { status, report } = folder.json('--fix');
    expect(status).toBe(0);
    expect(report.summary).toMatchObject({ fixed: 1 });
    expect(folder.read('vm.vmx')).toBe(QUOTED);
  });
});

describe('what cannot be written fails with the way out, and the others are written', () => {
  const failures = (name: string): { status: number | null; error: string | undefined } => {
    folder.plant({ 'z.vmx': UNQUOTED });
    const { status, report } = folder.json('--fix');
    expect(statuses(report)).toEqual([`${name}: failed`, 'z.vmx: fixed']);
    expect(folder.read('z.vmx')).toBe(QUOTED);
    expect(folder.read(name)).toBe(UNQUOTED);
    expect(places(report.files[0]!.findings)).toEqual(['3:11 warning vmx/quoted-value']);
    return { status, error: report.files[0]!.error };
  };

  test('write-protected', () => {
    folder.plant({ 'a.vmx': UNQUOTED });
    chmodSync(folder.at('a.vmx'), 0o444);
    expect(failures('a.vmx')).toEqual({
      status: 2,
      error: 'it is write-protected; allow it first (`chmod u+w`)',
    });
  });

  test('a hard link', () => {
    folder.plant({ 'a.vmx': UNQUOTED, d: null });
    linkSync(folder.at('a.vmx'), folder.at('d/other name'));
    const { status, error } = failures('a.vmx');
    expect(status).toBe(2);
    expect(error).toContain('2 names (hard links)');
    expect(folder.read('d/other name')).toBe(UNQUOTED);
  });

  unlessImpossible(IS_ROOT, 'a folder of another user, which only root can make', () => {
    test('a folder that nothing can be written into', () => {
      folder.plant({ 'd/a.vmx': UNQUOTED });
      chmodSync(folder.at('d/a.vmx'), 0o666);
      const result = vmlint(folder.path, ['--fix', 'd'], { uid: NOBODY });
      expect(result.status).toBe(2);
      expect(result.stdout).toMatch(/^error d\/a\.vmx: /);
      expect(folder.read('d/a.vmx')).toBe(UNQUOTED);
      expect(folder.list('d')).toEqual(['a.vmx']);
    });
  });
});

test('templates: no fix is safe', () => {
  const template = 'config.version = "8"\nvhv.enable = "TRUE"\nmemsize = {{ .Memory }}\nx = 1\n';
  folder.plant({ 'a.vmx': template });
  expect(folder.vmlint('--fix').status).toBe(0);
  expect(folder.read('a.vmx')).toBe(template);
});
