import { describe, expect, test } from '@jest/globals';
import { format, formatted, type FormatOptions } from '../../src/format/index.js';
import { VmxDocument, vmxIn } from '../../src/languages/index.js';
import { applyEdits } from '../../src/source/edits.js';
import { Source } from '../../src/source/source.js';

const VMX = vmxIn('vmx');

/** One character a byte, before and after. */
function format1(text: string, options: Partial<FormatOptions> = {}): string {
  const document = new VmxDocument(Source.fromBytes(Buffer.from(text, 'latin1')));
  const result = formatted(document, VMX, options);
  expect(format(result.document, options)).toEqual([]);
  return Buffer.from(result.document.source.bytes).toString('latin1');
}

describe('a pair', () => {
  test.each([
    ['memsize="4096"\n', 'memsize = "4096"\n'],
    ['  memsize\t=\t"4096"  \n', 'memsize = "4096"\n'],
    ['memsize = 4096\n', 'memsize = "4096"\n'],
    ['annotation =\n', 'annotation = ""\n'],
    ['annotation =   # none\n', 'annotation = "" # none\n'],
    ['a = b=c\n', 'a = "b=c"\n'],
    ['a="b"# c \t\n', 'a = "b" # c\n'],
    ['a = |41||42|\n', 'a = "|41||42|"\n'],
    ['a = "  b |22# = "\n', 'a = "  b |22# = "\n'],
    ['"a"="b"\n', '"a" = "b"\n'],
    ['displayName="\xC4\xE3\xBA\xC3" \n', 'displayName = "\xC4\xE3\xBA\xC3"\n'],
  ])('%j becomes %j', (text, expected) => {
    expect(format1(text)).toBe(expected);
  });

  test.each([
    ['a placeholder without quotes', ' a={{.Size}}\n'],
    ['what a shell fills in', ' a=$NAME\n'],
    ['a NUL behind it', ' a="b"  \0 \n'],
    ['a placeholder as its key', ' {{.Key}}="b"\n'],
  ])('with %s stays as it is', (_what, text) => {
    expect(format1(text)).toBe(text);
  });

  test.each([
    ['a quote in a value without quotes', '19"rack'],
    ['typographic quotes', '\xE2\x80\x9CTRUE\xE2\x80\x9D'],
    ['apostrophes', "'TRUE'"],
  ])('with %s gets blanks, and no quotes', (_what, value) => {
    expect(format1(` a=${value}\t# c \n`)).toBe(`a = ${value} # c\n`);
  });

  test('is not put in quotes where a comment lets it be without, for a reason', () => {
    const next = '# vmlint-ignore-next-line vmx/quoted-value -- for our parser\n';
    expect(format1(`${next} a=1\nb=2\n`)).toBe(`${next}a = 1\nb = "2"\n`);
    const file = '# vmlint-ignore-file vmx/quoted-value -- for our parser\n';
    expect(format1(`a=1\nb=2\n${file}`)).toBe(`a = 1\nb = 2\n${file}`);
    const inVain = '# vmlint-ignore-file vmx/quoted-value -- for our parser until 2001-01-01\n';
    expect(format1(`a=1\n${inVain}`)).toBe(`a = "1"\n${inVain}`);
  });

  test('is not put in quotes in a template', () => {
    expect(format1('<% if x\ny=5 %>\nz=5\nname="{{.Name}}"\n')).toBe(
      '<% if x\ny=5 %>\nz=5\nname = "{{.Name}}"\n',
    );
  });
});

describe('other lines', () => {
  test('keep comments, blank lines and their order', () => {
    const text = '#!/usr/bin/vmware  \n\n  # first\t\n \t\n\nb = "1"\na = "2"\n';
    expect(format1(text)).toBe('#!/usr/bin/vmware\n\n# first\n\n\nb = "1"\na = "2"\n');
  });

  test.each([
    ['  // foreign  \n'],
    ['  a = "b  \n'],
    ['\ta = "b" junk \n'],
    ['  a = "b"  c = "d" \n'],
    [' [section] \n'],
    [' a: "b" \n'],
    ['  a b  \n'],
    ['a = "b"  \0\0\0'],
    ['a = "b'],
  ])('malformed: %j stays as it is', (text) => {
    expect(format1(text)).toBe(text);
  });

  test('the byte order mark stays', () => {
    expect(format1('\xEF\xBB\xBF a="b"\n')).toBe('\xEF\xBB\xBFa = "b"\n');
  });

  test('the last pair or comment gets an end of line, the one that most lines have', () => {
    expect(format1('a="b"')).toBe('a = "b"\n');
    expect(format1('a = "b"\r\nc = "d"')).toBe('a = "b"\r\nc = "d"\r\n');
    expect(format1('a = "b"\r# c')).toBe('a = "b"\r# c\r');
    expect(format1('a = "b"\n  ')).toBe('a = "b"\n');
    expect(format1('')).toBe('');
  });
});

describe('ends of lines', () => {
  const mixed = 'a="b"\r\nc = "d"\ne = "f\rg = "h"';
  test('are kept', () => {
    expect(format1(mixed)).toBe('a = "b"\r\nc = "d"\ne = "f\rg = "h"\n');
  });
  test('become what is asked for, also in ignored and malformed lines', () => {
    expect(format1(mixed, { endOfLine: 'lf' })).toBe('a = "b"\nc = "d"\ne = "f\ng = "h"\n');
    expect(format1(`# vmlint-format-ignore-start\n${mixed}`, { endOfLine: 'crlf' })).toBe(
      '# vmlint-format-ignore-start\r\na="b"\r\nc = "d"\r\ne = "f\r\ng = "h"',
    );
  });
  test('a CR and an LF stay two where only blanks part them', () => {
    expect(format1('a="b"\r  \nc="d"\n')).toBe('a = "b"\r  \nc = "d"\n');
    expect(format1('a="b"\r  \nc="d"\n', { endOfLine: 'lf' })).toBe('a = "b"\n\nc = "d"\n');
  });
});

describe('what comments keep as it is', () => {
  test('the next setting', () => {
    const text = ' # vmlint-format-ignore\n\n  a="b"\n  c="d"\n';
    expect(format1(text)).toBe('# vmlint-format-ignore\n\n  a="b"\nc = "d"\n');
  });
  test('a range', () => {
    const text =
      ' a="b"\n# vmlint-format-ignore-start: a table\n x  ="1"\n\t\n#  \n# vmlint-format-ignore-end\n c="d"\n';
    expect(format1(text)).toBe(text.replace(' a="b"', 'a = "b"').replace(' c="d"', 'c = "d"'));
  });
  test('to the end of the file where nothing ends it', () => {
    const text = '# vmlint-format-ignore-start\n  a="b"';
    expect(format1(text)).toBe(text);
  });
  test('an end without a start, and a misspelt one, mean nothing', () => {
    expect(format1('# vmlint-format-ignore-end\n a="b"\n# vmlint-format-ignored\n a="b"\n')).toBe(
      '# vmlint-format-ignore-end\na = "b"\n# vmlint-format-ignored\na = "b"\n',
    );
  });
});

describe('grouping of namespaces', () => {
  test('sets runs of a namespace apart and moves nothing', () => {
    const text =
      'config.version = "8"\nmemsize = "4"\nethernet0.present = "TRUE"\nEthernet0.virtualDev = "e1000"\nguestOS = "x"\n# disks\nscsi0.present = "TRUE"\nscsi0:0.present = "TRUE"\n\nusb.present = "TRUE"\nusb.a = "1"\n';
    expect(format1(text, { groupNamespaces: true })).toBe(
      'config.version = "8"\nmemsize = "4"\n\nethernet0.present = "TRUE"\nEthernet0.virtualDev = "e1000"\n\nguestOS = "x"\n\n# disks\nscsi0.present = "TRUE"\nscsi0:0.present = "TRUE"\n\nusb.present = "TRUE"\nusb.a = "1"\n',
    );
    expect(format1(text)).toBe(text);
  });
});

describe('files that must not change', () => {
  test.each([
    ['encrypted', 'encryption.keySafe="x"\na="b"\n'],
    ['in an encoding whose bytes cannot be told apart', '.encoding="ISO-2022-JP"\na="b"\n'],
  ])('%s', (_why, text) => {
    expect(format1(text)).toBe(text);
  });
});

test('UTF-16 stays UTF-16', () => {
  const bytes = Buffer.from('\uFEFFdisplayName="Prüfung"\r\n', 'utf16le');
  const { document } = formatted(new VmxDocument(Source.fromBytes(bytes)), VMX);
  expect(Buffer.from(document.source.bytes).toString('utf16le')).toBe(
    '\uFEFFdisplayName = "Prüfung"\r\n',
  );
});

test('edits touch no key and no value', () => {
  const text = ' memsize = 4096 # MB\nb = "c"\nd="e"\n';
  const document = new VmxDocument(Source.fromText(text));
  const edits = format(document);
  expect(edits).toEqual([
    { start: 0, end: 1, text: '' },
    { start: 11, end: 11, text: '"' },
    { start: 15, end: 15, text: '"' },
    { start: 30, end: 31, text: ' = ' },
  ]);
  expect(applyEdits(text, edits)).toBe('memsize = "4096" # MB\nb = "c"\nd = "e"\n');
});
