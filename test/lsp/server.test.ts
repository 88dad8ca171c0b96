import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RULES } from '../../rules/index.js';
import { ESXI, vmlint, type ReportedFinding } from '../cli/vmlint.js';
import { CAPABILITIES, START, uriOf } from './client.js';
import { EXAMPLES, useServer } from './server.js';
import type { Diagnostic } from 'vscode-languageserver/node';

const { folder, start } = useServer();

const SEVERITIES = ['', 'error', 'warning', 'info'];

describe('a session', () => {
  test('starts, says what it is, and ends with 0', async () => {
    const client = await start();
    const { initialized } = client;
    expect(initialized.serverInfo.name).toBe('vmlint');
    expect(initialized.capabilities.positionEncoding).toBe('utf-16');
    expect(await client.stop()).toBe(0);
    expect(client.stderr).toBe('');
  });

  test('ends with 1 where the client exits without a word, or is gone', async () => {
    const one = await start();
    one.notify('exit', null);
    expect(await one.exit()).toBe(1);
    const other = await start();
    other.process.stdin.end();
    expect(await other.exit()).toBe(1);
  });

  test('says what is wrong with its options, and serves nobody', () => {
    const { status, stderr } = folder.vmlint('lsp', '--rule', 'vmx/no-bomb=off');
    expect(status).toBe(2);
    expect(stderr).toContain('vmx/no-bomb');
  });

  test('answers what it does not know with an error, and goes on', async () => {
    const client = await start();
    await expect(client.request('textDocument/nonsense', {})).rejects.toThrow('-32601');
    const unknown = { textDocument: { uri: 'file:///nowhere.vmx' }, range: START };
    const context = { diagnostics: [] };
    expect(await client.request('textDocument/codeAction', { ...unknown, context })).toEqual([]);
    expect(await client.stop()).toBe(0);
  });
});

test('a client that refuses what it said that it can stops nothing', async () => {
  const diagnostics = { refreshSupport: true };
  const client = await start(folder.path, {
    workspace: { ...CAPABILITIES.workspace, diagnostics },
    textDocument: { diagnostic: {} },
  });
  client.refuses = true;
  const uri = client.open(folder.at('a.vmx'), ESXI);
  client.notify('workspace/didChangeWatchedFiles', { changes: [] });
  client.notify('textDocument/didSave', { textDocument: { uri } });
  const textDocument = { uri };
  for (let times = 0; times < 3; times++) {
    const { items } = await client.request('textDocument/diagnostic', { textDocument });
    expect(items).toHaveLength(2);
  }
  expect(client.asked.map(({ method }) => method)).toContain('workspace/diagnostic/refresh');
  expect(client.stderr).toBe('');
  expect(await client.stop()).toBe(0);
});

describe('findings', () => {
  test('are those of the command, of every example of every rule and every file of the examples', async () => {
    const texts = RULES.flatMap(({ id, examples: { good, bad } }) =>
      [...good, ...bad].flatMap(({ text, bytes, dialect = 'vmx' }, index) => {
        if (bytes === true || text.includes('\uFEFF') || !/^vmx|^vbox/.test(dialect)) return [];
        return [{ name: `${id.replace('/', '-')}-${index}.${dialect}`, text }];
      }),
    );
    for (const name of readdirSync(EXAMPLES)) {
      if (!/\.(?:vmx|vbox)$/.test(name)) continue;
      texts.push({ name, text: readFileSync(`${EXAMPLES}/${name}`, 'utf8') });
    }
    expect(texts.length).toBeGreaterThan(200);
    for (const { name, text } of texts) folder.plant({ [name]: Buffer.from(text) });
    const { report } = folder.json('.');
    const told = new Map(report.files.map((file) => [file.path, file.findings]));
    const client = await start();
    for (const { name, text } of texts) {
      const uri = client.open(folder.at(name), text, 1, name.endsWith('vbox') ? 'vbox' : 'vmx');
      const diagnostics = await client.diagnostics(uri);
      const seen = diagnostics.map(({ range: { start, end }, severity, code, message }) => ({
        rule: code,
        severity: SEVERITIES[severity!],
        message,
        start: `${start.line + 1}:${start.character + 1}`,
        end: `${end.line + 1}:${end.character + 1}`,
      }));
      expect({ name, findings: seen }).toEqual({ name, findings: told.get(name)!.map(shown) });
    }
  }, 60_000);

  test('follow the text that is typed, saved or not, and are taken back when it is closed', async () => {
    const client = await start();
    const uri = client.open(folder.at('never-saved.vmx'), ESXI);
    expect((await client.diagnostics(uri, 1)).map(({ code }) => code)).toEqual([
      'nested/expose-hardware-virtualization',
      'vmx/quoted-value',
    ]);
    const end = { line: 4, character: 0 };
    client.change(uri, 2, [{ range: { start: end, end }, text: 'vhv.enable = "TRUE"\n' }]);
    expect((await client.diagnostics(uri, 2)).map(({ code }) => code)).toEqual([
      'vmx/quoted-value',
    ]);
    client.notify('textDocument/didClose', { textDocument: { uri } });
    await client.diagnosticsThat(uri, (found) => found.length === 0);
  });

  test('are told once for what is typed at a stretch', async () => {
    const client = await start();
    const uri = client.open(folder.at('a.vmx'), ESXI);
    await client.diagnostics(uri, 1);
    for (let version = 2; version <= 200; version++) {
      client.change(uri, version, [{ range: START, text: '#' }]);
    }
    await client.diagnostics(uri, 200);
    expect(client.timesTold(uri)).toBeLessThan(20);
  });

  test('are given to a client that asks, and then not sent as well', async () => {
    const textDocument = { ...CAPABILITIES.textDocument, diagnostic: {} };
    const client = await start(folder.path, { ...CAPABILITIES, textDocument });
    const uri = client.open(folder.at('a.vmx'), ESXI);
    const answer = await client.request('textDocument/diagnostic', { textDocument: { uri } });
    expect(answer.kind).toBe('full');
    expect(answer.items).toHaveLength(2);
    expect(client.timesTold(uri)).toBe(0);
  });

  test('count as the client counts: UTF-16 units, or bytes', async () => {
    const text = 'displayName = "Zürich 😀" = x\nmemsize = "4096"\n';
    const columns: number[] = [];
    for (const encoding of ['utf-16', 'utf-8']) {
      const general = { positionEncodings: ['utf-32', encoding, 'utf-16'] };
      const client = await start(folder.path, { ...CAPABILITIES, general });
      expect(client.initialized.capabilities.positionEncoding).toBe(encoding);
      const uri = client.open(folder.at('a.vmx'), text);
      const found = await client.diagnostics(uri);
      const junk = found.find(({ code }) => code === 'vmx/no-malformed-line')!;
      columns.push(junk.range.end.character);
      client.process.kill();
    }
    expect(columns).toEqual([text.indexOf('\n'), Buffer.byteLength(text.split('\n')[0]!)]);
  });

  test('are told of no file that is left out, and of none that is no VM configuration', async () => {
    folder.plant({ '.vmlintignore': 'archive/\n', 'archive/old.vmx': ESXI, 'x.vmx': ESXI });
    const client = await start();
    const uris = [
      client.open(folder.at('archive/old.vmx'), ESXI),
      client.open(folder.at('notes.txt'), 'some = words\nabout = it\n', 1, 'plaintext'),
      client.open(folder.at('picture.vmx'), '\u0000\u0001PNG'.repeat(100)),
    ];
    for (const uri of uris) expect(await client.diagnostics(uri)).toEqual([]);
    const untitled = client.open(folder.at('x.vmx'), ESXI);
    expect(await client.diagnostics(untitled)).toHaveLength(2);
  });

  test('hold for a text that has no file yet, by what the editor takes it for', async () => {
    const client = await start();
    const uri = 'untitled:Untitled-1';
    const textDocument = { uri, languageId: 'vmx', version: 1, text: ESXI };
    client.notify('textDocument/didOpen', { textDocument });
    expect(await client.diagnostics(uri)).toHaveLength(2);
  });
});

function shown({ rule, severity, message, start, end }: ReportedFinding) {
  return {
    rule,
    severity,
    message,
    start: `${start.line}:${start.column}`,
    end: `${end.line}:${end.column}`,
  };
}

describe('configurations', () => {
  test('are found from the file upwards, in each of several folders', async () => {
    folder.plant({
      'one/vmlint.config.jsonc': '{ "rules": { "vmx/quoted-value": "off" } }',
      'two/vmlint.config.jsonc': '{ "nested": "auto", "ignore": ["old/**"] }',
      'two/old/a.vmx': ESXI,
    });
    const client = await start(folder.path, CAPABILITIES, [], [folder.at('one'), folder.at('two')]);
    const one = client.open(folder.at('one/deep/er/a.vmx'), ESXI);
    expect((await client.diagnostics(one)).map(({ code }) => code)).toEqual([
      'nested/expose-hardware-virtualization',
    ]);
    const two = client.open(folder.at('two/old/a.vmx'), ESXI);
    expect(await client.diagnostics(two)).toEqual([]);
    expect(await client.stop()).toBe(0);
  });

  test('are read anew when they change', async () => {
    const config = folder.at('vmlint.config.json');
    const client = await start();
    const uri = client.open(folder.at('a.vmx'), ESXI);
    expect(await client.diagnostics(uri)).toHaveLength(2);
    await client.request('textDocument/diagnostic', { textDocument: { uri } });
    expect(client.asked.map(({ method }) => method)).toContain('client/registerCapability');
    folder.plant({ 'vmlint.config.json': '{ "rules": { "vmx/*": "off" } }' });
    const changes = [{ uri: uriOf(config), type: 1 }];
    client.notify('workspace/didChangeWatchedFiles', { changes });
    const found = await client.diagnosticsThat(uri, ({ length }) => length === 1);
    expect(found[0]!.code).toBe('nested/expose-hardware-virtualization');
  });

  test('that cannot be used stop nothing: that is said where it is wrong, and nothing is fixed on save', async () => {
    folder.plant({ 'vmlint.config.jsonc': '{ "rules": { "vmx/no-bomb": "off" } }' });
    const client = await start();
    const uri = client.open(folder.at('a.vmx'), ESXI);
    const found = await client.diagnostics(uri);
    expect(found).toHaveLength(3);
    expect(found[0]!.message).toContain('vmx/no-bomb');
    const [ofConfig] = await client.diagnostics(uriOf(folder.at('vmlint.config.jsonc')));
    expect(ofConfig!.range.start).toEqual({ line: 0, character: 13 });
    expect(await client.actions(uri, START, ['source.fixAll'])).toEqual([]);
    folder.plant({ 'vmlint.config.jsonc': '{}' });
    client.notify('textDocument/didSave', { textDocument: { uri } });
    await client.diagnosticsThat(uri, ({ length }) => length === 2);
    await client.diagnosticsThat(
      uriOf(folder.at('vmlint.config.jsonc')),
      (all) => all.length === 0,
    );
  });

  test('are those of the command line where it says more', async () => {
    const client = await start(folder.path, CAPABILITIES, ['--stdio', '--nested', 'forbid']);
    const uri = client.open(folder.at('a.vmx'), 'vhv.enable = "TRUE"\nmemsize = "4096"\n');
    const found = await client.diagnostics(uri);
    expect(found.map(({ code }) => code)).toContain('nested/hide-hardware-virtualization');
  });
});

describe('the text', () => {
  test.each(['utf-16', 'utf-8'])(
    'stays that of the client through random edits, in %s',
    async (encoding) => {
      const general = { positionEncodings: [encoding] };
      const textDocument = { ...CAPABILITIES.textDocument, diagnostic: {} };
      const client = await start(folder.path, { ...CAPABILITIES, general, textDocument });
      const uri = client.open(folder.at('a.vmx'), ESXI);
      let text = ESXI;
      let version = 1;
      const pieces = ['é', '😀', '\n', '\r\n', '\r', 'vhv.enable = "TRUE"\n', '"', '# x', '', 'a'];
      const steps = fc.sample(
        fc.record({ at: fc.nat(), length: fc.nat(9), text: fc.constantFrom(...pieces) }),
        { numRuns: 10_000, seed: 42 },
      );
      const counted = (offset: number) => positionAt(text, offset, encoding === 'utf-8');
      for (const step of steps) {
        // What stands at the start stays, so that it is a VM's file all the time.
        const start = whole(text, ESXI.length + (step.at % (text.length + 1 - ESXI.length)));
        const length = text.length > 3000 ? 40 : step.length;
        const end = whole(text, Math.min(text.length, start + length));
        const range = { start: counted(start), end: counted(end) };
        client.change(uri, ++version, [{ range, text: step.text }]);
        text = text.slice(0, start) + step.text + text.slice(end);
      }
      folder.plant({ 'a.vmx': Buffer.from(text) });
      const [file] = folder.json('a.vmx').report.files;
      const { items } = await client.request('textDocument/diagnostic', { textDocument: { uri } });
      const seen = items.map(({ range, code }: Diagnostic) => `${range.start.line + 1} ${code}`);
      expect(file!.findings.map(({ start, rule }) => `${start.line} ${rule}`)).toEqual(seen);
      expect(seen.length).toBeGreaterThan(5);
    },
    30_000,
  );
});

/** Neither in a pair of surrogates nor between CR and LF. */
function whole(text: string, offset: number): number {
  const pair = text.slice(Math.max(0, offset - 1), offset + 1);
  return pair === '\r\n' || /^[\ud800-\udbff][\udc00-\udfff]/.test(pair) ? offset - 1 : offset;
}

function positionAt(text: string, offset: number, inBytes: boolean) {
  const lines = text.slice(0, offset).split(/\r\n?|\n/);
  const last = lines.at(-1)!;
  return { line: lines.length - 1, character: inBytes ? Buffer.byteLength(last) : last.length };
}

describe('cancellation', () => {
  test('ends a question with an answer that says so', async () => {
    const client = await start();
    const uri = client.open(folder.at('a.vmx'), ESXI);
    const context = { diagnostics: [] };
    const params = { textDocument: { uri }, range: START, context };
    const asked = client.ask('textDocument/codeAction', params);
    client.notify('$/cancelRequest', { id: asked.id });
    expect((await asked.answer).error?.code).toBe(-32800);
    expect(await client.actions(uri, START)).not.toEqual([]);
  });
});

test('a start without the server loads nothing of it', () => {
  folder.plant({ 'a.vmx': ESXI });
  const script = `
    const Module = require('node:module');
    const load = Module._load;
    Module._load = function (name, ...rest) {
      if (/lsp\\.cjs|vscode-/.test(name)) process.stderr.write('loaded ' + name);
      return load.call(this, name, ...rest);
    };`;
  folder.plant({ 'spy.cjs': script });
  const { stderr } = vmlint(folder.path, ['a.vmx'], {
    env: { NODE_OPTIONS: `--require ${folder.at('spy.cjs')}` },
  });
  expect(stderr).toBe('');
});
