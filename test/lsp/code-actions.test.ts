import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../rules/index.js';
import { ESXI, ESXI_FIXED } from '../cli/vmlint.js';
import { edited, editsOf, offsetAt, START } from './client.js';
import { EXAMPLES, useServer } from './server.js';

const { folder, start } = useServer();

describe('code actions', () => {
  const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

  test('fix what is found, safely first, and say which are not safe', async () => {
    const client = await start();
    const text = 'vhv.enable = "True"\nvpmc.enable = "yes"\nmemsize = "4096"\n';
    const uri = client.open(folder.at('a.vmx'), text);
    const actions = await client.actions(uri, everywhere, ['quickfix']);
    const safe = actions.find(({ title }) => title === 'Write "TRUE"')!;
    expect(safe.isPreferred).toBe(true);
    expect(safe.diagnostics![0]!.code).toBe('vmx/boolean-spelling');
    expect(editsOf(safe.edit!, uri)).toEqual([
      {
        range: { start: { line: 0, character: 14 }, end: { line: 0, character: 18 } },
        newText: 'TRUE',
      },
    ]);
    const unsafe = actions.find(({ title }) => title === 'Write "TRUE" (unsafe)')!;
    expect(unsafe.isPreferred).toBeUndefined();
  });

  test('offer only what is at the place', async () => {
    const client = await start();
    const uri = client.open(folder.at('a.vmx'), ESXI);
    const place = { line: 3, character: 3 };
    const titles = (await client.actions(uri, { start: place, end: place })).map(
      ({ title }) => title,
    );
    expect(titles.some((title) => title.includes('expose-hardware'))).toBe(false);
  });

  test('fix all on save as --fix --no-assume does, in one step, with the version of the text', async () => {
    const client = await start();
    const texts = RULES.flatMap(({ examples: { bad } }) =>
      bad.flatMap(({ text, bytes, dialect = 'vmx' }) =>
        bytes === true || text.includes('\uFEFF') ? [] : [{ text, dialect }],
      ),
    );
    texts.push({ text: ESXI, dialect: 'vmx' });
    const names = texts.map(({ dialect }, index) => `${index}.${dialect}`);
    let changed = 0;
    for (const [index, { text }] of texts.entries()) {
      const name = names[index]!;
      if (!/\.(?:vmx|vbox)$/.test(name)) continue;
      folder.plant({ [name]: Buffer.from(text) });
    }
    folder.vmlint('--fix', '--no-assume', '--quiet', '.');
    for (const [index, { text, dialect }] of texts.entries()) {
      const name = names[index]!;
      if (!/\.(?:vmx|vbox)$/.test(name)) continue;
      const uri = client.open(folder.at(`unsaved/${name}`), text, 7, dialect);
      const actions = await client.actions(uri, START, ['source.fixAll']);
      const edit = actions[0]?.edit;
      if (edit !== undefined) {
        changed++;
        expect(actions).toHaveLength(1);
        expect(edit.documentChanges![0]).toMatchObject({ textDocument: { uri, version: 7 } });
      }
      const after = edit === undefined ? text : edited(text, editsOf(edit, uri));
      expect({ name, text: Buffer.from(after).toString('latin1') }).toEqual({
        name,
        text: folder.read(name),
      });
    }
    expect(changed).toBeGreaterThan(30);
  }, 60_000);

  test('fix all leaves nothing for another time, and is not offered where there is nothing', async () => {
    const client = await start();
    const uri = client.open(folder.at('a.vmx'), ESXI);
    const [action] = await client.actions(uri, START, ['source.fixAll.vmlint']);
    const after = edited(ESXI, editsOf(action!.edit!, uri));
    expect(after).toBe(ESXI_FIXED);
    client.change(uri, 2, [{ text: after }]);
    expect(await client.actions(uri, START, ['source.fixAll'])).toEqual([]);
  });

  test('change nothing of a VM that is in use, and say why', async () => {
    folder.plant({ 'a.vmx': ESXI, 'a.vmx.lck/M1.lck': 'x' });
    const client = await start();
    const uri = client.open(folder.at('a.vmx'), ESXI);
    expect(await client.actions(uri, START, ['source.fixAll'])).toEqual([]);
    const actions = await client.actions(uri, everywhere, ['quickfix']);
    expect(actions).not.toEqual([]);
    for (const { edit, disabled } of actions) {
      expect(edit).toBeUndefined();
      expect(disabled!.reason).toContain('in use');
    }
  });

  test.each([
    [
      'vmx',
      'a.vmx',
      '.encoding = "UTF-8"\r\nvhv.enable = "True"\r\nmemsize = "4096"\r\n',
      'vmx/boolean-spelling',
    ],
    [
      'vbox',
      'a.vbox',
      readFileSync(`${EXAMPLES}/silently-off.vbox`, 'utf8'),
      'vbox/boolean-spelling',
    ],
  ])('suppress a finding of %s once a reason is written', async (languageId, name, text, rule) => {
    const client = await start();
    for (const where of ['here', 'in this file']) {
      const uri = client.open(folder.at(`${where}-${name}`), text, 1, languageId);
      const before = await client.diagnostics(uri, 1);
      const first = before.find(({ code }) => code === rule)!;
      const titled = `Ignore ${rule} ${where}, with a reason`;
      const actions = await client.actions(uri, first.range, ['quickfix']);
      const action = actions.find(({ title }) => title === titled)!;
      const [edit] = editsOf(action.edit!, uri);
      const comment = {
        ...edit!,
        newText: edit!.newText.replace(/ -- (?=\r?\n)|: /, '$&for the lab '),
      };
      expect(comment).not.toEqual(edit);
      const after = edited(text, [comment]);
      client.change(uri, 2, [{ text: after }]);
      const left = await client.diagnostics(uri, 2);
      const same = (found: typeof before) => found.filter(({ code }) => code === rule).length;
      expect(same(left)).toBeLessThan(same(before));
      expect(left).toHaveLength(before.length - same(before) + same(left));
      expect(after.length - text.length).toBe(comment.newText.length);
      expect(offsetAt(text, edit!.range.start)).toBe(offsetAt(text, edit!.range.end));
    }
  });
});
