import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseXml, toXast, type XastRoot } from '../../../grammars/xml/index.js';
import { pointsInOrder } from '../../../src/source/points.js';
import { Source } from '../../../src/source/source.js';
import { brokenXml, damagedXml } from '../../support/xml.js';

function xastOf(source: Source): XastRoot {
  return toXast(parseXml(source.view), {
    pointAt: pointsInOrder(source),
    textOf: (start, end) => source.decode(start, end),
  });
}

const place = (line: number, column: number, offset: number) => ({ line, column, offset });
const span = (line: number, column: number, offset: number, length: number) => ({
  start: place(line, column, offset),
  end: place(line, column + length, offset + length),
});

test('a tree is xast, with the places of its parts', () => {
  const source = Source.fromText(
    '<?xml version="1.0"?>\n<!DOCTYPE a PUBLIC "p" \'s\'>\n<a é="&lt;" b>x&amp;<!--c--><![CDATA[d]]></a>',
  );
  expect(xastOf(source)).toEqual({
    type: 'root',
    position: { start: place(1, 1, 0), end: place(3, 46, 95) },
    children: [
      { type: 'instruction', name: 'xml', value: 'version="1.0"', position: span(1, 1, 0, 21) },
      { type: 'text', value: '\n', position: { start: place(1, 22, 21), end: place(2, 1, 22) } },
      {
        ...{ type: 'doctype', name: 'a', public: 'p', system: 's', position: span(2, 1, 22, 27) },
        data: { value: ' a PUBLIC "p" \'s\'' },
      },
      { type: 'text', value: '\n', position: { start: place(2, 28, 49), end: place(3, 1, 50) } },
      {
        type: 'element',
        name: 'a',
        attributes: { é: '<', b: '' },
        position: span(3, 1, 50, 45),
        children: [
          { type: 'text', value: 'x&', position: span(3, 15, 64, 6) },
          { type: 'comment', value: 'c', position: span(3, 21, 70, 8) },
          { type: 'cdata', value: 'd', position: span(3, 29, 78, 13) },
        ],
        data: {
          selfClosing: false,
          openPosition: span(3, 1, 50, 14),
          closePosition: span(3, 42, 91, 4),
          attributes: [
            {
              ...{ name: 'é', value: '<', position: span(3, 4, 53, 8) },
              ...{ namePosition: span(3, 4, 53, 1), valuePosition: span(3, 7, 56, 4) },
            },
            {
              name: 'b',
              value: '',
              position: span(3, 13, 62, 1),
              namePosition: span(3, 13, 62, 1),
            },
          ],
        },
      },
    ],
  });
});

test('of several attributes of a name the first counts, and any name is one', () => {
  const [element] = xastOf(Source.fromText('<a b="1" b="2" __proto__="3"/>')).children;
  const attributes = element?.type === 'element' ? element.attributes : {};
  expect(Object.entries(attributes).sort()).toEqual([
    ['__proto__', '3'],
    ['b', '1'],
  ]);
});

test('what XML does not allow is there, too', () => {
  expect(xastOf(Source.fromText('<a></b> 1 < 2</a>')).children[0]).toMatchObject({
    children: [
      { type: 'malformed', reason: 'stray-end-tag', value: '</b>' },
      { type: 'text', value: ' 1 ' },
      { type: 'malformed', reason: 'stray-less-than', value: '< 2' },
    ],
  });
});

test('points asked for in order are those of the source', () => {
  const content = fc.oneof(damagedXml, brokenXml, fc.string({ unit: 'binary' }));
  const source = fc.oneof(
    content.map((text) => Source.fromText(text)),
    content.map((text) => Source.fromBytes(Buffer.from(`\uFEFF${text}`, 'utf16le'))),
    content.map((text) => Source.fromBytes(Buffer.from(`\uFEFF${text}`, 'utf8'))),
  );
  fc.assert(
    fc.property(source, (source) => {
      const pointAt = pointsInOrder(source);
      for (let offset = 0; offset <= source.view.length; offset++) {
        const isInside = (source.view.charCodeAt(offset) & 0xc0) === 0x80;
        if (isInside) continue;
        expect(pointAt(offset)).toEqual(source.pointAt(offset));
        if (offset % 3 === 0) expect(pointAt(offset)).toEqual(source.pointAt(offset));
      }
    }),
    { numRuns: 300 },
  );
});

test('a very long line, and very deep elements, take no longer than short ones', () => {
  const long = `<a ${'é="1" '.repeat(50_000)}/>`;
  const deep = `é${'<a>'.repeat(100_000)}`;
  const started = process.cpuUsage();
  for (const text of [long, deep]) xastOf(Source.fromText(text));
  const { user } = process.cpuUsage(started);
  expect(user / 1e6).toBeLessThan(8);
});
