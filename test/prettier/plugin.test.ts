import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as prettier from 'prettier';
import { formatted, whyUnformatted } from '../../src/format/index.js';
import { detectLanguage, sourceOf, vboxIn, vmxIn } from '../../src/languages/index.js';
import * as plugin from '../../src/prettier/index.js';
import { mutatedFile, structuralBytes } from '../support/arbitrary.js';
import { corpus } from '../support/shared.js';
import { damagedXml, wellFormedXml } from '../support/xml.js';
import { Source } from '../../src/source/source.js';

const LANGUAGES = { vmx: vmxIn('vmx'), vbox: vboxIn('vbox') };
type Parser = keyof typeof LANGUAGES;

const print = (text: string, parser: Parser, options: prettier.Options = {}) =>
  prettier.format(text, { parser, plugins: [plugin], ...options });

/** What `vmlint format` makes of it. */
function vmlintFormat(text: string, parser: Parser, groupNamespaces = false): string {
  const language = LANGUAGES[parser];
  const document = language.parse(Source.fromText(text));
  if (document.readOnly !== undefined) return text;
  return formatted(document, language, { groupNamespaces }).document.source.text;
}

/** All lines end alike: otherwise Prettier makes them so, as the first one ends. */
const alike = fc.constantFrom('\n', '\r\n', '\r');
const vmxText = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: mutatedFile }, structuralBytes), alike)
  .map(([file, end]) =>
    file
      .toString('utf8')
      .replaceAll('\uFFFD', '?')
      .replace(/\r\n?|\n/g, end),
  )
  // Of blanks alone Prettier makes nothing, without asking.
  .filter((text) => text.replace(/^\uFEFF/, '').trim() !== '');
const vboxText = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: wellFormedXml }, damagedXml), alike)
  .map(([text, end]) => text.replaceAll('\uFFFD', '?').replace(/\r\n?|\n/g, end))
  .filter((text) => text.replace(/^\uFEFF/, '').trim() !== '');

async function checkSame(text: string, parser: Parser, groupNamespaces: boolean): Promise<void> {
  let printed;
  try {
    printed = await print(text, parser, {
      vmxGroupNamespaces: groupNamespaces,
    });
  } catch (error) {
    // It names an encoding that is not UTF-8, and is not plain ASCII.
    expect(error).toBeInstanceOf(plugin.ForeignTextError);
    expect(text).toMatch(/encoding/i);
    return;
  }
  const expected = vmlintFormat(text, parser, groupNamespaces);
  if (expected.endsWith('\n') || expected.endsWith('\r') || /[\r\n]/.test(text)) {
    expect(printed).toBe(expected);
  }
  expect(await print(printed, parser)).toBe(vmlintFormat(printed, parser));
}

test('any .vmx: the same text as vmlint format', async () => {
  await fc.assert(
    fc.asyncProperty(vmxText, fc.boolean(), (text, group) => checkSame(text, 'vmx', group)),
    { numRuns: 1000 },
  );
});

test('any XML: the same text as vmlint format', async () => {
  await fc.assert(
    fc.asyncProperty(vboxText, (text) => checkSame(text, 'vbox', false)),
    { numRuns: 1000 },
  );
});

test.each(['vmx', 'vbox'] as const)('all real %s files in UTF-8', async (folder) => {
  let checked = 0;
  for (const { name, bytes } of corpus(folder)) {
    const text = bytes.toString('utf8');
    const detected = detectLanguage(name, sourceOf(name, bytes));
    if (text.includes('\uFFFD') || 'whyNot' in detected || text.trim() === '') continue;
    const isAlike = new Set(text.match(/\r\n?|\n/g)).size < 2;
    const document = detected.language.parse(sourceOf(name, bytes));
    if (!isAlike || detected.language.id !== folder) continue;
    if (whyUnformatted(document) !== undefined || document.readOnly !== undefined) continue;
    const expected = Buffer.from(
      formatted(document, detected.language).document.source.bytes,
    ).toString();
    const options = { parser: folder, plugins: [plugin], filepath: name };
    let printed;
    try {
      printed = await prettier.format(text, options);
    } catch (error) {
      expect(error).toBeInstanceOf(plugin.ForeignTextError);
      continue;
    }
    expect([name, printed]).toEqual([name, expected]);
    expect(await prettier.check(printed, options)).toBe(true);
    checked++;
  }
  expect(checked).toBeGreaterThanOrEqual(0);
});

describe('ends of lines', () => {
  const text = ' a="b"\r\n// c  \r\nd = 1';
  const expected = 'a = "b"\n// c  \nd = "1"\n';
  test('stay as they are', async () => {
    expect(await print(text, 'vmx')).toBe(expected.replaceAll('\n', '\r\n'));
    expect(await print(text.replaceAll('\r\n', '\n'), 'vmx')).toBe(expected);
    expect(await print(text.replaceAll('\n', ''), 'vmx')).toBe(expected.replaceAll('\n', '\r'));
  });
  test('become what somebody asks for', async () => {
    expect(await print(text, 'vmx', { endOfLine: 'lf' })).toBe(expected);
    expect(await print(expected, 'vmx', { endOfLine: 'crlf' })).toBe(
      expected.replaceAll('\n', '\r\n'),
    );
  });
  test('of other languages are as Prettier has them', async () => {
    const css = await prettier.format('a{b:c}\r\n', { parser: 'css', plugins: [plugin] });
    expect(css).toBe('a {\n  b: c;\n}\n');
  });
});

test('a byte order mark stays', async () => {
  expect(await print('\uFEFFa="b"\n', 'vmx')).toBe('\uFEFFa = "b"\n');
});

describe('text that was no UTF-8 is refused, and where it is told', () => {
  test.each<[string, Parser, string, string]>([
    ['bytes that could not be decoded', 'vmx', 'a = "b"\nc="\uFFFD"\n', 'U+FFFD'],
    ['another encoding', 'vmx', '.encoding = "GBK"\na="é"\n', '"GBK"'],
    ['one that is unknown', 'vmx', '.encoding = "klingon"\na="é"\n', '"klingon"'],
    ['one in which ASCII is not itself', 'vmx', '.encoding = "ISO-2022-JP"\na="b"\n', '2022'],
    [
      'another encoding',
      'vbox',
      '<?xml version="1.0" encoding="ISO-8859-1"?>\n<VirtualBox a="é"/>\n',
      '"ISO-8859-1"',
    ],
  ])('%s (%s)', async (_what, parser, text, message) => {
    const error = await print(text, parser).then(
      () => undefined,
      (thrown: unknown) => thrown as plugin.ForeignTextError & { codeFrame: string },
    );
    expect(error).toBeInstanceOf(SyntaxError);
    expect(error!.message).toContain(message);
    expect(error!.message).toContain('use `vmlint format`');
    expect(error!.codeFrame).toContain('> ');
  });

  test.each<[string, Parser, string]>([
    ['UTF-8 by its name', 'vmx', '.encoding = "UTF-8"\na="é"\n'],
    ['nothing but ASCII', 'vmx', '.encoding = "windows-1252"\na="b"\n'],
    ['no encoding', 'vmx', 'a="é"\n'],
    ['UTF-8 by its declaration', 'vbox', '<?xml version="1.0" encoding="utf-8"?><a b="é"/>\n'],
    ['nothing but ASCII', 'vbox', '<?xml version="1.0" encoding="ISO-8859-1"?><a b="e"/>\n'],
  ])('%s is not (%s)', async (_what, parser, text) => {
    expect(await print(text, parser)).toBe(vmlintFormat(text, parser));
  });
});

test('what is something else by its name stays as it is', async () => {
  const text = 'versioninfo\n{\n\t"editorversion" "400"\n}\n';
  expect(await prettier.format(text, { filepath: 'a.vmx', plugins: [plugin] })).toBe(text);
});

test.each<[Parser, string]>([
  ['vmx', 'checkpoint.vmState="a.vmss"\n  memsize=4\n'],
  ['vbox', "<VirtualBox><Machine stateFile='a.sav' /></VirtualBox>\n"],
])('the file of a suspended VM stays as it is (%s)', async (parser, text) => {
  expect(await print(text, parser)).toBe(text);
});

test('comments for the formatter count here, too', async () => {
  const text = '# vmlint-format-ignore\n  a="b"\n c="d"\n';
  expect(await print(text, 'vmx')).toBe('# vmlint-format-ignore\n  a="b"\nc = "d"\n');
});
