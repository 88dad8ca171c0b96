import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import {
  ESXI,
  ENVIRONMENT,
  PROGRAM,
  UNQUOTED,
  unlessImpossible,
  useFolder,
  vmlint,
} from './vmlint.js';

const folder = useFolder();

function isColored(args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  folder.plant({ 'a.vmx': ESXI });
  return vmlint(folder.path, args, { env }).stdout.includes('\x1b[');
}

test('off where stdout is no terminal', () => {
  expect(isColored(['a.vmx'])).toBe(false);
  expect(isColored(['--color', 'auto', 'a.vmx'])).toBe(false);
});

test('--color always and never win over the environment', () => {
  expect(isColored(['--color', 'always', 'a.vmx'])).toBe(true);
  expect(isColored(['--color=always', 'a.vmx'], { NO_COLOR: '1' })).toBe(true);
  expect(isColored(['--color', 'never', 'a.vmx'], { FORCE_COLOR: '1' })).toBe(false);
});

test('NO_COLOR wins over FORCE_COLOR, and counts only where it is not empty', () => {
  expect(isColored(['a.vmx'], { FORCE_COLOR: '1' })).toBe(true);
  expect(isColored(['a.vmx'], { FORCE_COLOR: '3' })).toBe(true);
  expect(isColored(['a.vmx'], { FORCE_COLOR: '0' })).toBe(false);
  expect(isColored(['a.vmx'], { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
  expect(isColored(['a.vmx'], { FORCE_COLOR: '1', NO_COLOR: '' })).toBe(true);
});

test('explain is coloured by the same rules', () => {
  expect(isColored(['explain', 'no-bom', '--color', 'always'])).toBe(true);
  expect(isColored(['explain', 'no-bom'], { FORCE_COLOR: '1' })).toBe(true);
  expect(isColored(['explain', 'no-bom'])).toBe(false);
});

test('without its colours the report is the same', () => {
  folder.plant({ 'a.vmx': ESXI, 'b.vmx': 'no VM\n' });
  const colored = folder.vmlint('--color=always', '.', 'gone.vmx').stdout;
  expect(colored).toContain('\x1b[31m');
  const plain = folder.vmlint('.', 'gone.vmx').stdout;
  expect(colored.replace(/\x1b\[\d+m/g, '')).toBe(plain);
});

test('formats for machines, files and diffs have none', () => {
  folder.plant({ 'a.vmx': ESXI });
  for (const args of [['--format=json'], ['--format=compact'], ['--format=json', '--diff']]) {
    expect(folder.vmlint('--color=always', ...args).stdout).not.toContain('\x1b');
  }
  folder.vmlint('--color=always', '--format=pretty=report.txt');
  expect(folder.read('report.txt')).not.toContain('\x1b');
  const [diff] = folder.vmlint('--color=always', '--diff').stdout.split('\n\n');
  expect(diff).toMatch(/^diff --git[^\x1b]*\+vhv\.enable = "TRUE"$/);
});

test('where the report goes to stderr, it is coloured there and the text on stdout is not', () => {
  const args = ['--stdin', '--stdin-filename', 'a.vmx', '--fix', '--color=always'];
  const result = vmlint(folder.path, args, { input: UNQUOTED });
  expect(result.stdout).not.toContain('\x1b');
  expect(result.stderr).toContain('\x1b[32mfixed');
});

const HAS_SCRIPT = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;

unlessImpossible(HAS_SCRIPT, 'terminals, which `script` of util-linux makes', () => {
  test('on where stdout is a terminal', () => {
    folder.plant({ 'a.vmx': ESXI });
    const onTerminal = (env: NodeJS.ProcessEnv): string => {
      const command = `'${process.execPath}' '${PROGRAM}' a.vmx`;
      const options = { cwd: folder.path, env: { ...ENVIRONMENT, TERM: 'xterm', ...env } };
      return spawnSync('script', ['-qec', command, '/dev/null'], options).stdout.toString();
    };
    expect(onTerminal({})).toContain('\x1b[');
    expect(onTerminal({ NO_COLOR: '1' })).not.toContain('\x1b[');
    expect(onTerminal({ TERM: 'dumb' })).not.toContain('\x1b[');
  });
});
