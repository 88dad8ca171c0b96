import { makeFifo } from '../files/support.js';
import { describe, expect, test } from '@jest/globals';
import { UNQUOTED, useFolder, vmlint, type Content } from './vmlint.js';

const folder = useFolder();

/** What is said of a configuration, after which nothing was linted or written. */
function refused(tree: Readonly<Record<string, Content>>, ...args: string[]): string {
  folder.plant({ 'a.vmx': UNQUOTED, ...tree });
  const result = folder.vmlint('--fix', '--color', 'never', ...args);
  expect({ status: result.status, stdout: result.stdout }).toEqual({ status: 2, stdout: '' });
  expect(folder.read('a.vmx')).toBe(UNQUOTED);
  expect(result.stderr).toMatch(
    /\nNothing was done: [^\n]+ cannot be used; --no-config goes without\n$/,
  );
  expect(result.stderr).not.toMatch(/\n {4}at /);
  return result.stderr;
}

/** The messages alone, with their places. */
function messages(stderr: string): string[] {
  return [...stderr.matchAll(/^error: (.*)\n *--> .*?:(\d+:\d+)$/gm)].map(
    ([, message, place]) => `${place} ${message}`,
  );
}

const json = (content: unknown): string => JSON.stringify(content);

test('an error has the frame of a finding', () => {
  expect(refused({ 'vmlint.config.jsonc': '{\n  // c\n  "nestd": "require"\n}\n' })).toBe(
    `error: Unexpected key "nestd", did you mean "nested"?
 --> vmlint.config.jsonc:3:3
  |
3 |   "nestd": "require"
  |   ^^^^^^^
  |

Nothing was done: the configuration cannot be used; --no-config goes without
`,
  );
});

test('all errors of a file are told at once, in order', () => {
  const config = `{
  "extends": ["vmlint:recomended", "./gone.json", "strict", "https://example.com/a.json"],
  "root": "yes",
  "nested": "requires",
  "plugins": ["x"],
  "host": { "product": "esxii", "versoin": "8", "hyperv": "on", "os": "linux" },
  "guest": 7,
  "rules": { "vmx/no-bomb": "error", "no-bom": "off", "vmx/no-bom": "warn", "nested": 1 },
  "overrides": { "files": "x" },
  "ignore": ["../x", ""],
  "require": [{}, { "setting": "a b", "is": [] }, { "setting": "a", "is": "b", "present": false }],
  "ignoreFindings": [{ "rule": "vmx/no-bon", "reason": " ", "until": "2027-02-30" }]
}`;
  expect(messages(refused({ 'vmlint.config.json': config }))).toEqual([
    '2:15 Unexpected "vmlint:recomended" in "extends", did you mean "vmlint:recommended"?',
    '2:36 Unexpected "./gone.json" in "extends": no such file or folder',
    '2:51 Unexpected "strict" in "extends", did you mean "vmlint:strict"?',
    '2:61 Unexpected "https://example.com/a.json" in "extends", expected a file or a package: nothing is fetched, so save it beside this file',
    '3:11 Unexpected "yes" for "root", expected true or false',
    '4:13 Unexpected "requires" for "nested", did you mean "require"?',
    '5:3 Unexpected key "plugins", expected none: plugins are code, and a configuration never runs code; name them with --plugin on the command line',
    '6:24 Unexpected host "esxii", did you mean esxi?',
    '6:33 Unexpected key "versoin", did you mean "version"?',
    '6:59 Unexpected "on" for "hyperv", expected "off": Hyper-V is on only on Windows, not on linux',
    '7:12 Unexpected 7 for "guest", expected a hypervisor such as "hyper-v"',
    '8:14 Unexpected rule "vmx/no-bomb", did you mean "vmx/no-bom"?',
    '8:38 Unexpected rule "no-bom", did you mean "vmx/no-bom"?',
    '8:69 Unexpected "warn" for "vmx/no-bom", did you mean "warning"?',
    '8:77 Unexpected rule "nested", did you mean "nested/*"?',
    '9:16 Unexpected object for "overrides", expected a list',
    '10:14 Unexpected pattern "../x", expected a path from the folder of this configuration downwards',
    '10:22 Unexpected pattern "", expected a pattern such as "legacy/**"',
    '11:15 Unexpected missing "setting" in "require", expected the key of a setting, such as "ethernet*.virtualDev"',
    '11:15 Unexpected requirement of nothing, expected "is", "present" or both',
    '11:32 Unexpected key "a b", expected one such as "ethernet*.virtualDev"',
  ]);
});

test('of very many errors some are told, and the rest counted, up to a point', () => {
  const near = 'nested/no-performance-counters-under-hyper-w';
  const rules = Object.fromEntries(Array.from({ length: 9000 }, (_, n) => [`${near}${n}`, 'off']));
  const stderr = refused({ 'vmlint.config.json': json({ rules }) });
  expect(messages(stderr)).toHaveLength(20);
  expect(stderr).toContain('error vmlint.config.json: at least 180 more errors in this file');
});

describe('of the notation', () => {
  test.each([
    ['vmlint.config.json', '{ "a" "b" }', '1:7 Unexpected `"b"`, expected a colon behind the key'],
    [
      'vmlint.config.json',
      '{\n  root: true\n}',
      '2:3 Unexpected `root`, expected true, false, null, a number, or a text in double quotes',
    ],
    [
      'vmlint.config.json',
      '{ "root": true',
      '1:15 Unexpected end of the file, expected "}" at the end of the object',
    ],
    [
      'vmlint.config.json',
      "{ 'root': true }",
      "1:3 Unexpected `'root'`, expected true, false, null, a number, or a text in double quotes",
    ],
    [
      'vmlint.config.json',
      '{} {}',
      '1:4 Unexpected `{`, expected nothing behind the end of the configuration',
    ],
    [
      'vmlint.config.json',
      '[]',
      '1:1 Unexpected list for "vmlint.config.json", expected an object',
    ],
    [
      'vmlint.config.json',
      '"vmlint:strict"',
      '1:1 Unexpected "vmlint:strict" for "vmlint.config.json", expected an object',
    ],
    [
      'vmlint.config.json',
      '{"root": true, "root": false}',
      '1:16 Unexpected second "root", expected one',
    ],
    [
      'vmlint.config.json',
      '{"__proto__": {}}',
      expect.stringContaining('1:2 Unexpected key "__proto__", expected one of $schema'),
    ],
    [
      'vmlint.config.json',
      '{"rules": {"constructor": "off"}}',
      '1:12 Unexpected rule "constructor", expected one that exists',
    ],
    [
      'vmlint.config.json',
      '{"nested": null}',
      '1:12 Unexpected null for "nested", expected "require", "forbid" or "auto"',
    ],
    ['vmlint.config.yaml', 'rules:\n  - a: b\n c: d\n', expect.stringContaining('3:1 ')],
    [
      'vmlint.config.yaml',
      'rules: {vmx/no-bom: error, vmx/no-bomb: error}\n',
      '1:28 Unexpected rule "vmx/no-bomb", did you mean "vmx/no-bom"?',
    ],
    ['vmlint.config.yaml', 'root: !!js/function "x"\n', expect.stringContaining('Unresolved tag')],
    [
      'package.json',
      '{"name": "x", "vmlint": {"nested": 1}}',
      '1:36 Unexpected 1 for "nested", expected "require", "forbid" or "auto"',
    ],
    ['package.json', '{"vmlint": true}', '1:12 Unexpected true for "vmlint", expected an object'],
  ])('%s: %s', (name, content, message) => {
    const [first] = messages(refused({ [name]: content }));
    expect(first).toEqual(message);
  });
});

describe('of the file', () => {
  test.each<[string, Content, string]>([
    ['a folder', null, 'it is a folder, not a file'],
    [
      'a link to nothing',
      { link: 'gone.json' },
      'broken link: the file it points to does not exist',
    ],
    ['NUL characters', 'a\0b', 'it is no text: there is a NUL character in it'],
    [
      'bytes that are no UTF-8',
      '{"nested": "\xff"}',
      'it is no valid UTF-8 text; save it as UTF-8',
    ],
    [
      'a megabyte',
      'x'.repeat(1 << 20),
      'it has 1048576 bytes; no configuration has more than 524288',
    ],
  ])('%s', (_name, content, message) => {
    expect(refused({ 'vmlint.config.jsonc': content })).toContain(
      `error vmlint.config.jsonc: ${message}\n`,
    );
  });

  test('a FIFO is not waited for', () => {
    makeFifo(folder.at('vmlint.config.json'));
    expect(refused({})).toContain('it is a FIFO (named pipe), not a file');
  });

  test.each([
    ['brackets', '['.repeat(500_000)],
    ['braces', '{"a":'.repeat(100_000)],
    ['garbage', 'x\n'.repeat(250_000)],
    ['one long line', `{"${'x'.repeat(500_000)}": 1}`],
    ['keys', `{${Array.from({ length: 40_000 }, (_, n) => `"k${n}":1`).join(',')}}`],
  ])('half a megabyte of %s takes no time and little room', (_name, content) => {
    for (const name of ['vmlint.config.json', 'vmlint.config.yaml']) {
      const started = Date.now();
      folder.plant({ 'vmlint.config.json': '{}', 'vmlint.config.yaml': '' });
      folder.shell('rm vmlint.config.*');
      const stderr = refused({ [name]: content });
      expect(Date.now() - started).toBeLessThan(5000);
      expect(stderr.length).toBeLessThan(20_000);
    }
  });

  test('two in one folder', () => {
    expect(refused({ 'vmlint.config.json': '{}', 'vmlint.config.yaml': '' })).toContain(
      'error vmlint.config.json: there is vmlint.config.yaml beside it, expected one configuration in a folder',
    );
  });

  test('that --config names', () => {
    expect(refused({}, '--config', 'gone.json')).toContain(
      'error gone.json: no such file or folder',
    );
    expect(refused({}, '--config', 'a.vmx')).toContain(' --> a.vmx:1:1\n');
  });
});

describe('extends', () => {
  test('a cycle names the way around', () => {
    const stderr = refused({
      'vmlint.config.json': json({ extends: './x/b.yaml' }),
      'x/b.yaml': 'extends: [vmlint:strict, ../c.jsonc]\n',
      'c.jsonc': '{\n  "extends": "./x/../x/b.yaml" }',
    });
    expect(messages(stderr)).toEqual([
      '2:14 Unexpected cycle in "extends", expected an end to it: x/b.yaml → c.jsonc → x/b.yaml',
    ]);
    expect(
      messages(refused({ 'vmlint.config.json': json({ extends: './vmlint.config.json' }) })),
    ).toEqual([
      '1:12 Unexpected cycle in "extends", expected an end to it: vmlint.config.json → vmlint.config.json',
    ]);
  });

  test('files that double at each step come to an end', () => {
    const tree = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [
        `c${n}.json`,
        json({ extends: [`./c${n + 1}.json`, `./c${n + 1}.json`] }),
      ]),
    );
    const stderr = refused({
      ...tree,
      'c30.json': '{}',
      'vmlint.config.json': json({ extends: './c0.json' }),
    });
    expect(stderr).toContain('expected 200 at most');
  });

  test('what is wrong in a file that is extended is told there, with who extends it', () => {
    const stderr = refused({
      'vmlint.config.json': json({ extends: ['./ci/base.json', './ci/base.json'] }),
      'ci/base.json': '{"nestd": 1}',
    });
    expect(messages(stderr)).toEqual(['1:2 Unexpected key "nestd", did you mean "nested"?']);
    expect(stderr).toContain(' --> ci/base.json:1:2\n');
    expect(stderr).toContain('  = vmlint.config.json extends it\n');
  });

  test.each([
    ['./tema.json', 'no such file or folder, did you mean "team.json"?'],
    ['team.json', 'no such package is installed'],
    ['@team', 'expected a preset, a file ("./@team") or a package'],
    ['../../../../../../../../nowhere/x.json', 'no such file or folder'],
    ['pkg/../../../secret.json', 'expected a preset, a file'],
    ['pkg/gone.json', 'no such file or folder'],
    ['./dir', undefined],
    ['pkg', undefined],
    ['./rules.js', 'expected data (.jsonc, .json or .yaml): a configuration never runs code'],
    [' ', 'expected a preset, a file or a package'],
  ])('%s', (name, message) => {
    const stderr = refused({
      'vmlint.config.json': json({ extends: name }),
      'team.json': '{}',
      dir: null,
      'node_modules/pkg/package.json': '{"name": "pkg", "main": "index.js"}',
    });
    if (message !== undefined) expect(messages(stderr).join()).toContain(message);
    else
      expect(stderr).toMatch(
        /it is a folder, not a file|it has no field "vmlint" with a configuration/,
      );
  });
});

test('errors of nested configurations are told together; one that governs no file is not read', () => {
  const stderr = refused({
    'vmlint.config.json': '{}',
    'x/vmlint.config.json': '{"nestd": 1}',
    'x/a.vmx': UNQUOTED,
    'y/vmlint.config.json': '{"rots": true}',
    'y/a.vmx': UNQUOTED,
    'z/vmlint.config.json': 'broken',
  });
  expect(messages(stderr)).toHaveLength(2);
  expect(stderr).toContain('Nothing was done: 2 configurations cannot be used');
});

test('the text from standard input comes back as it is', () => {
  folder.plant({ 'vmlint.config.json': 'broken' });
  const args = ['--stdin', '--stdin-filename', 'a.vmx', '--fix'];
  const result = vmlint(folder.path, args, { input: UNQUOTED });
  expect(result).toMatchObject({ status: 2, stdout: UNQUOTED });
  expect(result.stderr).toContain('--> vmlint.config.json:1:1');
});

test('control characters of a configuration do not reach the terminal', () => {
  const stderr = refused(
    {
      'vmlint.config.json': '{"\x1b[31m": 1, "a\\u001b[32m": 2, "nested": "\u202e"}',
      'vmlint.config.yaml': { link: 'vmlint.config.json' },
    },
    '--config',
    'vmlint.config.json',
  );
  expect(stderr).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f\u202e]/);
});
