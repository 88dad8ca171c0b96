import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ComposedEdits } from '../../src/source/composed-edits.js';
import { applyEdits, type Edit } from '../../src/source/edits.js';
import { findEncoding } from '../../src/source/encodings.js';
import { Source } from '../../src/source/source.js';
import { anyBytes, mutatedFile } from '../support/arbitrary.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('places', () => {
  test('lines end at LF, CR LF and CR; columns count UTF-16 units, offsets count bytes', () => {
    const source = Source.fromBytes(Buffer.from('a\r\nü𝒳x\rlast', 'utf8'));
    expect(source.pointAt(0)).toEqual({ line: 1, column: 1, offset: 0 });
    expect(source.pointAt(9)).toEqual({ line: 2, column: 4, offset: 9 });
    expect(source.pointAt(source.view.indexOf('last'))).toEqual({ line: 3, column: 1, offset: 11 });
    expect(source.pointAt(source.view.length)).toEqual({ line: 3, column: 5, offset: 15 });
  });

  test('a byte order mark has no column but has bytes', () => {
    const source = Source.fromBytes(bytes('\xEF\xBB\xBFab'));
    expect(source.pointAt(0)).toEqual({ line: 1, column: 1, offset: 0 });
    expect(source.pointAt(4)).toEqual({ line: 1, column: 2, offset: 4 });
  });

  test('columns follow the declared encoding', () => {
    const source = Source.fromBytes(bytes('n = "\xC4\xE3\xBA\xC3"x'));
    source.encoding = findEncoding('GBK')!;
    expect(source.decode(5, 9)).toBe('你好');
    expect(source.pointAt(10)).toEqual({ line: 1, column: 9, offset: 10 });
  });

  test('of a string, offsets count UTF-16 units', () => {
    const source = Source.fromText('ü𝒳x\ny');
    expect(source.pointAt(source.view.indexOf('x'))).toEqual({ line: 1, column: 4, offset: 3 });
    expect(source.pointAt(source.view.indexOf('y'))).toEqual({ line: 2, column: 1, offset: 5 });
  });

  test('of UTF-16, offsets count bytes of the file', () => {
    for (const swap of [false, true]) {
      const file = Buffer.from('\uFEFFaü\nb', 'utf16le');
      const source = Source.fromBytes(swap ? file.swap16() : file);
      expect(source.form).toBe(swap ? 'utf-16be' : 'utf-16le');
      expect(source.pointAt(source.view.indexOf('b'))).toEqual({ line: 2, column: 1, offset: 8 });
    }
  });
});

test('UTF-16 is known by its byte order mark or by its NULs, and NULs alone are not UTF-16', () => {
  const text = 'config.version = "8"\r\n';
  expect(Source.fromBytes(Buffer.from(text, 'utf16le')).form).toBe('utf-16le');
  expect(Source.fromBytes(Buffer.from(text, 'utf16le').swap16()).form).toBe('utf-16be');
  expect(Source.fromBytes(Buffer.alloc(100)).form).toBe('bytes');
  expect(Source.fromBytes(bytes(`\0${text}`)).form).toBe('bytes');
});

const editsOf = (length: number): fc.Arbitrary<Edit[]> =>
  fc
    .array(
      fc.tuple(
        fc.nat(length),
        fc.nat(length),
        fc.string({ unit: fc.constantFrom('x', '\n', 'é') }),
      ),
      {
        maxLength: 5,
      },
    )
    .map((ranges) => {
      const edits: Edit[] = [];
      for (const [a, b, text] of ranges.sort(
        (left, right) => Math.min(left[0], left[1]) - Math.min(right[0], right[1]),
      )) {
        const start = Math.min(a, b);
        if (edits.some((edit) => edit.end >= start)) continue;
        edits.push({ start, end: Math.max(a, b), text: text.replaceAll('é', '\xC3\xA9') });
      }
      return edits;
    });

test('a NUL in a few bytes does not make them UTF-16', () => {
  expect(Source.fromBytes(Buffer.from('\n\0\n')).form).toBe('bytes');
  expect(Source.fromBytes(Buffer.from('a\0=\0b\0')).form).toBe('bytes');
});

test('an edit of bytes changes just the bytes that it names', () => {
  const property = fc
    .oneof(anyBytes, mutatedFile)
    .chain((file) => fc.tuple(fc.constant(file), editsOf(file.length)));
  fc.assert(
    fc.property(property, ([file, edits]) => {
      const source = Source.fromBytes(file);
      if (source.form !== 'bytes') return;
      const expected = bytes(applyEdits(file.toString('latin1'), edits));
      expect(Buffer.from(source.edit(edits).bytes).equals(expected)).toBe(true);
    }),
  );
});

test('an edit of a string keeps lone surrogates, which no encoding could write', () => {
  const source = Source.fromText('a\uD800b\nc𝒳');
  const at = source.view.indexOf('c');
  expect(source.edit([{ start: at, end: at + 1, text: 'new' }]).text).toBe('a\uD800b\nnew𝒳');
});

test('an edit of UTF-16 stays UTF-16', () => {
  const file = Buffer.from('\uFEFFa = "ü"\r\n', 'utf16le').swap16();
  const source = Source.fromBytes(file);
  const at = source.view.indexOf('a');
  const edited = source.edit([{ start: at, end: at + 1, text: 'key' }]);
  expect(Buffer.from(edited.bytes).swap16().toString('utf16le')).toBe('\uFEFFkey = "ü"\r\n');
});

test('edits of several passes compose to edits of the first text, and places map back', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 30 });
  fc.assert(
    fc.property(text, fc.infiniteStream(fc.nat()), fc.nat(5), (first, random, passes) => {
      const composed = new ComposedEdits<number>(first.length);
      let current = first;
      for (let pass = 0; pass < passes; pass++) {
        const edits: (Edit & { owner: number })[] = [];
        let offset = 0;
        while (offset <= current.length && random.next().value! % 4 > 0) {
          const start = offset + (random.next().value! % 8);
          const end = start + (random.next().value! % 4);
          if (end > current.length) break;
          edits.push({ start, end, text: 'xyz'.slice(random.next().value! % 4), owner: pass });
          offset = end + (random.next().value! % 2);
        }
        composed.add(edits);
        current = applyEdits(current, edits);
      }
      expect(applyEdits(first, composed.edits)).toBe(current);
      for (let offset = 0; offset <= current.length; offset++) {
        const original = composed.toOriginal(offset);
        expect(original).toBeGreaterThanOrEqual(0);
        expect(original).toBeLessThanOrEqual(first.length);
        // What was kept maps to the character that it is.
        const kept = offset < current.length && 'ab\n'.includes(current[offset]!);
        if (kept) expect(first[original]).toBe(current[offset]);
      }
    }),
    { numRuns: 2000 },
  );
});
