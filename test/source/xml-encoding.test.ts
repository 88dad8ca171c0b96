import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SourceForm } from '../../src/source/source.js';
import { readXmlEncoding, xmlSource } from '../../src/source/xml-encoding.js';
import { Source } from '../../src/source/source.js';
import { anyBytes } from '../support/arbitrary.js';

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const utf16le = (text: string): Buffer => Buffer.from(text, 'utf16le');
const utf16be = (text: string): Buffer => utf16le(text).swap16();

describe('the form of an XML file is told by its first bytes', () => {
  test.each<[string, Buffer, SourceForm]>([
    ['UTF-8', utf8('<a/>'), 'bytes'],
    ['UTF-8 with a byte order mark', utf8('\uFEFF<a/>'), 'bytes'],
    ['UTF-16LE with a byte order mark', utf16le('\uFEFF<a/>'), 'utf-16le'],
    ['UTF-16BE with a byte order mark', utf16be('\uFEFF<a/>'), 'utf-16be'],
    ['UTF-16LE without one', utf16le('<?xml?>'), 'utf-16le'],
    ['UTF-16BE without one', utf16be('<?xml?>'), 'utf-16be'],
    ['short UTF-16LE', utf16le('<'), 'utf-16le'],
    ['short UTF-16BE', utf16be('<a'), 'utf-16be'],
    ['UTF-16LE with hardly any ASCII', utf16le(`<${'名'.repeat(100)}/>`), 'utf-16le'],
    ['UTF-16BE behind blanks', utf16be('\n <a/>'), 'utf-16be'],
    ['cut off UTF-16', utf16le('<abc').subarray(0, 5), 'utf-16le'],
    ['UTF-32', Buffer.from('<\0\0\0a\0\0\0', 'latin1'), 'bytes'],
    ['NULs', Buffer.alloc(8), 'bytes'],
    ['nothing', Buffer.alloc(0), 'bytes'],
  ])('%s', (_, bytes, form) => {
    const source = xmlSource(bytes);
    expect(source.form).toBe(form);
    expect(Buffer.from(source.bytes)).toEqual(bytes);
  });
});

describe('the encoding', () => {
  const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

  test.each<[string, Buffer, string | undefined, object]>([
    ['none declared', utf8('<ü/>'), undefined, { conflict: undefined, firstInvalid: -1 }],
    ['UTF-8 declared', utf8('<ü/>'), 'utf-8', { conflict: undefined, firstInvalid: -1 }],
    ['invalid UTF-8', latin1('<\xFC/>'), undefined, { conflict: undefined, firstInvalid: 1 }],
    ['UTF-8 that is called UTF-16', utf8('<ü/>'), 'UTF-16', { conflict: 'contradicted' }],
    ['a mark against Latin 1', utf8('\uFEFF<ü/>'), 'ISO-8859-1', { conflict: 'contradicted' }],
    ['UTF-16 that is called UTF-8', utf16le('<ü/>'), 'UTF-8', { conflict: 'contradicted' }],
    ['UTF-16 with half a character', utf16be('<é\uDE00/>'), 'UTF-16', { firstInvalid: 3 }],
    ['UTF-16', utf16le('<ü/>'), 'UTF-16', { conflict: undefined, firstInvalid: -1 }],
    ['an unknown one', utf8('<a/>'), 'klingon', { conflict: 'unknown', obstacle: undefined }],
  ])('%s', (_, bytes, declared, expected) => {
    const source = xmlSource(bytes);
    const read = readXmlEncoding(source, declared);
    expect(read).toMatchObject({ ...expected, encoding: { name: 'UTF-8' } });
    expect(source.encoding.name).toBe('UTF-8');
  });

  test('is the declared one where the bytes do not say otherwise', () => {
    const source = xmlSource(latin1('<a b="\xE1\x80"/>'));
    const read = readXmlEncoding(source, 'windows-1252');
    expect(read).toMatchObject({ conflict: undefined, firstInvalid: -1, obstacle: undefined });
    expect(source.decode(6, 8)).toBe('á€');
    expect(readXmlEncoding(source, 'ISO-8859-1').encoding.decode('\xE1')).toBe('á');
  });

  test('hinders writing where it is unknown, or where bytes are missing', () => {
    const obstacle = (bytes: Buffer, declared?: string) =>
      readXmlEncoding(xmlSource(bytes), declared).obstacle;
    expect(obstacle(latin1('<a b="\xE1"/>'), 'klingon')).toMatch('declares the encoding klingon');
    expect(obstacle(utf8('<a/>'), 'ISO-2022-JP')).toMatch('declares the encoding ISO-2022-JP');
    expect(obstacle(utf16le('<a/>').subarray(0, 7))).toMatch('odd number of bytes');
    expect(obstacle(utf16le('<a/>'))).toBeUndefined();
    expect(obstacle(utf16le('<a b="\u{1F600}"/>'))).toBeUndefined();
    expect(obstacle(utf16le('<a b="é\uD83D"/>'))).toMatch('bytes that UTF-16 does not have');
    expect(obstacle(latin1('<a b="\xE1"/>'))).toMatch('bytes that UTF-8 does not have');
    expect(obstacle(latin1('<a b="\xE1"/>'), 'ISO-8859-1')).toBeUndefined();
  });

  test('of a string is nobody’s business any more', () => {
    const read = readXmlEncoding(Source.fromText('<ü/>'), 'ISO-8859-1');
    expect(read).toMatchObject({ conflict: undefined, obstacle: undefined });
  });
});

test('an edit leaves every other byte as it is, and the form too', () => {
  const encoded: ((text: string) => Buffer)[] = [utf8, utf16le, utf16be];
  for (const encode of encoded) {
    for (const mark of ['', '\uFEFF']) {
      const source = xmlSource(encode(`${mark}<ü b="no" c="\u{1F4BB}"/>`));
      const start = source.view.indexOf('no');
      const edited = source.edit([{ start, end: start + 2, text: 'yes' }]);
      expect(edited.form).toBe(source.form);
      expect(Buffer.from(edited.bytes)).toEqual(encode(`${mark}<ü b="yes" c="\u{1F4BB}"/>`));
    }
  }
});

test('any bytes come back as they were', () => {
  fc.assert(
    fc.property(fc.oneof(anyBytes, fc.string().map(utf16le), fc.string().map(utf16be)), (bytes) => {
      const source = xmlSource(bytes);
      readXmlEncoding(source, undefined);
      expect(Buffer.from(source.bytes)).toEqual(bytes);
      const even = source.form === 'bytes' || bytes.length % 2 === 0;
      if (even) expect(Buffer.from(source.edit([]).bytes)).toEqual(bytes);
    }),
  );
});
