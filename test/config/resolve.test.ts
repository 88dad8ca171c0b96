import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { RECOMMENDED, RULES } from '../../rules/index.js';
import { ConfigFinder } from '../../src/config/find.js';
import { Configurations, type CommandLine } from '../../src/config/resolve.js';
import { useFolder } from '../cli/vmlint.js';

const folder = useFolder();

const NOTHING: CommandLine = { layer: { rules: [], policies: [] }, presets: [] };

function configurations(): Configurations {
  const finder = new ConfigFinder();
  return new Configurations({ rules: RULES, commandLine: NOTHING, cwd: folder.path, finder });
}

test('files with the same effective rules share one list of them, wherever it comes from', async () => {
  const rules = { 'vmx/no-bom': 'error' };
  folder.plant({
    'x/vmlint.config.json': JSON.stringify({ rules, nested: 'forbid' }),
    'y/vmlint.config.yaml': 'rules: {"*": "off", vmx/no-bom: error}\n',
    'z/vmlint.config.json': JSON.stringify({
      rules,
      overrides: [
        { files: 'a*', nested: 'auto' },
        { files: 'b*', rules: { 'vmx/no-bom': 'off' } },
      ],
    }),
  });
  const all = configurations();
  for (const name of ['x', 'y', 'z']) await all.prepare(folder.at(name));
  const of = (path: string) => all.resolve(join(folder.path, path));
  expect(of('x/1.vmx')).toBe(of('x/2.vmx'));
  expect(of('z/a1.vmx')).toBe(of('z/a2.vmx'));
  expect(of('z/a1.vmx')).not.toBe(of('z/c.vmx'));
  expect(of('z/a1.vmx').rules).toBe(of('z/c.vmx').rules);
  expect(of('x/1.vmx').rules).toBe(of('z/c.vmx').rules);
  expect(of('z/b.vmx').rules).not.toBe(of('z/c.vmx').rules);
  expect(of('y/1.vmx').rules.map(({ id }) => id)).toEqual(['vmx/no-bom']);
});

test('where nothing is said, the rules are those that are recommended', async () => {
  folder.plant({ 'vmlint.config.json': '{}' });
  const all = configurations();
  await all.prepare(folder.path);
  const { rules, intent } = all.resolve(folder.at('a.vmx'));
  expect(rules).toEqual(RECOMMENDED);
  expect(intent).toEqual({ nested: 'require', stated: false, given: {} });
});

test('findings to leave out are handed on, with their places, to the files that they are about', async () => {
  const text = `{
  "ignoreFindings": [
    { "files": "lab/**", "rule": "vmx/no-bom", "reason": "written by a tool" },
    { "rule": "nested/*", "setting": "vhv.*", "reason": "soon", "until": "2027-01-01" }
  ]
}`;
  folder.plant({ 'vmlint.config.jsonc': text });
  const all = configurations();
  await all.prepare(folder.path);
  await all.prepare(folder.at('lab'));
  const inLab = all.resolve(folder.at('lab/a.vmx')).ignoreFindings;
  expect(inLab).toMatchObject([
    { rule: 'vmx/no-bom', reason: 'written by a tool' },
    { rule: 'nested/*', setting: 'vhv.*', reason: 'soon', until: '2027-01-01' },
  ]);
  expect(inLab.map(({ at }) => at.source.pointAt(at.start))).toMatchObject([
    { line: 3, column: 5 },
    { line: 4, column: 5 },
  ]);
  expect(all.resolve(folder.at('a.vmx')).ignoreFindings).toEqual([inLab[1]]);
  expect(all.resolve(folder.at('a.vmx')).rules).toBe(all.resolve(folder.at('lab/a.vmx')).rules);
});

test('every folder is looked at once', () => {
  folder.plant({ 'x/y/vmlint.config.json': '{}' });
  const finder = new ConfigFinder();
  expect(finder.governs(folder.at('x/y/z'))).toBe(true);
  expect(finder.governs(folder.at('x'))).toBe(false);
  folder.plant({ 'x/vmlint.config.json': '{}' });
  expect(finder.governs(folder.at('x'))).toBe(false);
  expect(finder.own(folder.at('x/y'))).toEqual([folder.at('x/y/vmlint.config.json')]);
});
