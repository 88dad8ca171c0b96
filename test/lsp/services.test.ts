import { expect, test } from '@jest/globals';
import type { CompletionItem, DocumentSymbol } from 'vscode-languageserver/node';
import { CAPABILITIES, edited, uriOf } from './client.js';
import { useServer } from './server.js';

const { folder, start } = useServer();

const TEXT =
  'displayName = "Zürich 😀"\nscsi0:0.fileName = "d.vmdk"\nscsi0:0.present = "TRUE"\nvhv.enable = ""\n';

test('hover, completion, outline, folds and links come over the wire, in both encodings', async () => {
  folder.plant({ 'd.vmdk': 'x' });
  for (const encoding of ['utf-16', 'utf-8']) {
    const general = { positionEncodings: [encoding] };
    const client = await start(folder.path, { ...CAPABILITIES, general });
    const uri = client.open(folder.at('a.vmx'), TEXT);
    const textDocument = { uri };
    const ask = <Answer>(method: string, more = {}): Promise<Answer> =>
      client.request<Answer>(`textDocument/${method}`, { textDocument, ...more });

    const position = { line: 0, character: 2 };
    const hover = await ask<{ contents: { value: string }; range: unknown }>('hover', { position });
    expect(hover.contents.value).toContain('`Zürich 😀`');
    expect(hover.range).toEqual({
      start: { line: 0, character: 0 },
      end: { line: 0, character: 11 },
    });
    const inName = await ask<{ range: { end: { character: number } } }>('hover', {
      position: { line: 0, character: 16 },
    });
    expect(inName.range.end.character).toBe(encoding === 'utf-8' ? 27 : 24);

    const items = await ask<CompletionItem[]>('completion', {
      position: { line: 3, character: 14 },
    });
    expect(items.map(({ label }) => label)).toEqual(['TRUE', 'FALSE']);
    const { range, newText } = items[0]!.textEdit as { range: never; newText: string };
    expect(edited(TEXT, [{ range, newText }])).toBe(
      TEXT.replace('vhv.enable = ""', 'vhv.enable = "TRUE"'),
    );
    const keys = await ask<CompletionItem[]>('completion', { position: { line: 4, character: 0 } });
    const nested = keys.find(({ label }) => label === 'vmx.allowNested')!;
    expect(nested.documentation).toBeUndefined();
    expect(nested.insertTextFormat).toBe(2);
    const resolved = await client.request('completionItem/resolve', nested);
    expect(resolved.documentation.value).toContain('vmx.allowNested');

    const symbols = await ask<DocumentSymbol[]>('documentSymbol');
    expect(symbols.map(({ name }) => name)).toEqual(['displayName', 'scsi0:0', 'vhv.enable']);
    expect(symbols[0]!.range.end.character).toBe(encoding === 'utf-8' ? 28 : 25);
    expect(await ask('foldingRange')).toEqual([{ startLine: 1, endLine: 2, kind: 'region' }]);
    expect(await ask('documentLink')).toEqual([
      {
        range: { start: { line: 1, character: 20 }, end: { line: 1, character: 26 } },
        target: uriOf(folder.at('d.vmdk')),
      },
    ]);
    expect(await client.stop()).toBe(0);
  }
});

test('a client that can less gets what it can', async () => {
  const client = await start(folder.path, {});
  const uri = client.open(folder.at('a.vmx'), TEXT);
  const textDocument = { uri };
  const position = { line: 4, character: 0 };
  const keys = await client.request('textDocument/completion', { textDocument, position });
  const nested = (keys as CompletionItem[]).find(({ label }) => label === 'vmx.allowNested')!;
  expect(nested.insertTextFormat).toBe(1);
  const symbols = await client.request('textDocument/documentSymbol', { textDocument });
  expect(symbols[0].location.uri).toBe(uri);
  const range = { start: position, end: position };
  const everything = { ...range, start: { line: 0, character: 0 } };
  for (const { edit } of await client.actions(uri, everything)) expect(edit!.changes).toBeDefined();
});

test('a link to what is not there is none', async () => {
  const client = await start();
  const textDocument = { uri: client.open(folder.at('a.vmx'), TEXT) };
  expect(await client.request('textDocument/documentLink', { textDocument })).toEqual([]);
});

test('a change of a long file is told of within ten times its parse', async () => {
  const client = await start();
  const lines = Array.from(
    { length: 5000 },
    (_, index) => `guestinfo.x${index} = "value ${index}"\n`,
  );
  const text = lines.join('');
  const uri = client.open(folder.at('a.vmx'), text);
  await client.diagnostics(uri, 1);
  const times: number[] = [];
  for (let version = 2; version < 12; version++) {
    const start = { line: 2500, character: 0 };
    const started = performance.now();
    client.change(uri, version, [{ range: { start, end: start }, text: '#' }]);
    await client.diagnostics(uri, version);
    times.push(performance.now() - started);
  }
  const [median] = times.sort((a, b) => a - b).slice(5);
  // What it waits for more of the same included; the machine may be busy.
  expect(median).toBeLessThan(400);
});
