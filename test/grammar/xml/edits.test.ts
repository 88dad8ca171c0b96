import { describe, expect, test } from '@jest/globals';
import {
  appendTo,
  childElements,
  insertAfter,
  insertAttribute,
  insertBefore,
  parseXml,
  remove,
  removeAttribute,
  setAttribute,
  setValue,
  type XmlEdit,
  type XmlElement,
} from '../../../grammars/xml/index.js';
import { applyEdits } from '../../../src/source/edits.js';

/** The text with the edit that `make` finds for the element of that name. */
function edited(
  view: string,
  name: string,
  make: (element: XmlElement, view: string) => XmlEdit | undefined,
): string {
  let element = parseXml(view).element!;
  while (element.name !== name) {
    const inner = childElements(element, name)[0] ?? childElements(element, 'Hardware')[0];
    element = inner ?? childElements(element, 'CPU')[0]!;
  }
  const edit = make(element, view);
  return edit === undefined ? view : applyEdits(view, [edit]);
}

const CPU = '<CPU>\n  <PAE enabled="true"/>\n  <LongMode enabled="true"/>\n</CPU>\n';
const NESTED = '<NestedHWVirt enabled="true"/>';

describe('an element goes in', () => {
  test('on a line of its own, indented like its neighbour', () => {
    const before = edited(CPU, 'LongMode', (node, view) => insertBefore(view, node, NESTED));
    const after = edited(CPU, 'PAE', (node, view) => insertAfter(view, node, NESTED));
    const expected = CPU.replace('  <Long', `  ${NESTED}\n  <Long`);
    expect([before, after]).toEqual([expected, expected]);
  });

  test('with the ends of line that stand there', () => {
    const view = CPU.replaceAll('\n', '\r\n').replaceAll('  ', '\t');
    expect(edited(view, 'LongMode', (node) => insertBefore(view, node, NESTED))).toBe(
      view.replace('\t<Long', `\t${NESTED}\r\n\t<Long`),
    );
  });

  test('on the same line, where its neighbour has none of its own', () => {
    const view = '<CPU><PAE/><LongMode/></CPU>';
    expect(edited(view, 'LongMode', (node) => insertBefore(view, node, '<a/>'))).toBe(
      '<CPU><PAE/><a/><LongMode/></CPU>',
    );
    expect(edited(view, 'LongMode', (node) => insertAfter(view, node, '<a/>'))).toBe(
      '<CPU><PAE/><LongMode/><a/></CPU>',
    );
  });

  test.each([
    ['<CPU>\n  <PAE/>\n</CPU>', '<CPU>\n  <PAE/>\n  <a/>\n</CPU>'],
    ['<CPU/>', '<CPU>\n  <a/>\n</CPU>'],
    ['<CPU count="2" />', '<CPU count="2" >\n  <a/>\n</CPU>'],
    ['<CPU></CPU>', '<CPU>\n  <a/>\n</CPU>'],
    ['<CPU>\n</CPU>', '<CPU>\n  <a/>\n</CPU>'],
    ['<CPU>text</CPU>', '<CPU>text<a/></CPU>'],
    ['<CPU>', '<CPU>'],
    [
      '<Hardware>\r\n\t<CPU/>\r\n</Hardware>',
      '<Hardware>\r\n\t<CPU>\r\n\t\t<a/>\r\n\t</CPU>\r\n</Hardware>',
    ],
    ['<Hardware><CPU/></Hardware>', '<Hardware><CPU><a/></CPU></Hardware>'],
  ])('as the last of %j', (view, expected) => {
    expect(edited(view, 'CPU', (node) => appendTo(view, node, '<a/>'))).toBe(expected);
  });
});

describe('a value changes', () => {
  test.each([
    ['<a b="1"/>', '<a b="x&quot;\'"/>'],
    ["<a b='1'/>", "<a b='x&quot;&apos;'/>"],
    ['<a b=1/>', '<a b="x&quot;\'"/>'],
    ['<a b=/>', '<a b="x&quot;\'"/>'],
    ['<a b = />', '<a b ="x&quot;\'" />'],
    ['<a b/>', '<a b="x&quot;\'"/>'],
    ['<a b="1\n/>', '<a b="x&quot;\'"\n/>'],
    ['<a/>', '<a b="x&quot;\'"/>'],
    ['<a c="1" />', '<a c="1" b="x&quot;\'" />'],
  ])('of %j', (view, expected) => {
    const result = edited(view, 'a', (node) => setAttribute(node, 'b', "x&quot;'"));
    expect(result).toBe(expected);
  });

  test('or an attribute goes in behind another', () => {
    const view = '<a b="1" c="2"/>';
    const result = edited(view, 'a', (node) => insertAttribute(node, 'd', '3', node.attributes[0]));
    expect(result).toBe('<a b="1" d="3" c="2"/>');
    expect(edited(view, 'a', ({ attributes }) => setValue(attributes[1]!, ''))).toBe(
      '<a b="1" c=""/>',
    );
  });
});

test('what goes takes its line, or its blanks, with it', () => {
  expect(edited(CPU, 'PAE', (node, view) => remove(view, node))).toBe(
    '<CPU>\n  <LongMode enabled="true"/>\n</CPU>\n',
  );
  const inline = '<CPU><PAE/><LongMode/></CPU>';
  expect(edited(inline, 'PAE', (node, view) => remove(view, node))).toBe('<CPU><LongMode/></CPU>');
  const view = '<a b="1"\n   c="2"/>';
  expect(edited(view, 'a', ({ attributes }) => removeAttribute(view, attributes[1]!))).toBe(
    '<a b="1"/>',
  );
});
