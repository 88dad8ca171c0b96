import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unified } from 'unified';
import { VFile } from 'vfile';
import {
  attributeOf,
  attributeRange,
  childrenNamed,
  defineRule,
  fixText,
  lintText,
  rules,
  setAttribute,
} from '../../src/api/index.js';
import {
  vmlint,
  vmlintFix,
  vmlintLint,
  vmlintParse,
  vmlintStringify,
  type VmlintData,
  type VmlintLintOptions,
  type XastElement,
  type XastRoot,
} from '../../src/unified/index.js';
import { useFolder, vmlint as vmlintCommand } from '../cli/vmlint.js';
import { corpus } from '../support/shared.js';
import { MACHINE, VBOX_FILES } from '../support/vbox.js';
import { damagedXml } from '../support/xml.js';

const folder = useFolder();

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

const SEVERITIES = new Map<unknown, string>([
  [true, 'error'],
  [false, 'warning'],
  [undefined, 'info'],
]);

/** The messages of a file as the findings of a report. */
function findingsOf({ messages }: VFile): object[] {
  return messages
    .filter(({ reason }) => !reason.startsWith('not fixed: '))
    .map(({ ruleId, reason, fatal, place }) => {
      return { rule: ruleId, severity: SEVERITIES.get(fatal), message: reason, ...place };
    });
}

type Findings = ReturnType<typeof lintText>['findings'];

function shortened(findings: Findings): object[] {
  return findings.map(({ rule, severity, message, start, end }) => {
    return { rule, severity, message, start, end };
  });
}

function expectAsTheCommand(
  planted: Record<string, Buffer>,
  args: string[],
  options: object,
): void {
  folder.plant(planted);
  const names = Object.keys(planted);
  const linted = folder.json(...args, ...names).report.files;
  const fixed = folder.json(...args, '--fix', '--unsafe', ...names).report.files;
  expect(linted).toHaveLength(names.length);
  for (const [at, report] of linted.entries()) {
    const { path } = report;
    const from = { path, cwd: folder.path, value: planted[path]! };
    const file = unified().use(vmlint, options).processSync(from);
    expect(findingsOf(file)).toEqual(shortened(report.findings as Findings));
    expect((file.data['vmlint'] as VmlintData).report).toEqual(report);
    expect(file.value).toEqual(from.value);
    const repaired = unified()
      .use(vmlint, { ...options, fix: true, unsafe: true })
      .processSync(from);
    expect(Buffer.from(repaired.value).toString('latin1')).toBe(folder.read(path));
    expect((repaired.data['vmlint'] as VmlintData).fixed).toEqual(fixed[at]!.fixed);
    expect(findingsOf(repaired)).toEqual(shortened(fixed[at]!.findings as Findings));
    // The library says the same.
    expect(lintText(from.value, { ...options, path, cwd: folder.path })).toEqual(report);
  }
}

test.each([
  [['--nested=require'], { nested: 'require' }],
  [['--nested=forbid'], { nested: 'forbid' }],
  [['--nested=auto', '--cpu=amd'], { nested: 'auto', cpu: 'amd' }],
])('the findings and the bytes of the command with %j', (args, options) => {
  expectAsTheCommand(VBOX_FILES, args, options);
});

test('also of real files', () => {
  const files = corpus('vbox').map(({ name, bytes }) => [name, bytes] as const);
  if (files.length === 0) return;
  expectAsTheCommand(Object.fromEntries(files), ['--nested=require'], { nested: 'require' });
});

test.each<VmlintLintOptions>([{}, { nested: 'forbid' }])(
  'any file is linted and fixed as by lintText and fixText, with %j',
  (options) => {
    const content = fc.oneof(
      damagedXml.map((xml) => MACHINE.replace('Labor', () => xml)),
      damagedXml.map((xml) => Buffer.from(MACHINE.replace('</Hardware>', () => xml))),
      damagedXml.map((xml) =>
        Buffer.from(
          MACHINE.replace('<Hardware>', () => xml),
          'utf16le',
        ),
      ),
    );
    fc.assert(
      fc.property(content, fc.constantFrom('a.vbox', 'a.xml', undefined), (value, path) => {
        const language = path === 'a.vbox' ? {} : { language: 'vbox' as const };
        const from = { value, ...(path === undefined ? {} : { path }), cwd: folder.path };
        const asked = { ...options, ...language, path, cwd: folder.path };
        const linted = unified()
          .use(vmlint, { ...options, ...language })
          .processSync(from);
        expect(findingsOf(linted)).toEqual(shortened(lintText(value, asked).findings));
        const fixing = { ...options, ...language, unsafe: true, fix: true };
        const fixed = unified().use(vmlint, fixing).processSync(from);
        expect(fixed.value).toEqual(fixText(value, { ...asked, unsafe: true }).output);
      }),
      { numRuns: 150 },
    );
  },
);

function element(tree: XastRoot, name: string): XastElement {
  const waiting = [...tree.children];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    if (node.type !== 'element') continue;
    if (node.name === name) return node;
    waiting.push(...node.children);
  }
  throw new Error(`no ${name}`);
}

test('what a transformer repaired before is no finding; fixes and other changes go together', () => {
  const allow = () => (tree: XastRoot) => {
    element(tree, 'Adapter').attributes['promiscuousModePolicy'] = 'AllowAll';
  };
  const rename = () => (tree: XastRoot) => {
    element(tree, 'Machine').attributes['name'] = 'Größe';
  };
  for (const plugins of [
    [vmlintParse, allow, rename, vmlintFix, vmlintLint, vmlintStringify],
    [vmlintParse, vmlintFix, rename, allow, vmlintLint, vmlintStringify],
  ]) {
    const file = unified().use(plugins).processSync({ value: MACHINE, path: 'a.vbox' });
    const expected = MACHINE.replace('Labor &#xFC;', 'Gr&#xF6;&#xDF;e')
      .replace('"Deny"', '"AllowAll"')
      .replace('NestedPaging enabled="false"', 'NestedPaging enabled="true"')
      .replace('<LongMode', '<NestedHWVirt enabled="true"/>\n        <LongMode');
    expect(String(file)).toBe(expected);
    expect(file.messages).toEqual([]);
  }
});

const noSecrets = defineRule({
  id: 'lab/no-secrets',
  languages: ['vbox'],
  summary: 'Properties are empty',
  why: 'The lab says so.',
  severity: 'info',
  fixSafety: 'Safe: the lab says so.',
  sources: [{ title: 'the rules of this lab' }],
  presets: [],
  messages: { found: 'Unexpected value, expected none' },
  examples: {
    good: [{ text: '<VirtualBox><Machine/></VirtualBox>' }],
    bad: [
      {
        text: '<VirtualBox><Machine><P name="a" value="b"/></Machine></VirtualBox>',
        findings: [{ line: 1, column: 40, message: 'expected none' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        for (const element of childrenNamed(document.machine?.element, 'P')) {
          const value = attributeOf(element, 'value');
          if (value === undefined) continue;
          const change = setAttribute(document, element, value, '');
          const fix = { title: 'empty it', safety: 'safe', ...change } as const;
          report({ message: 'found', at: attributeRange(value), fix });
        }
      },
    };
  },
});

test('a message says what could stand in its place, but no secret', () => {
  const secret = '<P name="password" value="hunter2"/><P name="a" value="\xFC"/>';
  const xml = MACHINE.replace('<LongMode', '<NestedHWVirt enabled="true"/><LongMode').replace(
    '<Hardware>',
    `${secret}<Hardware>`,
  );
  const declared = xml.replace('"1.0"', '"1.0" encoding="ISO-8859-1"').replace('&#xFC;', '\xFC');
  for (const value of [xml, latin1(declared)]) {
    const { messages } = unified()
      .use(vmlint, { nested: 'require', rules: [...rules, noSecrets] })
      .processSync({ value, path: 'a.vbox' });
    const ofRule = (id: string): (typeof messages)[number][] =>
      messages.filter(({ ruleId }) => ruleId === id);
    expect(ofRule('nested/nested-paging')).toEqual([
      expect.objectContaining({ actual: '"false"', expected: ['"true"'] }),
    ]);
    const [hidden, shown] = ofRule('lab/no-secrets');
    expect(Object.values(hidden!).join()).not.toContain('hunter2');
    expect(shown).toMatchObject({ actual: 'value="ü"', expected: ['value=""'] });
  }
});

test('the tree is what `vmlint ast` shows', () => {
  folder.plant(VBOX_FILES);
  for (const path of Object.keys(VBOX_FILES)) {
    const { stdout } = vmlintCommand(folder.path, ['ast', path]);
    if (stdout === '') continue;
    const { language, tree } = JSON.parse(stdout) as { language: string; tree: XastRoot };
    if (language !== 'vbox') continue;
    const value = VBOX_FILES[path]!;
    const parsed = unified().use(vmlintParse, { language: 'vbox' }).parse(new VFile({ value }));
    const {
      data: _data,
      position: _position,
      ...shown
    } = JSON.parse(
      JSON.stringify(parsed, (key, part: unknown) => (key === 'vmlint' ? undefined : part)),
    ) as XastRoot;
    expect(withoutEmptyData(shown)).toEqual(withoutEmptyData(tree));
  }
});

const withoutEmptyData = (tree: object): unknown =>
  JSON.parse(JSON.stringify(tree).replaceAll(',"data":{}', ''));

test('a file without a path, and one that the parser was told about', () => {
  const ids = (file: VFile): (string | undefined)[] => file.messages.map(({ ruleId }) => ruleId);
  const expected = ids(unified().use(vmlint).processSync({ value: MACHINE, path: 'a.vbox' }));
  expect(expected).not.toEqual([]);
  expect(ids(unified().use(vmlint).processSync(MACHINE))).toEqual(expected);
  const short = '<Machine OSType="Ubuntu_64"/>';
  const told = unified()
    .use(vmlintParse, { language: 'vbox' })
    .use(vmlintLint)
    .use(vmlintStringify)
    .processSync({ value: short, path: 'a.txt' });
  expect((told.data['vmlint'] as VmlintData).report).toMatchObject({ language: 'vbox' });
  expect(() =>
    unified()
      .use(vmlintParse, { language: 'ovf' as 'vbox' })
      .freeze(),
  ).toThrow('unknown language "ovf"');
  expect(() =>
    unified()
      .use(vmlintParse, { lang: 1 } as never)
      .freeze(),
  ).toThrow('unknown option');
});

test('a file that must not be written is not, and a message says why', () => {
  const value = VBOX_FILES['saved.vbox']!;
  const file = unified().use(vmlint, { fix: true }).processSync({ value, path: 'a.vbox' });
  expect(file.value).toEqual(value);
  expect(file.messages[0]!.reason).toMatch(/^not fixed: the machine has a saved state/);
});
