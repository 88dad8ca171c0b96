import { describe, expect, test } from '@jest/globals';
import { format, formatted, whyUnformatted, type FormatOptions } from '../../src/format/index.js';
import { VboxDocument, vboxIn } from '../../src/languages/index.js';
import { xmlSource } from '../../src/source/xml-encoding.js';

const VBOX = vboxIn('vbox');

function read(text: string | Buffer): VboxDocument {
  return new VboxDocument(xmlSource(Buffer.from(text as string)));
}

function format1(text: string, options: Partial<FormatOptions> = {}): string {
  const result = formatted(read(text), VBOX, options);
  expect(format(result.document, options)).toEqual([]);
  return Buffer.from(result.document.source.bytes).toString();
}

const STYLE = `<?xml version="1.0"?>
<!-- written
     by hand -->
<VirtualBox xmlns="http://www.virtualbox.org/" version="1.16-linux">
  <Machine uuid="{1}" name="a&#xE1;&apos;&quot;">
    <Description>two
  lines </Description>
    <Hardware>
      <CPU count="2">
        <PAE enabled="true"/>
      </CPU>
    </Hardware>
  </Machine>
</VirtualBox>
`;

describe('the style of VirtualBox', () => {
  test('stays as it is', () => {
    expect(format(read(STYLE))).toEqual([]);
  });

  test('is made of anything else that says the same', () => {
    const other = `<?xml version='1.0' ?><!-- written
     by hand --><VirtualBox xmlns = "http://www.virtualbox.org/"
      version="1.16-linux" >\t<Machine uuid='{1}'\tname='a&#xE1;&apos;"'><Description >two
  lines </Description
  >
      <Hardware><CPU count="2"><PAE enabled="true"></PAE>
        </CPU
    ></Hardware>
  </Machine></VirtualBox >`;
    expect(format1(other)).toBe(STYLE);
  });

  test('leaves text, CDATA, comments and instructions alone', () => {
    const text = `<VirtualBox>
  <A> </A>
  <B>
</B>
  <C>x <d e="1"/> y<!-- z -->  <f/></C>
  <D><![CDATA[ <x  y='1'> ]]></D>
  <?do  this ?>
  <E xml:space="preserve"> <f/> </E>
  <!-- a   b
 c -->
</VirtualBox>
`;
    expect(format(read(text))).toEqual([]);
    expect(format1(text.replace('e="1"/>', "e = '1' />"))).toBe(text);
  });

  test('keeps blank lines, and comments behind a tag', () => {
    expect(
      format1('<VirtualBox>\n\n\n <A/>   <!-- of A -->\n<!-- of B --><B/>\n</VirtualBox>\n\n'),
    ).toBe('<VirtualBox>\n\n\n  <A/> <!-- of A -->\n  <!-- of B -->\n  <B/>\n</VirtualBox>\n');
  });
});

describe('ends of lines', () => {
  const text = '<VirtualBox>\r\n<A b="1"/>\r\n\r\n<C>x\r\ny</C><D/>\r\n</VirtualBox>';
  const expected = '<VirtualBox>\n  <A b="1"/>\n\n  <C>x\ny</C>\n  <D/>\n</VirtualBox>\n';
  test('are kept, and new ones are like the others', () => {
    expect(format1(text)).toBe(expected.replaceAll('\n', '\r\n'));
  });
  test('become what is asked for', () => {
    expect(format1(text, { endOfLine: 'lf' })).toBe(expected);
    expect(format1(expected, { endOfLine: 'crlf' })).toBe(expected.replaceAll('\n', '\r\n'));
  });
});

describe('what comments keep as it is', () => {
  test('the next element, with all in it', () => {
    expect(
      format1(
        '<VirtualBox>\n<!-- vmlint-format-ignore -->\n<A  b = "1" >\n<C/></A>\n<A  b = "1" />\n</VirtualBox>\n',
      ),
    ).toBe(
      '<VirtualBox>\n  <!-- vmlint-format-ignore -->\n  <A  b = "1" >\n<C/></A>\n  <A b="1"/>\n</VirtualBox>\n',
    );
  });
  test('a range', () => {
    const range =
      '<!-- vmlint-format-ignore-start: a table -->\n<A  b="1"/> <A  b="2"/>\n <!-- vmlint-format-ignore-end -->';
    expect(format1(`<VirtualBox>\n${range}<A  />\n</VirtualBox>\n`)).toBe(
      `<VirtualBox>\n  ${range}\n  <A/>\n</VirtualBox>\n`,
    );
  });
});

describe('no edits', () => {
  test.each([
    ['no well-formed XML', '<VirtualBox>\n<A>\n</VirtualBox>\n', 'well-formed'],
    ['a document type', '<!DOCTYPE a>\n<VirtualBox><A/></VirtualBox>\n', 'document type'],
    [
      'an encoding whose bytes cannot be told apart',
      '<?xml version="1.0" encoding="ISO-2022-JP"?>\n<VirtualBox><A/></VirtualBox>\n',
      'ISO-2022-JP',
    ],
  ])('for %s', (_what, text, why) => {
    expect(format(read(text), { endOfLine: 'crlf' })).toEqual([]);
    expect(whyUnformatted(read(text))).toContain(why);
  });
});

test.each(['utf16le', 'latin1'] as const)('%s stays what it is', (encoding) => {
  const head = encoding === 'utf16le' ? '\uFEFF' : '<?xml version="1.0" encoding="ISO-8859-1"?>\n';
  const text = `${head}<VirtualBox><A b='Prüfung'/></VirtualBox>`;
  const { document } = formatted(read(Buffer.from(text, encoding)), VBOX);
  expect(Buffer.from(document.source.bytes).toString(encoding)).toBe(
    `${head}<VirtualBox>\n  <A b="Prüfung"/>\n</VirtualBox>\n`,
  );
});
