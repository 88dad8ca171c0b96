import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PROGRAM, QUOTED, UNQUOTED, useFolder, vmlint } from './vmlint.js';

const folder = useFolder();

const ROOT = dirname(dirname(PROGRAM));

/** A module that leaves a mark when it is run. */
const MARKS =
  "import { writeFileSync } from 'node:fs'; writeFileSync('ran', '');\nexport default { rules: [] };\n";
const MARKS_CJS = "require('node:fs').writeFileSync('ran', ''); module.exports = { rules: [] };\n";

/** The source of a plugin with one rule. `rule`: what is different of it. */
function plugin(rule: string, check = 'return {};'): string {
  return `import { defineRule } from 'vmlint';
const rule = { id: 'own/rule', languages: ['vmx'], summary: 's', why: 'w', severity: 'warning',
  fixSafety: 'f', sources: [{ title: 't' }], presets: ['recommended'], messages: { m: 'Unexpected {x}, expected y' },
  examples: { good: [{ text: '' }], bad: [{ text: '', findings: [] }] },
  check({ document, options, report }) { ${check} }, ${rule} };
export default { rules: [defineRule(rule)] };\n`;
}

const REPORTS =
  'return { document() { report({ message: "m", data: { x: document.nodes.length }, at: { start: 0, end: 3 } }); } };';

/** The package as it is installed. */
function install(): void {
  mkdirSync(folder.at('node_modules/vmlint/dist'), { recursive: true });
  for (const name of ['package.json', 'dist/api']) {
    cpSync(join(ROOT, name), folder.at(`node_modules/vmlint/${name}`), { recursive: true });
  }
}

function compact(...args: string[]): string[] {
  const { stdout, stderr, status } = folder.vmlint('--format', 'compact', ...args);
  expect({ stderr, isDone: status !== 2 }).toEqual({ stderr: '', isDone: true });
  return stdout.split('\n').slice(0, -1);
}

describe('rules of a plugin', () => {
  test('are made with defineRule, and run like all others', () => {
    install();
    folder.plant({ 'a.vmx': QUOTED, 'own.mjs': plugin('', REPORTS) });
    expect(compact('--plugin', './own.mjs')).toEqual([
      'a.vmx:1:1: warning own/rule Unexpected 3, expected y',
    ]);
    expect(compact('--plugin=own.mjs', '--rule', 'own/rule=error')).toEqual([
      'a.vmx:1:1: error own/rule Unexpected 3, expected y',
    ]);
    expect(compact('--plugin=own.mjs', '--rule', 'own/*=off')).toEqual([]);
    expect(compact()).toEqual([]);
  });

  test('have options, which configurations tell them', () => {
    install();
    const check =
      'report({ message: "m", data: { x: options.names.join() }, at: { start: 0, end: 1 } }); return {};';
    const options =
      "options: { names: { type: 'strings', default: ['a'], description: 'd' } }, presets: [],";
    folder.plant({
      'a.vmx': QUOTED,
      'own.mjs': plugin(options, check),
      'vmlint.config.json': '{"rules": {"own/rule": ["info", {"names": ["b", "c"]}]}}',
    });
    expect(compact('--plugin', './own.mjs')).toEqual([
      'a.vmx:1:1: info own/rule Unexpected b,c, expected y',
    ]);
    const without = folder.vmlint();
    expect(without.status).toBe(2);
    expect(without.stderr).toContain('Unexpected rule "own/rule", expected one that exists');
    expect(without.stderr).toContain('those of a plugin exist where --plugin names it');
    expect(folder.vmlint('config', 'a.vmx', '--plugin', './own.mjs').stdout).toContain(
      'names: ["b","c"]',
    );
  });

  test('of packages, by each way that a package says what it exports', () => {
    install();
    const own = plugin('', REPORTS);
    const packages: Record<string, [string, string]> = {
      main: ['{"type": "module", "main": "own.js"}', 'own.js'],
      index: ['{"type": "module"}', 'index.js'],
      text: ['{"exports": "./own.mjs"}', 'own.mjs'],
      conditions: [
        '{"exports": {".": {"browser": "./no.js", "import": {"node": "./own.mjs"}}}}',
        'own.mjs',
      ],
      '@scope/part/sub': ['{"exports": {"./sub": ["./own.mjs"]}}', 'own.mjs'],
    };
    folder.plant({ 'a.vmx': QUOTED });
    for (const [name, [description, file]] of Object.entries(packages)) {
      const home = `node_modules/${name.replace('/sub', '')}`;
      folder.plant({ [`${home}/package.json`]: description, [`${home}/${file}`]: own });
      expect(compact('--plugin', name)).toHaveLength(1);
    }
  });

  test('the example of the package', () => {
    const example = join(ROOT, 'examples/plugin/display-name.mjs');
    folder.plant({ 'a.vmx': 'displayName = "test"\n', 'b.vmx': 'displayName = "lab-1"\n' });
    expect(compact('--nested', 'auto', '--plugin', example)).toEqual([
      'a.vmx:1:15: warning lab/display-name Unexpected `displayName` = "test", expected it to begin with "lab-"',
    ]);
  });

  test('that fail are named, and the other files are linted', () => {
    install();
    const check =
      'return { entry(node) { if (document.valueOf(node) === "1") throw new Error("oops\\nat x"); } };';
    folder.plant({
      'a.vmx': QUOTED + 'b = "1"\n',
      'b.vmx': UNQUOTED,
      'own.mjs': plugin('', check),
    });
    const { status, report } = folder.json('--plugin', './own.mjs');
    expect(status).toBe(2);
    expect(report.files[0]).toMatchObject({
      status: 'failed',
      error: 'the rule own/rule of the plugin ./own.mjs failed: oops',
    });
    expect(report.files[1]!.findings).toHaveLength(1);
    const args = ['--stdin', '--stdin-filename', 'a.vmx', '--fix', '--plugin', './own.mjs'];
    const text = QUOTED + 'b = "1"\n';
    expect(vmlint(folder.path, args, { input: text })).toMatchObject({ status: 2, stdout: text });
  });
});

describe('a module that is no plugin is exit code 2, and nothing is linted', () => {
  test.each([
    ['./gone.mjs', '', 'no such file, and no such package in node_modules'],
    ['gone', '', 'no such file, and no such package in node_modules'],
    ['./node_modules', '', 'it is a folder; name the module in it'],
    ['./own.mjs', 'export const rules = [];', 'expected `export default { rules: [...] }`'],
    ['./own.mjs', 'export default null;', 'expected `export default { rules: [...] }`'],
    ['./own.mjs', 'export default { rules: [1] };', 'rules[0] is no rule: make it with defineRule'],
    ['./own.mjs', 'export default { rules: [{}] };', 'rules[0] lacks the text `id`'],
    ['./own.mjs', 'throw new Error("boom\\nstack");', 'it could not be loaded: boom\n'],
    ['./own.mjs', 'throw null;', 'it could not be loaded: null'],
    ['./own.mjs', 'not javascript', 'it could not be loaded: '],
    ['./own.mjs', 'import "nowhere";', "it could not be loaded: Cannot find package 'nowhere'"],
    ['./own.mjs', plugin("why: '',"), 'Rule own/rule lacks a why'],
    ['./own.mjs', plugin("id: 'own',"), 'lacks an id of the form group/what-is-required'],
    ['./own.mjs', plugin("id: 'vmx/no-bom',"), 'its rule vmx/no-bom is already one of vmlint'],
    ['./own.mjs', plugin("severity: 'warn',"), 'has no `severity` of error, warning, info'],
    ['./own.mjs', plugin("languages: ['cobol'],"), 'has `languages` other than vmx, vbox'],
    ['./own.mjs', plugin('check: 1,'), 'lacks the function `check`'],
  ])('%s: %s', (name, source, message) => {
    install();
    folder.plant({ 'a.vmx': UNQUOTED, 'own.mjs': source });
    const result = folder.vmlint('--fix', '--plugin', name);
    expect({ status: result.status, stdout: result.stdout }).toEqual({ status: 2, stdout: '' });
    expect(result.stderr).toContain(`error: --plugin ${name}: `);
    expect(result.stderr).toContain(message);
    expect(result.stderr).not.toMatch(/\n {4}at /);
    expect(folder.read('a.vmx')).toBe(UNQUOTED);
  });
});

describe('a configuration never runs code', () => {
  const MODULES = {
    'evil.js': MARKS_CJS,
    'evil.cjs': MARKS_CJS,
    'evil.mjs': MARKS,
    'evil.json.js': MARKS_CJS,
    'node_modules/evil/package.json':
      '{"name": "evil", "main": "index.js", "exports": "./index.js"}',
    'node_modules/evil/index.js': MARKS_CJS,
    'node_modules/sly/package.json': '{"name": "sly", "main": "index.js", "vmlint": "./index.js"}',
    'node_modules/sly/index.js': MARKS_CJS,
    'node_modules/vmlint-plugin-evil/package.json': '{"main": "index.js"}',
    'node_modules/vmlint-plugin-evil/index.js': MARKS_CJS,
  };

  test('the marks are real', () => {
    folder.plant({ ...MODULES, 'a.vmx': UNQUOTED });
    for (const name of ['./evil.js', './evil.cjs', './evil.mjs', 'evil', 'sly']) {
      expect(folder.vmlint('--plugin', name).status).toBe(0);
      expect(folder.has('ran')).toBe(true);
      folder.shell('rm ran');
    }
  });

  test.each<[string, string]>([
    ['vmlint.config.json', '{"extends": "./evil.js"}'],
    ['vmlint.config.json', '{"extends": "./evil.mjs"}'],
    ['vmlint.config.json', '{"extends": "./evil"}'],
    ['vmlint.config.json', '{"extends": "evil"}'],
    ['vmlint.config.json', '{"extends": "sly"}'],
    ['vmlint.config.json', '{"extends": "evil/index.js"}'],
    ['vmlint.config.json', '{"extends": "vmlint-plugin-evil"}'],
    ['vmlint.config.json', '{"extends": "file:///evil.mjs"}'],
    ['vmlint.config.json', '{"extends": "data:text/javascript,1"}'],
    ['vmlint.config.json', '{"extends": "node:fs"}'],
    ['vmlint.config.json', '{"plugins": ["./evil.js", "evil"]}'],
    ['vmlint.config.json', '{"plugin": "./evil.mjs"}'],
    ['vmlint.config.json', '{"rules": {"evil/rule": "error", "./evil.js": "error"}}'],
    ['vmlint.config.yaml', 'extends: [./evil.cjs, evil]\nplugins: [evil]\n'],
    ['vmlint.config.yaml', 'a: !!js/function >\n  function () { require("./evil.js") }\n'],
    ['vmlint.config.yaml', 'a: !!js/require ./evil.js\n'],
    ['package.json', '{"vmlint": "./evil.js"}'],
    ['package.json', '{"vmlint": "evil.mjs"}'],
    ['package.json', '{"vmlint": {"extends": "./evil.json.js"}}'],
    ['vmlint.config.js', MARKS_CJS],
    ['vmlint.config.cjs', MARKS_CJS],
    ['vmlint.config.mjs', MARKS],
    ['vmlint.config.ts', MARKS],
    ['.vmlintrc.js', MARKS_CJS],
  ])('%s: %s', (name, content) => {
    folder.plant({ ...MODULES, 'a.vmx': UNQUOTED, [name]: content });
    for (const args of [['--fix'], ['config', 'a.vmx'], ['--config', name, 'a.vmx']]) {
      folder.vmlint(...args);
    }
    expect(folder.has('ran')).toBe(false);
  });

  test('nor does an environment that names modules for it', () => {
    folder.plant({ ...MODULES, 'a.vmx': UNQUOTED });
    vmlint(folder.path, ['a.vmx'], {
      env: { VMLINT_PLUGIN: './evil.js', VMLINT_CONFIG: './evil.js' },
    });
    expect(folder.has('ran')).toBe(false);
  });
});
