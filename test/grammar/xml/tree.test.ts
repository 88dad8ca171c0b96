import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  attributeOf,
  childElements,
  decodeText,
  decodeValue,
  endNameRange,
  indentationOf,
  lineStart,
  localNameOf,
  nameRange,
  nodeAt,
  parseXml,
  printXml,
  valueRange,
  walk,
  type XmlElement,
  type XmlRoot,
} from '../../../grammars/xml/index.js';
import { XmlParser } from '../../../grammars/xml/parser.js';
import { createXmlLexer } from '../../../grammars/xml/tokens.js';

function fixture(name: string): { view: string; root: XmlRoot } {
  const file = new URL(`fixtures/${name}`, import.meta.url);
  const view = readFileSync(file).toString('latin1');
  return { view, root: parseXml(view) };
}

function at(root: XmlRoot, ...path: string[]): XmlElement {
  let found: XmlRoot | XmlElement = root;
  for (const name of path) found = childElements(found, name)[0]!;
  return found as XmlElement;
}

/** The tree as nested names, for a look at its shape. */
function outline({ children }: XmlRoot | XmlElement): unknown[] {
  return children
    .filter((node) => node.type !== 'text')
    .map((node) => (node.type === 'element' ? [node.name, ...outline(node)] : node.type));
}

test('every part of an element has its place', () => {
  const view = `<?xml version="1.0"?>\n<a x = '1'\n y=""><b/>t</a >\n`;
  const root = parseXml(view);
  expect(root.problems).toEqual([]);
  expect(root).toMatchObject({ bomLength: 0, end: view.length, children: { length: 4 } });
  expect(root.declaration).toMatchObject({
    ...{ type: 'declaration', start: 0, end: 21, contentStart: 5, contentEnd: 19 },
    attributes: [{ name: 'version', start: 6, equals: 13, valueStart: 15, valueEnd: 18, end: 19 }],
  });
  const element = root.element!;
  expect(element).toMatchObject({ start: 22, openEnd: 39, closeStart: 44, end: 49 });
  expect(element).toMatchObject({ name: 'a', selfClosing: false, parent: root });
  expect(element.attributes).toEqual([
    { start: 25, end: 32, name: 'x', equals: 27, valueStart: 30, valueEnd: 31, quote: "'" },
    { start: 34, end: 38, name: 'y', equals: 35, valueStart: 37, valueEnd: 37, quote: '"' },
  ]);
  expect(element.children).toMatchObject([
    { type: 'element', name: 'b', start: 39, openEnd: 43, end: 43, selfClosing: true },
    { type: 'text', start: 43, end: 44, parent: element },
  ]);
  expect(view.slice(nameRange(element).start, nameRange(element).end)).toBe('a');
  expect(endNameRange(element)).toEqual({ start: 46, end: 47 });
  expect(endNameRange(at(root, 'a', 'b'))).toBeUndefined();
  expect(nameRange(element.attributes[1]!)).toEqual({ start: 34, end: 35 });
  expect(valueRange(element.attributes[0]!)).toEqual({ start: 30, end: 31 });
});

test('comments, CDATA sections, instructions and document types are nodes with an inside', () => {
  const view = '<!-- c --><!DOCTYPE a [<!ENTITY b "]>">]><a><![CDATA[<d>]]><?e  f ?><?g?></a>';
  const root = parseXml(view);
  const nodes = [...root.children.slice(0, 2), ...root.element!.children];
  const inside = nodes.map((node) => {
    if (!('contentStart' in node)) return node.type;
    return [node.type, view.slice(node.contentStart, node.contentEnd)];
  });
  expect(inside).toEqual([
    ['comment', ' c '],
    ['doctype', ' a [<!ENTITY b "]>">]'],
    ['cdata', '<d>'],
    ['instruction', 'f '],
    ['instruction', ''],
  ]);
  expect(root.doctype).toBe(nodes[1]);
  expect(nodes[3]).toMatchObject({ target: 'e' });
});

describe('a file', () => {
  test.each(['machine.vbox', 'appliance.ovf', 'bom-crlf.xml', 'broken.vbox', 'bomb.xml'])(
    '%s comes back as it was',
    (name) => {
      const { view, root } = fixture(name);
      expect(printXml(root, view)).toBe(view);
    },
  );

  test('of VirtualBox is found through by names', () => {
    const { view, root } = fixture('machine.vbox');
    expect(root.problems).toEqual([]);
    const machine = at(root, 'VirtualBox', 'Machine');
    expect(decodeValue(view, attributeOf(machine, 'name')!)).toBe('Prüfstand & Co');
    expect(attributeOf(machine, 'OSTYPE')).toBeUndefined();
    const [description] = at(machine.parent as XmlRoot, 'Machine', 'Description').children;
    expect(decodeText(view, description!.start, description!.end)).toBe(
      'Two lines,\nsecond <here>',
    );
    const cpu = at(root, 'VirtualBox', 'Machine', 'Hardware', 'CPU');
    expect(childElements(cpu).map(({ name }) => name)).toEqual(['PAE', 'LongMode']);
    expect(childElements(cpu, 'PAE')).toHaveLength(1);
    expect(childElements(cpu, 'NestedHWVirt')[0]).toBeUndefined();
    const longMode = childElements(cpu, 'LongMode')[0]!;
    expect(indentationOf(view, longMode)).toBe('        ');
    expect(lineStart(view, longMode.start)).toBe(longMode.start - 8);
    expect(nodeAt(root, longMode.start + 3)).toBe(longMode);
    expect(nodeAt(root, longMode.start - 1)).toMatchObject({ type: 'text', parent: cpu });
    expect(nodeAt(root, cpu.closeStart)).toBe(cpu);
  });

  test('of OVF has prefixes, which are a part of the name', () => {
    const { root } = fixture('appliance.ovf');
    const machine = at(root, 'Envelope', 'VirtualSystem', 'vbox:Machine');
    expect(localNameOf(machine.name)).toBe('Machine');
    expect(localNameOf('Machine')).toBe('Machine');
    expect(attributeOf(machine, 'ovf:required')).toBeDefined();
  });

  test('with a byte order mark starts behind it', () => {
    const { root } = fixture('bom-crlf.xml');
    expect(root).toMatchObject({ bomLength: 3, problems: [], declaration: { start: 3 } });
  });

  test('with entities is read without them: the declarations are skipped, the references stay', () => {
    const { view, root } = fixture('bomb.xml');
    expect(outline(root)).toEqual(['declaration', 'doctype', ['lolz']]);
    expect(root.problems.map(({ code, name }) => [code, name])).toEqual([
      ['doctype', ''],
      ['undefined-entity', 'lol1'],
      ['undefined-entity', 'xxe'],
    ]);
    const { attributes, children } = root.element!;
    expect(decodeValue(view, attributes[0]!)).toBe('&lol1;');
    expect(decodeText(view, children[0]!.start, children[0]!.end)).toBe('&xxe;');
  });

  test('that is broken is read as far as its parts make sense', () => {
    const { view, root } = fixture('broken.vbox');
    const lines = root.problems.map(({ code, start }) => {
      return [view.slice(0, start).split('\n').length, code];
    });
    expect(lines).toEqual([
      [3, 'bare-ampersand'],
      [3, 'duplicate-attribute'],
      [3, 'unquoted-value'],
      [5, 'unclosed-element'],
      [5, 'missing-blank'],
      [5, 'attribute-without-value'],
      [6, 'unclosed-element'],
      [6, 'unterminated-value'],
      [8, 'mismatched-end-tag'],
      [10, 'stray-less-than'],
      [14, 'text-outside-root'],
      [15, 'second-root'],
    ]);
    const pae = at(root, 'VirtualBox', 'Machine', 'Hardware', 'CPU', 'PAE');
    expect(decodeValue(view, pae.attributes[0]!)).toBe('true');
    expect(childElements(pae).map(({ name }) => name)).toEqual(['LongMode', 'Memory']);
  });
});

test('going through a tree can be of a part of it', () => {
  const root = parseXml('<a><b><c/></b><d/></a>');
  const calls: string[] = [];
  walk(at(root, 'a', 'b'), {
    enter: (node) => calls.push(node.type === 'element' ? node.name : node.type),
    leave: ({ name }) => calls.push(`/${name}`),
  });
  expect(calls).toEqual(['c', '/c']);
});

test('the definitions of the grammar are valid and use the fast paths of the lexer', () => {
  expect(createXmlLexer(true).lexerDefinitionErrors).toEqual([]);
  expect(() => new XmlParser(true)).not.toThrow();
});
