import { expect, test } from '@jest/globals';
import type { TextEdit } from 'vscode-languageserver/node';
import { RULES } from '../../rules/index.js';
import { FIX_ALL } from '../../src/lsp/code-actions.js';
import { edited, START, type Client } from './client.js';
import { useServer } from './server.js';

const { folder, start } = useServer();

const options = { tabSize: 4, insertSpaces: true };

function format(client: Client, uri: string, range?: object): Promise<TextEdit[]> {
  const asked = { textDocument: { uri }, options };
  return range === undefined
    ? client.request('textDocument/formatting', asked)
    : client.request('textDocument/rangeFormatting', { ...asked, range });
}

const UNTIDY = 'a.b=1\r\n  c.d   =   "2"  # why\r\nbroken line\r\ne.f = "3"\r\n\r\n';

test('formats as vmlint format does, with small edits', async () => {
  const texts = RULES.flatMap(({ examples: { good, bad } }) =>
    [...good, ...bad].flatMap(({ text, bytes, dialect = 'vmx' }, index) => {
      if (bytes === true || text.includes('\uFEFF') || !/^v(?:mx|box)$/.test(dialect)) return [];
      return [{ name: `${index}-${text.length}.${dialect}`, text, dialect }];
    }),
  );
  texts.push({ name: 'untidy.vmx', text: UNTIDY, dialect: 'vmx' });
  const unique = [...new Map(texts.map((one) => [one.name, one])).values()];
  for (const { name, text } of unique) folder.plant({ [name]: Buffer.from(text) });
  folder.vmlint('format', '.');
  const client = await start();
  let changed = 0;
  for (const { name, text, dialect } of unique) {
    const uri = client.open(folder.at(`unsaved/${name}`), text, 1, dialect);
    const edits = await format(client, uri);
    changed += edits.length > 0 ? 1 : 0;
    const after = Buffer.from(edited(text, edits)).toString('latin1');
    expect({ name, after }).toEqual({ name, after: folder.read(name) });
    for (const { range, newText } of edits) {
      const isWhole = range.start.line === 0 && newText.length > 200;
      expect(isWhole).toBe(false);
    }
  }
  expect(changed).toBeGreaterThan(20);
}, 60_000);

test('formats the lines of a range, and no others', async () => {
  const client = await start();
  const uri = client.open(folder.at('a.vmx'), UNTIDY);
  const second = { start: { line: 1, character: 4 }, end: { line: 2, character: 0 } };
  const after = edited(UNTIDY, await format(client, uri, second));
  expect(after).toBe(UNTIDY.replace('  c.d   =   "2"  # why', 'c.d = "2" # why'));
  const third = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
  expect(await format(client, uri, third)).toEqual([]);
});

test('formats as the configuration says, and not at all where that cannot be used', async () => {
  folder.plant({ 'vmlint.config.json': '{ "format": { "endOfLine": "lf" } }' });
  const client = await start();
  const uri = client.open(folder.at('a.vmx'), 'memsize="4"\r\nnumvcpus = "2"\r\n');
  const after = edited('memsize="4"\r\nnumvcpus = "2"\r\n', await format(client, uri));
  expect(after).toBe('memsize = "4"\nnumvcpus = "2"\n');
  folder.plant({ 'vmlint.config.json': '{ "format": { "endOfLine": ' });
  client.notify('textDocument/didSave', { textDocument: { uri } });
  expect(await format(client, uri)).toEqual([]);
});

test('formats no VM that is in use, and no file that is left out', async () => {
  folder.plant({ 'a.vmx': UNTIDY, 'a.vmx.lck/M1.lck': 'x', '.vmlintignore': 'b.vmx\n' });
  const client = await start();
  for (const name of ['a.vmx', 'b.vmx']) {
    expect(await format(client, client.open(folder.at(name), UNTIDY))).toEqual([]);
  }
});

test('neither formats nor fixes a text that the editor has read in another encoding than its own', async () => {
  const bytes = '.encoding = "windows-1252"\nvhv.enable="True"\ndisplayName = "Z\xFCrich"\n';
  const text = bytes.replace('\xFC', '\uFFFD');
  folder.plant({ 'a.vmx': bytes, 'b.vmx': Buffer.from(text) });
  const client = await start();
  const a = client.open(folder.at('a.vmx'), text);
  const [first] = await client.diagnostics(a);
  expect(first).toMatchObject({
    code: 'encoding',
    severity: 1,
    range: { start: { line: 2, character: 16 }, end: { line: 2, character: 17 } },
    message: expect.stringContaining('windows-1252'),
  });
  expect(await format(client, a)).toEqual([]);
  expect(await client.actions(a, START, [FIX_ALL])).toEqual([]);
  // Read as it is, or with U+FFFD in the file itself, nothing is in the way.
  client.change(a, 2, [{ text: bytes }]);
  const b = client.open(folder.at('b.vmx'), text);
  for (const uri of [a, b]) {
    expect(await format(client, uri)).toHaveLength(1);
    expect(await client.actions(uri, START, [FIX_ALL])).toHaveLength(1);
  }
});
