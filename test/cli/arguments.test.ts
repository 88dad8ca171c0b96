import { mkdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ESXI, expectQuiet, QUOTED, UNQUOTED, useFolder, vmlint } from './vmlint.js';

const folder = useFolder();

const HINT = '`vmlint --help` lists the options.\n';

/** Every option and command that exists. One more is a change of the contract: see cli.md. */
const OPTIONS = [
  '--version',
  '--help',
  '--fix',
  '--unsafe',
  '--diff',
  '--backup',
  '--no-assume',
  '--fix-script',
  '--vmcx-in-place',
  '--nested',
  '--host',
  '--host-os',
  '--hyperv',
  '--cpu',
  '--guest',
  '--under',
  '--rule',
  '--preset',
  '--config',
  '--no-config',
  '--plugin',
  '--stdin',
  '--stdin-filename',
  '--format',
  '--quiet',
  '--max-warnings',
  '--exit-zero',
  '--color',
  '--max-size',
  '--cache',
  '--cache-location',
  '--jobs',
  '--force',
  '--timing',
];

test('--help lists every option and command on stdout', () => {
  const result = folder.vmlint('--help');
  expect(result.status).toBe(0);
  expectQuiet(result);
  expect(result.stdout).toMatch(/^vmlint \[lint\] \[paths\.\.\]\n/);
  expect(result.stdout.match(/^ {2}--[a-z-]+/gm)!.map((option) => option.trim())).toEqual(OPTIONS);
  expect(result.stdout.match(/^ {2}vmlint [a-z]+/gm)!.map((line) => line.slice(9))).toEqual([
    'lint',
    'format',
    'inspect',
    'ast',
    'explain',
    'settings',
    'stack',
    'rules',
    'config',
    'init',
    'lsp',
    'completion',
  ]);
  expect(result.stdout).toContain('[default: 32 MiB]');
});

test('each command has help of its own', () => {
  for (const [command, option] of [
    ['lint', '--max-warnings'],
    ['format', '--check'],
    ['ast', '--max-size'],
    ['explain', '--color'],
    ['rules', '--language'],
    ['config', '--preset'],
    ['init', '--nested'],
  ] as const) {
    const result = folder.vmlint(command, '--help');
    expect(result.status).toBe(0);
    expectQuiet(result);
    expect(result.stdout).toMatch(new RegExp(`^vmlint ${command}\\b`));
    expect(result.stdout).toContain(option);
  }
});

test('--help is the same whatever the language of the system', () => {
  const env = { LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' };
  expect(vmlint(folder.path, ['--help'], { env }).stdout).toContain('Commands:\n');
});

test('--version prints the version of the package', () => {
  const result = folder.vmlint('--version');
  expect(result).toMatchObject({ status: 0, stderr: '' });
  expect(result.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('bad usage is exit code 2 and one message on stderr, and nothing is done', () => {
  test.each<[string, string[]]>([
    ['an unknown option', ['--bogus', 'a.vmx']],
    ['an unknown short option', ['-x', 'a.vmx']],
    ['a negated option that nobody defined', ['--no-fix', 'a.vmx']],
    ['an option in another spelling', ['--exitZero', '--fix', 'a.vmx']],
    ['a property of objects', ['--constructor', 'a.vmx']],
    ['an option of another command', ['rules', '--fix']],
    ['an operand too many', ['rules', 'vmx']],
    ['ast of two files', ['ast', 'a.vmx', 'a.vmx']],
    ['ast of nothing', ['ast']],
    ['explain nothing', ['explain']],
    ['an unknown format', ['--format', 'yaml', 'a.vmx']],
    ['a format of the inside of objects', ['--format', '__proto__', 'a.vmx']],
    ['a format without a name', ['--format', '', 'a.vmx']],
    ['a format without its file', ['--format', 'json=', 'a.vmx']],
    ['no format', ['a.vmx', '--format']],
    ['two formats for standard output', ['--format', 'json', '--format', 'compact', 'a.vmx']],
    ['an unknown intent', ['--nested', 'maybe', 'a.vmx']],
    ['no intent', ['a.vmx', '--nested']],
    ['an unknown colour', ['--color', 'purple', 'a.vmx']],
    ['no colour', ['a.vmx', '--color']],
    ['a negative number', ['--max-warnings', '-1', 'a.vmx']],
    ['no number', ['--max-warnings', 'many', 'a.vmx']],
    ['a size with a unit', ['--max-size', '32M', 'a.vmx']],
    ['an unknown language', ['rules', '--language', 'cobol']],
    ['an unknown format of the list', ['rules', '--format', 'compact']],
    ['--fix and --diff', ['--fix', '--diff', 'a.vmx']],
    ['--unsafe alone', ['--unsafe', 'a.vmx']],
    ['--backup alone', ['--backup', 'a.vmx']],
    ['--stdin and a path', ['--stdin', 'a.vmx']],
    ['--stdin-filename alone', ['--stdin-filename', 'a.vmx']],
    ['a rule without its severity', ['--rule', 'vmx/no-bom', 'a.vmx']],
    ['a rule that does not exist', ['--rule', 'vmx/no-bomb=off', 'a.vmx']],
    ['a rule of the inside of objects', ['--rule', '__proto__=off', 'a.vmx']],
    ['a severity that does not exist', ['--rule', 'vmx/no-bom=loud', 'a.vmx']],
    ['a preset that does not exist', ['--preset', 'strickt', 'a.vmx']],
    ['a configuration and none', ['--config', 'b.json', '--no-config', 'a.vmx']],
    ['a configuration without a name', ['--config=', 'a.vmx']],
    ['a plugin that does not exist', ['--plugin', './gone.mjs', 'a.vmx']],
    ['config of nothing', ['config']],
    ['config of an empty path', ['config', '']],
    ['init of something', ['init', 'vms']],
  ])('%s', (_, args) => {
    folder.plant({ 'a.vmx': ESXI });
    const result = folder.vmlint(...args);
    expect(result.status).toBe(2);
    expect(result.stdout).toBe('');
    expect(result.stderr).toMatch(/^error: [^\n]+\n(?: [^\n]+\n)?`vmlint --help`/);
    expect(result.stderr.endsWith(HINT)).toBe(true);
    expect(folder.read('a.vmx')).toBe(ESXI);
  });

  test('the message names what is wrong and what would be right', () => {
    const said = (...args: string[]): string => folder.vmlint(...args).stderr;
    expect(said('--bogus')).toBe(`error: Unknown argument: bogus\n${HINT}`);
    expect(said('--format', 'yaml')).toBe(
      `error: unknown format "yaml", expected one of pretty, compact, json\n${HINT}`,
    );
    expect(said('--nested', 'maybe')).toContain('Choices: "require", "forbid", "auto"');
    expect(said('--max-warnings', 'many')).toContain('a whole number, not "many"');
    expect(said('rules', '--language', 'cobol')).toContain('expected one of vmx, vbox, hyperv\n');
    expect(said('--rule', 'no-bom=off')).toContain(
      'Unexpected rule "no-bom", did you mean "vmx/no-bom"?',
    );
    expect(said('--rule', 'vmx/no-bom=warn')).toContain('did you mean "warning"?');
    expect(said('--rule', 'vmx/no-bom')).toContain('as in --rule vmx/no-bom=off');
    expect(said('--preset', 'strickt')).toContain('did you mean "strict"?');
  });

  test('control characters of an argument do not reach the terminal', () => {
    for (const args of [['--\x1b[31m'], ['--format', '\x1b[31m'], ['--nested', '\x1b[31m']]) {
      const { status, stderr } = folder.vmlint(...args);
      expect(status).toBe(2);
      expect(stderr).not.toContain('\x1b');
    }
  });
});

test('a command that no issue has asked for is a path that does not exist', () => {
  for (const name of ['merge', 'toString', '007']) {
    expect(folder.vmlint(name)).toMatchObject({
      status: 2,
      stdout: `error ${name}: no such file or folder\n\nChecked 0 files in # ms: 1 failed\n`,
      stderr: '',
    });
  }
});

test('a first operand equal to a command is the command, ./NAME and lint NAME are the folder', () => {
  folder.plant({ 'rules/a.vmx': UNQUOTED, 'lint/b.vmx': UNQUOTED, 'c.vmx': UNQUOTED });
  expect(folder.vmlint('rules').stdout).toContain('vmx/no-bom');
  const found = (...args: string[]): string[] =>
    folder.json(...args).report.files.map(({ path }) => path);
  expect(found('./rules')).toEqual(['rules/a.vmx']);
  expect(found('lint', 'rules')).toEqual(['rules/a.vmx']);
  expect(found('lint')).toEqual(['c.vmx', 'lint/b.vmx', 'rules/a.vmx']);
  expect(found('lint', 'lint')).toEqual(['lint/b.vmx']);
  expect(found('c.vmx', 'rules')).toEqual(['c.vmx', 'rules/a.vmx']);
});

describe('behind -- everything is a path', () => {
  test('only the named file is linted', () => {
    folder.plant({ 'a.vmx': UNQUOTED, 'b.vmx': UNQUOTED });
    expect(folder.json('--', 'b.vmx').report.files.map(({ path }) => path)).toEqual(['b.vmx']);
  });

  test('only the named file is fixed', () => {
    folder.plant({ 'a.vmx': UNQUOTED, 'b.vmx': UNQUOTED });
    folder.vmlint('--fix', '--', 'b.vmx');
    expect(folder.read('a.vmx')).toBe(UNQUOTED);
    expect(folder.read('b.vmx')).toBe(QUOTED);
  });

  test('a file whose name looks like an option', () => {
    folder.plant({ '--fix': UNQUOTED });
    expect(folder.json('--', '--fix')).toMatchObject({
      status: 0,
      report: { files: [{ path: '--fix', status: 'linted' }] },
    });
    expect(folder.read('--fix')).toBe(UNQUOTED);
  });

  test('of the other commands, too', () => {
    folder.plant({ 'a.vmx': UNQUOTED });
    expect(folder.vmlint('ast', '--', 'a.vmx').status).toBe(0);
    expect(folder.vmlint('explain', '--', 'vmx/no-bom').status).toBe(0);
  });
});

test('a lone - is a path like any other, not the whole folder', () => {
  folder.plant({ 'a.vmx': UNQUOTED });
  expect(folder.vmlint('--fix', '-').status).toBe(2);
  expect(folder.read('a.vmx')).toBe(UNQUOTED);
  folder.plant({ '-': UNQUOTED });
  expect(folder.json('-').report.files.map(({ path }) => path)).toEqual(['-']);
});

test('of an option that is given twice the last counts', () => {
  folder.plant({ 'a.vmx': ESXI });
  const args = [
    '--max-warnings',
    '0',
    '--max-warnings=1',
    '--nested',
    'require',
    '--nested=forbid',
  ];
  expect(folder.vmlint('--fix', '--fix', ...args)).toMatchObject({ status: 0 });
  expect(folder.read('a.vmx')).toBe(ESXI.replace('4096', '"4096"'));
});

test('a working folder that is gone is a message, not a stack trace', () => {
  mkdirSync(folder.at('gone'));
  const run = folder.shell('rmdir "$PWD" && vmlint', folder.at('gone'));
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(/^error: [^\n]+\n/);
  expect(run.stderr).not.toContain(' at ');
});
