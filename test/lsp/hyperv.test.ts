import { expect, test } from '@jest/globals';
import { FIX_ALL } from '../../src/lsp/code-actions.js';
import { containerOf, LISTED_VM, utf16, xmlOf } from '../support/hyperv.js';
import { edited, editsOf, START, type Json } from './client.js';
import { useServer } from './server.js';

const { folder, start } = useServer();

const FILE = 'Virtual Machines/lab.xml';
const UNTIDY = xmlOf(LISTED_VM)
  .replace('<notes type="string"></notes>', '<notes type="string">\r\n    </notes>')
  .replace('    <subtype', '        <subtype');

/** What editors hand over of UTF-16 is text that declares UTF-16, with or without a byte order mark. */
test.each([
  ['', utf16(UNTIDY)],
  ['\uFEFF', utf16(UNTIDY)],
  ['', Buffer.from(UNTIDY)],
])('judges, fixes and formats what an editor has read (%j)', async (mark, bytes) => {
  folder.plant({ [FILE]: bytes });
  const client = await start();
  const uri = client.open(folder.at(FILE), mark + UNTIDY, 1, 'hyperv');
  const rule = '--rule=hyperv/matching-encoding=off';
  const { findings } = folder.json(rule, FILE).report.files[0]!;
  const found = await client.diagnostics(uri);
  expect(found.map(({ code, range }) => [code, range.start.line + 1])).toEqual(
    findings.map(({ rule, start }: Json) => [rule, start.line]),
  );
  expect(found.length).toBeGreaterThan(3);

  const [action] = await client.actions(uri, START, [FIX_ALL]);
  const fixed = edited(mark + UNTIDY, editsOf(action!.edit!, uri));
  client.change(uri, 2, [{ text: fixed }]);
  const edits = await client.request('textDocument/formatting', {
    textDocument: { uri },
    options: { tabSize: 2, insertSpaces: true },
  });
  const formatted = edited(fixed, edits).replace('\uFEFF', '');
  folder.vmlint('--fix', '--no-assume', rule, FILE);
  folder.vmlint('format', FILE);
  const written = Buffer.from(folder.read(FILE), 'latin1');
  const isWide = bytes[0] === 0xff;
  expect(formatted).toBe(isWide ? written.subarray(2).toString('utf16le') : written.toString());
  expect(formatted).toBe(xmlOf(LISTED_VM));
});

test('says nothing of a container, which no editor can show', async () => {
  folder.plant({ 'a.vmcx': containerOf(LISTED_VM) });
  const text = Buffer.from(folder.read('a.vmcx'), 'latin1').toString();
  const client = await start();
  const uri = client.open(folder.at('a.vmcx'), text, 1, 'hyperv');
  expect(await client.diagnostics(uri)).toEqual([]);
});
