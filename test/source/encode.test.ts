import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encode } from '../../src/source/encode.js';
import { ENCODINGS } from '../../src/source/encoding-names.js';
import { findEncoding, type TextEncoding } from '../../src/source/encodings.js';

const SUPERSETS = ENCODINGS.filter(([, , , family]) => family === 'ascii-superset').map(([name]) =>
  findEncoding(name),
) as TextEncoding[];

test.each([
  ['windows-1252', 'ü€“', 'fc8093'],
  ['windows-1251', 'Привет', 'cff0e8e2e5f2'],
  ['ISO-8859-1', 'ü\u0080', 'fc80'],
  ['UTF-8', 'ü😀', 'c3bcf09f9880'],
  ['GBK', '你好€', 'c4e3bac380'],
  ['Shift_JIS', 'ポート', '837c815b8367'],
  // Of a character that NEC took from IBM, the bytes of IBM.
  ['Shift_JIS', '纊', 'fa5c'],
  ['Big5', '中文', 'a4a4a4e5'],
  // IBM has this one twice.
  ['ibm-874', '\u0e48', 'e8'],
  ['windows-949-2000', '한갂', 'c7d18141'],
])('%s: %j', (name, text, expected) => {
  expect(encode(findEncoding(name)!, text)).toEqual({
    view: Buffer.from(expected, 'hex').toString('latin1'),
  });
});

test.each([
  ['windows-1252', 'a→b', '→'],
  ['ASCII', 'ü', 'ü'],
  ['GBK', 'x😀', '😀'],
  ['UTF-8', 'a\uD800', '\uD800'],
  // Node has no table of it, and Hong Kong's additions to Big5 are not what Windows has.
  ['IBM437', 'é', 'é'],
  ['Big5', '㐵', '㐵'],
])('%s does not have all of %j', (name, text, missing) => {
  expect(encode(findEncoding(name)!, text)).toEqual({ missing });
});

const byName = new Map(SUPERSETS.map((encoding) => [encoding.name, encoding]));

describe.each([...byName])('%s', (_name, encoding) => {
  test('reads back what it writes', () => {
    const text = fc.string({ unit: 'binary', maxLength: 6 });
    fc.assert(
      fc.property(text, fc.uint8Array({ maxLength: 6 }), (any, bytes) => {
        const known = encoding.decode(Buffer.from(bytes).toString('latin1'));
        for (const wanted of [any, known, `a${known}|22${known}`]) {
          const encoded = encode(encoding, wanted);
          if ('view' in encoded) expect(encoding.decode(encoded.view)).toBe(wanted);
          else expect(Array.from(wanted)).toContain(encoded.missing);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('writes every byte that it can read', () => {
    for (let code = 0x80; code < 0x100; code++) {
      const byte = String.fromCharCode(code);
      const character = encoding.decode(byte);
      if (character === '\uFFFD') continue;
      const { view } = encode(encoding, character) as { view: string };
      expect([view.length, encoding.decode(view)]).toEqual([1, character]);
    }
  });
});
