import { spawnSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { ENVIRONMENT, useFolder } from '../cli/vmlint.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = useFolder();

/** What ships of the library, as npm installs it, without anything else. */
beforeEach(() => {
  folder.plant({ 'node_modules/vmlint': null, 'package.json': '{ "type": "module" }' });
  for (const part of ['package.json', 'dist/api', 'dist/yaml.cjs', 'dist/types', 'schema']) {
    cpSync(`${root}/${part}`, folder.at(`node_modules/vmlint/${part}`), { recursive: true });
  }
});

function installUnified(): void {
  symlinkSync(`${root}/node_modules/unified`, folder.at('node_modules/unified'));
}

function run(...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder.path,
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

const IMPORT = `
import { fixText, lintFiles } from 'vmlint';
import { vmlint } from 'vmlint/unified';
import schema from 'vmlint/schema/report.json' with { type: 'json' };
const { files } = await lintFiles('*.v[m]x');
`;

test('without dependencies it can be imported and required, and says nothing of its own', () => {
  folder.plant({
    'a.vmx': 'config.version = "8"\nvhv.enable = "TRUE"\nmemsize = 4\n',
    '.gitignore': 'b.vmx',
    'b.vmx': '',
    'vmlint.config.yaml': 'rules:\n  vmx/quoted-value: info\n',
    'import.mjs': `${IMPORT}console.log(files.length, files[0].findings[0].severity, typeof vmlint, schema.type, fixText('').output);`,
    'require.cjs': `const { lintText } = require('vmlint');
      console.log(lintText('memsize = 4\\n', { language: 'vmx' }).status);`,
  });
  expect(run('--no-warnings', 'import.mjs')).toEqual({
    status: 0,
    output: '1 info function object \n',
  });
  expect(run('require.cjs')).toEqual({ status: 0, output: 'linted\n' });
});

test('the library leaves the process as it is', () => {
  folder.plant({
    'a.mjs': `
      import { explain, fixText, lintFiles, lintText } from 'vmlint';
      const before = JSON.stringify([process.cwd(), process.exitCode, process.env, process.eventNames()]);
      lintText('memsize = 4', { path: 'gone/a.vmx' });
      fixText('memsize = 4', { path: 'a.vmx' });
      await lintFiles(['.', 'gone.vmx']);
      explain('nothing');
      const after = JSON.stringify([process.cwd(), process.exitCode, process.env, process.eventNames()]);
      process.exitCode = before === after ? 7 : 1;`,
  });
  expect(run('a.mjs')).toEqual({ status: 7, output: '' });
  expect(folder.list()).toEqual(['a.mjs', 'node_modules', 'package.json']);
});

describe('types', () => {
  const LIBRARY = `
import {
  appendChild, configFor, defineRule, explain, firstChild, flagRange, modifyVm, setFeature, fixText, lintFiles, lintText, OptionError, recommended, RuleError, ruleTester, rules, setValue, keyRange,
  adapterCommands, boolOf, isBeforeVersion, settingAt, settingPath, vmCommands, type HypervDocument, type HypervVm, type Setting,
  type Change, type Flag, type Machine, type VboxDocument, type XmlElement,
  type BadExample, type Edit, type Example, type Explanation, type FileReport, type Finding, type Fix,
  type FileConfig, type NestedIntent, type Report, type Rule, type RuleContext, type Severity,
} from 'vmlint';

export const text: string = fixText('a', { unsafe: true }).output;
export const bytes: Uint8Array = fixText(new Uint8Array(), { path: 'a.vmx' }).output;
export const either: string | Uint8Array = fixText(text as string | Uint8Array).output;
export const report: Promise<Report> = lintFiles(['.'], { cwd: '/', onWarning: (message: string) => message });
const intent: NestedIntent = 'auto';
const config: Promise<FileConfig> = configFor('a.vmx', { config: false });
const file: FileReport = lintText(bytes, { config: await config }) ?? lintText(bytes, { nested: intent, host: 'esxi@8.0', rules: [...recommended, ...rules] });
export const severities: readonly Severity[] = file.findings.map((finding: Finding) => finding.severity);
const fix: Fix | undefined = file.findings[0]?.fix;
export const edit: Edit | undefined = fix?.edits[0];
// @ts-expect-error no such option
lintText('', { nestd: 'auto' });
// @ts-expect-error no such intent
lintText('', { nested: 'maybe' });

const good: Example = { text: '' };
const bad: BadExample = { text: 'a = 1', findings: [{ line: 1, column: 1, message: 'a' }] };
const rule: Rule = defineRule({
  id: 'lab/a', languages: ['vmx'], summary: 's', why: 'w', severity: 'info', fixSafety: 'f', presets: [],
  sources: [{ title: 't' }], messages: { found: '{key}' }, examples: { good: [good], bad: [bad] },
  check({ document, report, stack }: RuleContext<'found'>) {
    return {
      entry(entry) {
        const key: string = document.keyOf(entry);
        const change = setValue(document, entry, stack.cpu ?? 'none');
        report({ message: 'found', at: keyRange(entry), data: { key }, fix: { title: 't', safety: 'safe', ...change } });
        // @ts-expect-error no such message
        report({ message: 'lost', at: keyRange(entry) });
      },
    };
  },
});
export const vboxRule: Rule = defineRule({
  id: 'lab/b', languages: ['vbox'], summary: 's', why: 'w', severity: 'info', fixSafety: 'f', presets: [],
  sources: [{ title: 't' }], messages: { found: '{name}' }, examples: { good: [good], bad: [bad] },
  check({ document, report }) {
    return {
      document() {
        const machine: Machine | undefined = (document satisfies VboxDocument).machine;
        const flag: Flag | undefined = machine?.feature('NestedHWVirt');
        const change: Change | undefined = setFeature(document, 'NestedHWVirt', true);
        if (machine === undefined || flag === undefined || change === undefined) return;
        const cpu: XmlElement | undefined = machine.cpu ?? firstChild(machine.hardware, 'CPU');
        if (cpu !== undefined) appendChild(document, cpu, { name: 'PAE', attributes: { enabled: 'true' } });
        const commands = modifyVm(machine, '--nested-hw-virt', 'on');
        report({
          message: 'found', at: flagRange(flag), data: { name: machine.name ?? '' },
          fix: { title: 't', safety: 'safe', ...change, commands },
        });
        // @ts-expect-error that is of a .vmx
        document.keyOf(cpu);
      },
    };
  },
});
export const hypervRule: Rule = defineRule({
  id: 'lab/c', languages: ['hyperv'], summary: 's', why: 'w', severity: 'info', fixSafety: 'f', presets: [],
  sources: [{ title: 't' }], messages: { found: '{path}' }, examples: { good: [good], bad: [bad] },
  check({ document, report }) {
    return {
      document() {
        const vm: HypervVm | undefined = (document satisfies HypervDocument).vm;
        const setting: Setting | undefined = settingAt(vm?.root, 'settings/vnuma/enabled');
        if (vm?.version === undefined || isBeforeVersion(vm.version, '8.0')) return;
        if (setting === undefined || boolOf(setting) !== true) return;
        const change: Change | undefined = document.change(setting, false);
        const commands = [...vmCommands(vm, 'Set-VM', '-Notes x'), ...adapterCommands(vm, '-DhcpGuard On')];
        report({
          message: 'found', at: setting.at, data: { path: settingPath(setting) },
          fix: { title: 't', safety: 'unsafe', ...(change ?? { edits: [], nodes: [] }), commands },
        });
        // @ts-expect-error that is of a .vbox
        document.machine;
      },
    };
  },
});
lintText('', { language: 'vbox', rules: [vboxRule, hypervRule] });
ruleTester(rule, { good: [good] }, { describe: (name, define) => define(), test: (name: string, run) => run() });

const explanation: Explanation = explain('vhv.enable');
for (const known of explanation.known) {
  if (known.kind === 'rule') known.rule.id.toUpperCase();
  if (known.kind === 'message') known.message.steps.map(({ text }) => text);
}
export const errors: (Error | undefined)[] = [new OptionError('o'), new RuleError('lab/a', undefined)];
`;

  const PIPELINE = `
import { unified } from 'unified';
import preset, {
  isVbox, vmlint, vmlintFix, vmlintLint, vmlintParse, vmlintStringify, type Entry, type LanguageId, type Line,
  type Root, type VmlintData, type VmlintFixOptions, type VmlintParseOptions, type XastElement, type XastNode,
} from 'vmlint/unified';

const pipeline = unified()
  .use(vmlintParse)
  .use(vmlintFix, { unsafe: true, nested: 'require' })
  .use(() => (tree: Root) => {
    const entries: Entry[] = tree.children.filter((line: Line) => line.type === 'entry');
    for (const entry of entries) entry.value = entry.value.toUpperCase();
    tree.children.push({ type: 'comment', text: '# done' });
  })
  .use(vmlintLint, { host: 'esxi@8.0' })
  .use(vmlintStringify);

export const tree: Root = pipeline.parse('');
export const same: Root = pipeline.runSync(tree);
interface MyRoot extends Root {
  mine?: true;
}
export const mine: MyRoot = { type: 'root', children: [{ type: 'blank' }], mine: true };

const ofVbox = unified()
  .use<[VmlintParseOptions], string, Root<'vbox'>>(vmlintParse, { language: 'vbox' })
  .use<[VmlintFixOptions], Root<'vbox'>>(vmlintFix, { nested: 'require' })
  .use(() => (tree: Root<'vbox'>) => {
    const elements: XastElement[] = tree.children.filter((node: XastNode) => node.type === 'element');
    for (const { attributes } of elements) attributes['name'] = attributes['name']?.toUpperCase();
    tree.children.push({ type: 'comment', value: ' done ' });
  })
  .use<[], Root<'vbox'>, string | Uint8Array>(vmlintStringify);
export const xml: string | Uint8Array = ofVbox.stringify(ofVbox.runSync(ofVbox.parse('')));
const either = () => (tree: Root<LanguageId>) => {
  if (isVbox(tree)) tree.children.push({ type: 'cdata', value: '' });
  else tree.children.push({ type: 'blank' });
};
unified().use(vmlintParse).use(either).use(vmlintLint).use(vmlintStringify).processSync('');
// @ts-expect-error a line, no node of xast
ofVbox.stringify({ type: 'root', children: [{ type: 'blank' }] });
export const output: Promise<string | Uint8Array> = pipeline.process(new Uint8Array()).then(({ value }) => value);
export const data = unified().use(vmlint, { fix: true }).use(preset).processSync('').data['vmlint'] as VmlintData;
// @ts-expect-error no such value
unified().use(vmlint, { fix: 'yes' });
// @ts-expect-error no such type of line
export const line: Line = { type: 'paragraph' };
`;

  const TYPESCRIPT = `${root}/node_modules/typescript/bin/tsc`;

  function compile(files: string[], options: object): string {
    const compilerOptions = {
      ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true },
      ...{ noEmit: true, target: 'es2022', lib: ['es2022'], types: [], skipLibCheck: false },
      ...options,
    };
    folder.plant({ 'tsconfig.json': JSON.stringify({ compilerOptions, files }) });
    return run(TYPESCRIPT, '--project', '.').output;
  }

  test('of the library need nothing else', () => {
    folder.plant({ 'library.ts': LIBRARY });
    const resolution = { module: 'nodenext', moduleResolution: 'nodenext' };
    expect(compile(['library.ts'], resolution)).toBe('');
  });

  test('of the plugins need unified; a bundler finds them, too', () => {
    installUnified();
    folder.plant({ 'pipeline.ts': PIPELINE });
    const resolution = { module: 'esnext', moduleResolution: 'bundler' };
    // vfile's own types name the URL of browsers or of Node.
    expect(compile(['pipeline.ts'], { ...resolution, lib: ['es2022', 'dom'] })).toBe('');
  });

  test('name no path outside of the package', () => {
    const declarations = folder.at('node_modules/vmlint/dist/types');
    const { output } = run(
      '-e',
      `
      const { readdirSync, readFileSync } = require('node:fs');
      for (const name of readdirSync(${JSON.stringify(declarations)}, { recursive: true })) {
        if (!name.endsWith('.d.ts')) continue;
        const text = readFileSync(${JSON.stringify(declarations)} + '/' + name, 'utf8');
        for (const [, from] of text.matchAll(/(?:from |import\\(|path=)['"]([^.'"][^'"]*)['"]/g)) console.log(from);
      }`,
    );
    expect([...new Set(output.trim().split('\n'))]).toEqual(['prettier', 'unified']);
  });
});
