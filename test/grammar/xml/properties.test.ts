import { expect, test } from '@jest/globals';
import { parseXml as parseStrictly } from '@rgrove/parse-xml';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import {
  decodeValue,
  nodeAt,
  parseXml,
  printXml,
  walk,
  type XmlElement,
  type XmlRoot,
} from '../../../grammars/xml/index.js';
import { anyBytes } from '../../support/arbitrary.js';
import { brokenXml, damagedXml, viewOf, wellFormedXml } from '../../support/xml.js';
import { readWithSaxes, readWithUs } from './readers.js';

const anyText = fc.oneof(
  anyBytes.map((bytes) => bytes.toString('latin1')),
  brokenXml,
  damagedXml.map(viewOf),
  wellFormedXml.map(viewOf),
);

test('every text is covered by its nodes, without a gap, and every part stands in its whole', () => {
  fc.assert(
    fc.property(anyText, (view) => {
      const root = parseXml(view);
      expect(printXml(root, view)).toBe(view);
      checkPlaces(root, view);
      for (const { start, end, related } of root.problems) {
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(view.length);
        expect(related).toBeLessThanOrEqual(view.length);
      }
    }),
    { numRuns: 3000 },
  );
});

function checkPlaces(root: XmlRoot, view: string): void {
  let offset = root.bomLength;
  const parents: (XmlRoot | XmlElement)[] = [root];
  walk(root, {
    enter(node) {
      expect(node.start).toBe(offset);
      expect(node.parent).toBe(parents.at(-1));
      expect(nodeAt(root, node.start)).toBe(node);
      offset = node.end;
      if (node.type !== 'element') return;
      expect(view.startsWith(`<${node.name}`, node.start)).toBe(true);
      checkAttributes(node, view);
      if (node.selfClosing) expect(node.openEnd).toBe(node.end);
      offset = node.openEnd;
      parents.push(node);
    },
    leave({ name, closeStart, end }) {
      if (closeStart !== -1) {
        expect(closeStart).toBe(offset);
        expect(view.startsWith(`</${name}`, closeStart)).toBe(true);
        offset = end;
      }
      expect(end).toBe(offset);
      parents.pop();
    },
  });
  expect(offset).toBe(view.length);
}

function checkAttributes({ attributes, start, openEnd, name }: XmlElement, view: string): void {
  let offset = start + 1 + name.length;
  for (const attribute of attributes) {
    expect(attribute.start).toBeGreaterThanOrEqual(offset);
    expect(view.startsWith(attribute.name, attribute.start)).toBe(true);
    const { equals, valueStart, valueEnd, quote, end } = attribute;
    if (equals !== -1) expect(view[equals]).toBe('=');
    if (quote !== '') expect(view[valueStart - 1]).toBe(quote);
    if (end > valueEnd) expect(view[valueEnd]).toBe(quote);
    expect(valueStart).toBeLessThanOrEqual(valueEnd);
    expect([valueEnd, valueEnd + 1]).toContain(end);
    offset = end;
  }
  expect(offset).toBeLessThanOrEqual(openEnd);
}

test('well-formed texts have no problems, and mean what other parsers make of them', () => {
  fc.assert(
    fc.property(wellFormedXml, (text) => {
      const view = viewOf(text);
      expect(parseXml(view).problems).toEqual([]);
      expect(readWithUs(view)).toEqual(readWithSaxes(text));
      expect(() => parseStrictly(text)).not.toThrow();
    }),
    { numRuns: 1000 },
  );
});

test('what another parser refuses has a problem, and the other way round', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        damagedXml,
        brokenXml.map((text) => text.replace(/\xe9/g, 'e')),
      ),
      (text) => {
        // What a document type declaration says is nothing that we read.
        fc.pre(!text.includes('<!DOCTYPE') && !text.includes('\x7f'));
        // saxes lets a question mark end the target of an instruction.
        fc.pre(!/<\?[^\s?]+\?(?!>)/.test(text));
        const problems = parseXml(viewOf(text)).problems.map(({ code }) => code);
        expect({ text, isRefused: problems.length > 0 }).toEqual({
          text,
          isRefused: isRefused(text),
        });
      },
    ),
    { numRuns: 3000 },
  );
});

function isRefused(text: string): boolean {
  const parser = new SaxesParser();
  let refused = false;
  parser.on('error', () => (refused = true));
  parser.write(text).close();
  return refused;
}

test('the pieces that a large text is read in make no difference', () => {
  const part = `<a b="${'x'.repeat(100)}"><!-- ${'y'.repeat(1000)} -->text</a>\n`;
  const view = `<r>\n${part.repeat(3000)}</r>\n`;
  const root = parseXml(view);
  expect(view.length).toBeGreaterThan(3_000_000);
  expect(root.problems).toEqual([]);
  expect(printXml(root, view)).toBe(view);
  const elements = root.element!.children.filter((node) => node.type === 'element');
  expect(elements).toHaveLength(3000);
  for (const { attributes } of elements) {
    expect(decodeValue(view, attributes[0]!)).toBe('x'.repeat(100));
  }
});
