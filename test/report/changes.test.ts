import { expect, test } from '@jest/globals';
import { formatPretty } from '../../src/report/pretty.js';
import type { Fix, LineChange } from '../../src/report/json-model.js';
import type { FileReport } from '../../src/report/report.js';
import { file, finding, fix, point, run, text } from './build.js';

const OPTIONS = { color: false, quiet: false, unsafe: false, assume: true };

function fixed(rule: string, changes: readonly LineChange[], parts: Partial<Fix> = {}) {
  return finding({ rule, start: point(5, 1), fix: fix({ changes, ...parts }) });
}

function block(report: FileReport): string {
  return formatPretty(run([report]), OPTIONS).split('\n\n')[0]!;
}

test('each change is listed as old → new, in the order of the file', () => {
  const nested = { assumes: 'nested: require' };
  const report = file({
    path: 'templates/esxi.vmx',
    status: 'fixed',
    fixed: [
      fixed('nested/a', [{ line: 38, old: [], new: ['vhv.enable = "TRUE"'] }], nested),
      fixed('nested/b', [{ line: 38, old: [], new: ['vpmc.enable = "TRUE"'] }], nested),
      fixed('vmx/c', [{ line: 12, old: ['memsize = "4095"'], new: ['memsize = "4096"'] }]),
      fixed('vmx/d', [{ line: 7, old: ['foo = "1"'], new: [] }]),
    ],
  });
  expect(formatPretty(run([report, file({ path: 'b.vmx' })]), OPTIONS)).toBe(
    text(`
      fixed templates/esxi.vmx
        line 7: removed  foo = "1"   [vmx/d]
        line 12: memsize = "4095" → memsize = "4096"   [vmx/c]
        line 38: added    vhv.enable = "TRUE"   [nested/a]
        line 38: added    vpmc.enable = "TRUE"   [nested/b]
        assumed --nested require (the default); state it with --nested require, or leave such fixes with --no-assume

      Fixed 4 problems in 1 file
      Checked 2 files in 5 ms: no problems
    `),
  );
});

test('with --diff, the changes are what would be done', () => {
  const change = { line: 1, old: ['a'], new: ['b'] };
  const report = file({ fixed: [fixed('vmx/c', [change], { assumes: 'nested: forbid' })] });
  expect(formatPretty(run([report], { diffOnly: true }), OPTIONS)).toBe(
    text(`
      would fix a.vmx
        line 1: a → b   [vmx/c]
        assumes --nested forbid (the default); state it with --nested forbid, or leave such fixes with --no-assume

      Would fix 1 problem in 1 file
      Checked 1 file in 5 ms: no problems
    `),
  );
});

test('several lines take a row each', () => {
  const split = {
    line: 3,
    old: ['numvcpus = "4"memsize = "8"'],
    new: ['numvcpus = "4"', 'memsize = "8"'],
  };
  const joined = { line: 8, old: ['a', 'same', 'c'], new: ['b', 'same'] };
  const first = { line: 0, old: [], new: ['.encoding = "UTF-8"'] };
  const report = file({ fixed: [fixed('vmx/c', [split, joined, first])] });
  expect(block(report).split('\n').slice(1)).toEqual([
    '  line 1: added    .encoding = "UTF-8"   [vmx/c]',
    '  line 3: numvcpus = "4"memsize = "8" → numvcpus = "4"   [vmx/c]',
    '  line 3: added    memsize = "8"   [vmx/c]',
    '  line 8: a → b   [vmx/c]',
    '  line 10: removed  c   [vmx/c]',
  ]);
});

test('a change that no line shows is told by its title', () => {
  const title = 'remove the byte order mark';
  const rows = [
    fixed('vmx/no-bom', [{ line: 1, old: ['a'], new: ['a'] }], { title }),
    finding({ rule: 'vmx/no-bom', start: point(5, 1), fix: fix({ title }) }),
  ];
  expect(
    block(file({ fixed: rows }))
      .split('\n')
      .slice(1),
  ).toEqual([
    '  line 5: remove the byte order mark   [vmx/no-bom]',
    '  line 5: remove the byte order mark   [vmx/no-bom]',
  ]);
});

test('long and odd lines are cut and escaped', () => {
  const long = (end: string) => `key = "${'x'.repeat(300)}${end}"`;
  const report = file({
    path: 'a\x1b.vmx',
    fixed: [
      fixed('vmx/c', [
        { line: 1, old: [long('1')], new: [long('2')] },
        { line: 2, old: ['\ta\u00a0= \u200b'], new: ['a ='] },
        { line: 3, old: [], new: ['😀'.repeat(60) + 'b'] },
      ]),
    ],
  });
  const x = 'x'.repeat(118);
  expect(block(report).split('\n')).toEqual([
    'fixed a\\x1b.vmx',
    `  line 1: …${x}1" → …${x}2"   [vmx/c]`,
    '  line 2: \\x09a\u00a0= \\u200b → a =   [vmx/c]',
    `  line 3: added    ${'😀'.repeat(60)}…   [vmx/c]`,
  ]);
});
