import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ENCODINGS } from '../../src/source/encoding-names.js';
import {
  findEncoding,
  isAscii,
  UTF8,
  WINDOWS_1252,
  type TextEncoding,
} from '../../src/source/encodings.js';

/** The names that VMware's look-up finds in an earlier row, and a name that finds their own row. */
const REDIRECTED: Readonly<Record<string, { to: string; ownRow: string }>> = {
  'ASMO-708': { to: 'ISO-8859-6', ownRow: 'windows-708' },
  'TIS-620': { to: 'ibm-874', ownRow: 'MS874' },
  csISO2022JP: { to: 'ISO-2022-JP', ownRow: 'windows-50221' },
};
const UNDECODABLE =
  'BOCU-1 CESU-8 HZ-GB-2312 IBM00858 IBM437 IBM775 IBM850 IBM852 IBM857 IBM862 ISO-10646-UCS-4 SCSU UTF-32 UTF-32BE UTF-32LE UTF-7 Windows-57002 Windows-57003 Windows-57004 Windows-57005 Windows-57006 Windows-57007 Windows-57008 Windows-57009 Windows-57010 Windows-57011 Windows-720 Windows-737'.split(
    ' ',
  );
const NOT_ASCII_SUPERSETS =
  'BOCU-1 HZ-GB-2312 ISO-10646-UCS-2 ISO-10646-UCS-4 ISO-2022-JP SCSU UTF-16 UTF-16BE UTF-16LE UTF-32 UTF-32BE UTF-32LE UTF-7 csISO2022JP'.split(
    ' ',
  );
const DOUBLE_BYTE =
  'Big5 GBK KS_C_5601-1987 Shift_JIS Windows-31J ibm-1363_P11B-1998 ibm-1373_P100-2002 ibm-1386 ibm-943_P130-1999 windows-949-2000'.split(
    ' ',
  );

function encoding(name: string): TextEncoding {
  const found = findEncoding(name);
  if (!found) throw new Error(`${name} is not found`);
  return found;
}

const fromHex = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');
const toUtf8View = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const rows = ENCODINGS.map(([name, codePage, , , aliases]) => ({
  name,
  codePage,
  aliases: aliases.split(' ').filter(Boolean),
}));
const all = rows.map(({ name }) => encoding(REDIRECTED[name]?.ownRow ?? name));
const allByName = all.map((found) => [found.name, found] as const);
const singleByte = all.filter(
  ({ name, decodable, asciiSuperset }) =>
    decodable && asciiSuperset && name !== 'UTF-8' && !DOUBLE_BYTE.includes(name),
);
const everyByte = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
const everyAscii = everyByte.slice(0, 128).join('');

const anyView = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
      fc.string({ unit: 'binary' }).map(toUtf8View),
      fc.constantFrom('"', '|7C', '\r\n', '\u00ef\u00bf', '\u00ef\u00bf\u00bd', '\u00c4\u00e3'),
    ),
  )
  .map((parts) => parts.join(''));

describe('findEncoding', () => {
  test('knows the 77 encodings that VMware supports', () => {
    expect(all.map(({ name }) => name)).toEqual(rows.map(({ name }) => name));
    expect(new Set(all).size).toBe(77);
  });

  test.each(rows)('finds $name however it is spelled', ({ name, codePage, aliases }) => {
    const found = encoding(name);
    expect(found.name).toBe(REDIRECTED[name]?.to ?? name);
    const squeezed = name.replace(/[^0-9A-Za-z]/g, '');
    const shouted = ` ${squeezed.toUpperCase()}!`;
    for (const spelling of [name.toUpperCase(), squeezed, shouted])
      expect(encoding(spelling)).toBe(found);
    for (const alias of aliases) expect(findEncoding(alias)).toBeDefined();
    if (codePage !== null && name !== 'ibm-1373_P100-2002')
      expect(encoding(`windows-${codePage}`).name).toBe(name);
  });

  test.each([
    ['utf8', 'UTF-8'],
    ['CP1252', 'windows-1252'],
    ['Windows-1252', 'windows-1252'],
    ['windows-01252', 'windows-1252'],
    ['latin1', 'ISO-8859-1'],
    ['iso8859-1', 'ISO-8859-1'],
    ['us-ascii', 'ASCII'],
    ['sjis', 'Shift_JIS'],
    ['shift-jis', 'Shift_JIS'],
    ['windows-932', 'Shift_JIS'],
    ['CP936', 'GBK'],
    ['windows-936', 'GBK'],
    ['WINDOWS-936', 'GBK'],
    ['windows-949', 'windows-949-2000'],
    ['korean', 'windows-949-2000'],
    ['KSC_5601', 'KS_C_5601-1987'],
    ['5601', 'KS_C_5601-1987'],
    ['EUC-KR', 'KS_C_5601-1987'],
    ['windows-950', 'Big5'],
    ['ibm-1373', 'ibm-1373_P100-2002'],
    ['windows-874', 'ibm-874'],
    ['tis620', 'ibm-874'],
    ['windows-65001', 'UTF-8'],
    ['Iso-8859-8-I', 'ISO-8859-8-I'],
  ])('finds %s as %s', (spelling, name) => {
    expect(encoding(spelling).name).toBe(name);
  });

  test.each([
    '',
    ' ',
    '---',
    'windows-',
    'windows-0',
    'windows-31',
    // The number of a code page counts only after `windows-` and `Windows-`.
    'WINDOWS-949',
    // Names that VMware knows, but does not support.
    'EUC-JP',
    'windows-20932',
    'GB18030',
    'GB2312',
    'KOI8-R',
    'ISO-2022-KR',
    'iso-8859-8-i',
    'toString',
    'UTF-9',
  ])('does not find %j', (name) => {
    expect(findEncoding(name)).toBeUndefined();
  });

  test('gives the common encodings as the constants', () => {
    expect([findEncoding('UTF-8'), findEncoding('ibm-1208')]).toEqual([UTF8, UTF8]);
    expect(findEncoding('windows-1252')).toBe(WINDOWS_1252);
  });

  test('says which encodings can be shown and which can be edited', () => {
    const names = (encodings: TextEncoding[]): string[] => encodings.map(({ name }) => name).sort();
    expect(names(all.filter(({ decodable }) => !decodable))).toEqual(UNDECODABLE);
    expect(names(all.filter(({ asciiSuperset }) => !asciiSuperset))).toEqual(NOT_ASCII_SUPERSETS);
  });
});

describe('decode', () => {
  test.each([
    ['GBK', 'c4e3bac3', '你好'],
    ['CP936', 'c4e3bac3', '你好'],
    ['GBK', '80815c817c', '€乗亅'],
    ['ibm-1386', 'c4e3bac3', '你好'],
    ['ibm-1386', 'a2e3', '€'],
    ['Shift_JIS', '93fa967b', '日本'],
    ['Shift_JIS', '837c5cb1', 'ポ\\ｱ'],
    ['Windows-31J', '93fa967b8790', '日本≒'],
    ['ibm-943', '93fa967b', '日本'],
    // VMware means ¥ and ‾ by the last two bytes, but a path is easier to read so.
    ['cp943', '93fa967b5c7e', '日本\\~'],
    ['Big5', 'a741a66e', '你好'],
    ['Big5', 'b35cbb5c', '許蓋'],
    ['ibm-1373_P100-2002', 'a741a66e', '你好'],
    ['windows-949-2000', 'c7d1b1db', '한글'],
    ['windows-949-2000', '8141815a8161817a818181fe', '갂갴갵걕걖괓'],
    ['windows-949-2000', 'a041a0fea141a1a0c641c652', '잸좤좥줎힍힣'],
    ['windows-949-2000', 'a2e6a2e7', '€®'],
    ['KS_C_5601-1987', 'c7d1b1db8c63', '한글똠'],
    ['ibm-1363', 'c7d1b1db', '한글'],
    ['ibm-874', 'e4b7c2', 'ไทย'],
    ['windows-874', 'a0dbdcdefcff', '\u0e48\u0e49\u0e4a\u0e4c¢\u00a0'],
    ['MS874', 'e4b7c280a0', 'ไทย€\u00a0'],
    ['windows-1250', '8e9d', 'Žť'],
    ['windows-1251', 'cff0e8e2e5f2', 'Привет'],
    ['IBM866', '8fe0a8a2a5e2', 'Привет'],
    ['ISO-8859-5', 'bfe0d8d2d5e2', 'Привет'],
    ['windows-1258', '5669eaf274', 'Viê\u0323t'],
    ['windows-1258', 'd0e3', 'Đă'],
    ['windows-1252', '8082e9fc9fff', '€‚éüŸÿ'],
    ['windows-1252', 'ff', 'ÿ'],
    ['windows-1252', '818d8f909d', '\u0081\u008d\u008f\u0090\u009d'],
    ['ISO-8859-1', '80e99f', '\u0080é\u009f'],
    ['ISO-8859-9', '80fd9f', '\u0080ı\u009f'],
    ['windows-1254', '80fd9f', '€ıŸ'],
    ['ISO-8859-15', 'a4', '€'],
    ['ISO-8859-8-I', 'f9ece5ed', 'שלום'],
    ['ISO-8859-6-E', 'e3', 'ك'],
    ['UTF-8', 'e4bda0e5a5bdf09f9880', '你好😀'],
    ['UTF-8', 'efbbbf61efbfbd', '\ufeffa\ufffd'],
    ['UTF-16LE', '604f7d59', '你好'],
    ['UTF-16LE', 'fffe3dd800de', '\ufeff😀'],
    ['UTF-16BE', 'feff4f60597d', '\ufeff你好'],
    ['UTF-16', '4f60597d', '你好'],
    ['UTF-16', 'fffe604f', '\ufeff你'],
    ['UTF-16', 'feff4f60', '\ufeff你'],
    ['ISO-10646-UCS-2', '4f60', '你'],
    ['ISO-2022-JP', '611b24424b5c1b284261', 'a本a'],
  ])('in %s %s is %s', (name, hex, text) => {
    expect(encoding(name).decode(fromHex(hex))).toBe(text);
    expect(encoding(name).firstInvalid(fromHex(hex))).toBe(-1);
  });

  test.each([
    ['UTF-8', '61c3', 1, 'a\ufffd'],
    ['UTF-8', '61e4bd22', 1, 'a\ufffd"'],
    ['UTF-8', 'efbfbdefbf41', 3, '\ufffd\ufffdA'],
    ['UTF-8', 'efbfbdef', 3, '\ufffd\ufffd'],
    ['UTF-8', 'e4bda0ff', 3, '你\ufffd'],
    ['UTF-8', 'c3a9eda080', 2, 'é\ufffd\ufffd\ufffd'],
    ['GBK', 'c422', 0, '\ufffd"'],
    ['GBK', 'c4e3c4', 2, '你\ufffd'],
    ['GBK', '61ffc4e3', 1, 'a\ufffd你'],
    ['Shift_JIS', '93fa96220d0a', 2, '日\ufffd"\r\n'],
    ['Shift_JIS', '93fa85ff41', 2, '日\ufffdA'],
    ['Shift_JIS', 'fd', 0, '\ufffd'],
    ['Big5', 'a74180a741', 2, '你\ufffd你'],
    ['windows-949-2000', 'c7d1c941', 2, '한\ufffdA'],
    ['windows-949-2000', '80c653', 0, '\ufffd\ufffdS'],
    ['ASCII', '61e9ff', 1, 'a\ufffd\ufffd'],
    ['ISO_646.irv:1983', '7e80', 1, '~\ufffd'],
    ['TIS-620', 'e480b7', 1, 'ไ\ufffdท'],
    ['MS874', 'dba1', 0, '\ufffdก'],
    ['windows-1253', 'e1d2', 1, 'α\ufffd'],
    ['ISO-8859-6', 'a1', 0, '\ufffd'],
    ['UTF-16LE', '604f7d5900', 4, '你好\ufffd'],
    ['UTF-16LE', '604f3dd8604f', 2, '你\ufffd你'],
    ['UTF-16BE', 'fffdde00', 2, '\ufffd\ufffd'],
    ['ISO-2022-JP', '61ff', 1, 'a\ufffd'],
  ])('in %s %s is invalid from %i', (name, hex, at, text) => {
    expect(encoding(name).decode(fromHex(hex))).toBe(text);
    expect(encoding(name).firstInvalid(fromHex(hex))).toBe(at);
  });

  test.each(allByName)('takes every byte in %s', (_, found) => {
    for (const byte of everyByte) {
      const text = found.decode(byte);
      expect(typeof text).toBe('string');
      if (found.asciiSuperset && isAscii(byte)) expect(text).toBe(byte);
      if (!found.decodable) expect(text).toBe(isAscii(byte) ? byte : '\ufffd');
      if (singleByte.includes(found)) expect(text).toHaveLength(1);
    }
    const text = found.decode(everyByte.join(''));
    if (!found.decodable || singleByte.includes(found)) expect(text).toHaveLength(256);
    if (found.asciiSuperset) expect(text.slice(0, 128)).toBe(everyAscii);
  });

  test('keeps the end of a value behind a broken character', () => {
    for (const found of all.filter(({ asciiSuperset }) => asciiSuperset))
      for (const byte of everyByte.slice(128))
        expect(found.decode(`${byte}"\r\n`)).toMatch(/"\r\n$/);
  });
});

describe('firstInvalid', () => {
  test.each(allByName)('agrees with what decode shows in %s', (name, found) => {
    fc.assert(
      fc.property(anyView, (view) => {
        const at = found.firstInvalid(view);
        const text = found.decode(view);
        if (!found.decodable || (isAscii(view) && found.asciiSuperset)) expect(at).toBe(-1);
        else if (/^UTF|UCS/.test(name)) {
          // U+FFFD may be in the source.
          if (at === -1 && name === 'UTF-8') expect(toUtf8View(text)).toBe(view);
        } else if (name.includes('2022')) {
          if (at !== -1) expect(text).toContain('\ufffd');
        } else expect(at !== -1).toBe(text.includes('\ufffd'));
        if (at > 0 && found.asciiSuperset) {
          expect(found.firstInvalid(view.slice(0, at))).toBe(-1);
          expect(found.decode(view.slice(at))).toMatch(/^\ufffd/);
        }
      }),
    );
  });

  test('UTF-8 written by Node has no invalid sequence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(UTF8.decode(toUtf8View(text))).toBe(text);
        expect(UTF8.firstInvalid(toUtf8View(text))).toBe(-1);
      }),
    );
  });

  test.each([
    ['UTF-8', 'displayName = "\u00e4\u00bd\u00a0"\n'],
    ['GBK', 'displayName = "\u00c4\u00e3"\n'],
    ['GBK', '\u00c4\u00e3'],
    ['windows-949-2000', '\u0081A\u00c7\u00d1'],
    ['ASCII', 'displayName = "a"\n'],
    ['UTF-16BE', 'O`'],
  ])('is quick to find the last byte of a long %s text', (name, unit) => {
    const valid = unit.repeat(3_000_000 / unit.length);
    const start = performance.now();
    expect(encoding(name).firstInvalid(`${valid}\u00ff`)).toBe(valid.length);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

test('isAscii', () => {
  expect([isAscii(''), isAscii(everyAscii), isAscii('a\u0080'), isAscii('\u00ff')]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
