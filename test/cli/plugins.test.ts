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

  test('are listed and explained where the command line names it', () => {
    install();
    folder.plant({ 'own.mjs': plugin('why: "Our lab wants it so."') });
    expect(folder.vmlint('rules', '--plugin', './own.mjs').stdout).toMatch(
      /^own\/rule +warning +s$/m,
    );
    const { rules } = JSON.parse(
      folder.vmlint('rules', '--format=json', '--plugin=own.mjs', '--language', 'vmx').stdout,
    ) as { rules: { id: string }[] };
    expect(rules.at(-1)).toMatchObject({ id: 'own/rule', severity: 'warning' });
    const explained = folder.vmlint('explain', 'own/rule', '--plugin', './own.mjs');
    expect(explained.status).toBe(0);
    expect(explained.stdout).toContain('Why\n  Our lab wants it so.\n');
    expect(folder.vmlint('rules').stdout).not.toContain('own/rule');
    const { status, stderr } = folder.vmlint('explain', 'own/rule');
    expect(status).toBe(2);
    expect(stderr).toMatch(/the rules of a plugin are known with --plugin\.\n$/);
    expect(folder.vmlint('rules', '--plugin', './gone.mjs')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^error: --plugin \.\/gone\.mjs: no such file/),
    });
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

describe('languages of a plugin', () => {
  /** Lines `name: size`; sizes are to be even. `parse`, `fix`: what is different. */
  function language({ id = 'lab', ending = '.lab', parse = '', fix = '' } = {}): string {
    return `import { defineLanguage, replaceNode } from 'vmlint';
const lab = defineLanguage({ id: '${id}', name: 'lab list', extensions: ['${ending}'],
  parse(view) {
    ${parse}
    return { children: [...view.matchAll(/[^\\r\\n]+/g)].map(({ 0: line, index }) => ({
      type: line.startsWith('#') ? 'comment' : 'vm',
      position: { start: { offset: index }, end: { offset: index + line.length } } })) };
  },
  comment: ({ type, position: { start, end } }) =>
    type === 'comment' ? { start: start.offset + 2, end: end.offset } : undefined,
  secrets: (view) => [...view.matchAll(/hidden/g)].map(({ index }) => ({ start: index, end: index + 6 })),
});
export default { languages: [lab], rules: [lab.rule({ id: 'lab/even', summary: 's', why: 'w', severity: 'error',
  fixSafety: 'f', sources: [{ title: 't' }], presets: ['recommended'], messages: { odd: 'Unexpected {size}, expected an even one' },
  examples: { good: [{ text: '' }], bad: [{ text: '', findings: [] }] },
  check: ({ document, report }) => ({ document() {
    for (const node of document.nodes) {
      const [, name, size] = /^(.*: )(\\d+)$/.exec(document.source.view.slice(node.start, node.end)) ?? [];
      if (node.type !== 'vm' || size % 2 !== 1) continue;
      let fix = { title: 'add 1', safety: 'safe', ...replaceNode(document, node, name + (+size + 1)) };
      ${fix}
      report({ message: 'odd', data: { size }, at: node, fix });
    } } }) })] };\n`;
  }

  const LAB = '# odd\r\na: 1\n\n\xe9: 3\r# vmlint-ignore-next-line lab/even -- it is none\nc: 5';

  test('are recognised, linted with frames, and fixed byte by byte', () => {
    install();
    folder.plant({ 'a.lab': LAB, 'b.vmx': QUOTED, 'lab.mjs': language() });
    expect(folder.json('.', '--plugin', './lab.mjs').report.files).toMatchObject([
      {
        path: 'a.lab',
        language: 'lab',
        findings: [{ start: { line: 2 } }, { start: { line: 4 } }],
      },
      { path: 'b.vmx', language: 'vmx', findings: [] },
    ]);
    const { stdout, status } = folder.vmlint('--plugin', './lab.mjs', 'a.lab');
    expect(status).toBe(1);
    expect(stdout).toContain(
      'error[lab/even]: Unexpected 1, expected an even one\n --> a.lab:2:1\n  |\n2 | a: 1\n  | ^^^^\n',
    );
    expect(folder.vmlint('--plugin', './lab.mjs', '--fix').status).toBe(0);
    expect(folder.read('a.lab')).toBe(LAB.replace('a: 1', 'a: 2').replace(': 3', ': 4'));
    expect(folder.json('.').report.files.map(({ path }) => path)).toEqual(['b.vmx']);
    expect(folder.vmlint('rules', '--plugin', './lab.mjs', '--language', 'lab').stdout).toBe(
      'lab/even  error    s\n',
    );
  });

  test('by every thread, from standard input, with secrets masked, and with what is suppressed in vain', () => {
    install();
    const text = '# vmlint-ignore-next-line lab/even -- in vain\nhidden: 1 hidden\nb hidden: 3\n';
    folder.plant({ 'lab.mjs': language() });
    folder.plant(Object.fromEntries([1, 2, 3].map((n) => [`${n}.lab`, text])));
    const one = folder.vmlint('--plugin=lab.mjs', '--jobs', '1', '.');
    expect(folder.vmlint('--plugin=lab.mjs', '--jobs', '2', '.').stdout).toBe(one.stdout);
    expect(one.stdout).toContain('3 | b ******: 3\n');
    expect(one.stdout).toContain(
      'suppression of `lab/even`, expected none, since nothing is found',
    );
    const fixed = vmlint(
      folder.path,
      ['--plugin=lab.mjs', '--stdin', '--stdin-filename', 'x.LAB', '--fix'],
      { input: text },
    );
    expect(fixed.stdout).toBe('hidden: 1 hidden\nb hidden: 4\n');
  });

  test('a fix that does something else than it names is not made', () => {
    install();
    const fixes = [
      'fix.edits = [{ start: 0, end: 0, text: "new: 1\\n" }];',
      'fix = { ...fix, edits: [{ ...fix.edits[0], end: fix.edits[0].end + 1 }] };',
      'fix = { ...fix, ...replaceNode(document, node, "x: 2\\ny: 2") };',
    ];
    for (const fix of fixes) {
      folder.plant({ 'a.lab': 'a: 1\nb: 2\n', 'lab.mjs': language({ fix }) });
      expect(folder.vmlint('--plugin=lab.mjs', '--fix', 'a.lab').status).toBe(1);
      expect(folder.read('a.lab')).toBe('a: 1\nb: 2\n');
    }
  });

  test.each([
    ['throws', 'throw new Error("too odd");', 'too odd'],
    ['gives no tree', 'return [];', 'its tree has no list `children`'],
    [
      'gives nodes that overlap',
      'const node = { type: "vm", position: { start: { offset: 0 }, end: { offset: 3 } } }; return { children: [node, node] };',
      'children[1] of its tree needs a type and offsets from 3 to 5 at most',
    ],
    [
      'gives nodes without a place',
      'return { children: [{ type: "vm" }] };',
      'children[0] of its tree needs a type and offsets from 0 to 5 at most',
    ],
  ])('a parser that %s is a file that failed, and no other', (_what, parse, why) => {
    install();
    folder.plant({ 'a.lab': 'a: 1\n', 'b.vmx': QUOTED, 'lab.mjs': language({ parse }) });
    const { status, report } = folder.json('--plugin=lab.mjs', '.');
    expect(status).toBe(2);
    expect(report.files).toMatchObject([
      {
        path: 'a.lab',
        status: 'failed',
        error: `the language lab of the plugin lab.mjs failed: ${why}`,
      },
      { path: 'b.vmx', status: 'linted' },
    ]);
  });

  test.each([
    [{ id: 'vmx' }, 'The language (vmx) has the id of VMware .vmx'],
    [{ ending: '.VMX' }, 'The language (lab) has the ending .VMX, which is taken'],
    [{ ending: 'lab' }, 'The language (lab) lacks `extensions` such as [".lab"]'],
    [{ id: 'My lab' }, 'The language lacks an `id` of lower-case letters, digits and dashes'],
  ])('%j is refused', (difference, why) => {
    install();
    folder.plant({ 'a.vmx': QUOTED, 'lab.mjs': language(difference) });
    const { status, stderr } = folder.vmlint('--plugin', './lab.mjs');
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `error: --plugin ./lab.mjs: it could not be loaded: ${why}\n\`vmlint --help\` lists the options.\n`,
    });
  });
});
