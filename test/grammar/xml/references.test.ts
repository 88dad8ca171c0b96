import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  decodeText,
  decodeValue,
  encodeValue,
  parseXml,
  resolveReferences,
} from '../../../grammars/xml/index.js';
import { viewOf } from '../../support/xml.js';

test('references are resolved once, and what is none stays', () => {
  const written = [
    ...['&amp;lt;', '&lt;&gt;&quot;&apos;', '&#x1F4BB;&#225;&#xe1;', '&#00065;'],
    ...[
      '&foo;',
      '&#0;',
      '&#xD800;',
      '&#x110000;',
      '&#99999999999999999999;',
      '& &; &#; &amp',
      '&AMP;',
    ],
  ];
  expect(written.map(resolveReferences)).toEqual([
    ...['&lt;', '<>"\'', '💻áá', 'A'],
    ...[
      '&foo;',
      '&#0;',
      '&#xD800;',
      '&#x110000;',
      '&#99999999999999999999;',
      '& &; &#; &amp',
      '&AMP;',
    ],
  ]);
});

test('texts have LF for every end of line, values a space for every blank', () => {
  const view = viewOf('<a b="1\r\n2\r3\n4\t5&#10;é">1\r\n2\r3\n4\t5&#13;é</a>');
  const { attributes, children } = parseXml(view).element!;
  expect(decodeValue(view, attributes[0]!)).toBe('1 2 3 4 5\né');
  expect(decodeText(view, children[0]!.start, children[0]!.end)).toBe('1\n2\n3\n4\t5\ré');
  const shout = (bytes: string): string => bytes.toUpperCase();
  expect(decodeText('a&lt;', 0, 1, shout)).toBe('A');
});

describe('a value is written as VirtualBox writes it', () => {
  test.each([
    ['Instantánea 1', 'Instant&#xE1;nea 1'],
    ['Сн', '&#x421;&#x43D;'],
    ['💻', '&#x1F4BB;'],
    ['a & b < c > "d" \'e\'', "a &amp; b &lt; c &gt; &quot;d&quot; 'e'"],
    ['a\nb\tc\rd', 'a&#10;b&#9;c&#13;d'],
    ['\0a\x1b\ud800', 'a'],
  ])('%j', (value, written) => expect(encodeValue(value)).toBe(written));

  test('and read back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const allowed = value.replace(
          /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu,
          '',
        );
        const view = `<a b="${encodeValue(value)}"/>`;
        const { element, problems } = parseXml(view);
        expect(problems.filter(({ code }) => code !== 'forbidden-character')).toEqual([]);
        expect(decodeValue(view, element!.attributes[0]!)).toBe(allowed);
        expect(view).toMatch(/^[ -\x7f]*$/);
      }),
      { numRuns: 500 },
    );
  });
});
