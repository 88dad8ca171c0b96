import { describe, expect, test } from '@jest/globals';
import { parseXml } from '@rgrove/parse-xml';
import fc from 'fast-check';
import { VFile } from 'vfile';
import type { XastNode, XastRoot } from '../../src/unified/index.js';
import { damagedXml, wellFormedXml } from '../support/xml.js';
import { element, plain } from './xml-tree.js';

const anyText = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('', '你好', 'ü', '&amp;', '"', "'", '--', ']]>', '\uFFFD', '\uD800', 'a\r\nb'),
);
const change = fc.record({
  what: fc.constantFrom('value', 'name', 'attribute', 'insert', 'remove', 'move', 'copy'),
  at: fc.nat(),
  to: fc.nat(),
  text: anyText,
});
type Edit = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** All lists of children, and all nodes. */
function allOf(tree: XastRoot): { lists: XastNode[][]; nodes: XastNode[] } {
  const lists = [tree.children];
  const nodes: XastNode[] = [];
  for (const list of lists) {
    for (const node of list) {
      nodes.push(node);
      if (node.type === 'element') lists.push(node.children);
    }
  }
  return { lists, nodes };
}

function apply(tree: XastRoot, { what, at, to, text }: Edit): void {
  const { lists, nodes } = allOf(tree);
  const list = lists[at % lists.length]!;
  const index = to % (list.length + 1);
  const node = nodes[at % Math.max(1, nodes.length)];
  if (what === 'insert') {
    const children: XastNode[] = [{ type: 'text', value: text }];
    list.splice(index, 0, { type: 'element', name: 'n', attributes: { text }, children });
  }
  if (what === 'remove') list.splice(index, 1);
  if (what === 'copy' && list.length > 0) list.splice(index, 0, structuredClone(list[0]!));
  if (what === 'move' && list.length > 0) list.splice(index, 0, list.pop()!);
  if (node === undefined) return;
  if (what === 'value' && 'value' in node) node.value = text;
  if (what === 'name' && 'name' in node) node.name = text.slice(0, 3);
  if (what === 'attribute' && node.type === 'element') {
    const names = Object.keys(node.attributes);
    node.attributes[names[to % Math.max(1, names.length)] ?? 'new'] = text;
  }
}

/** What it says: texts that stand side by side as one, without what was read. */
function said(tree: XastRoot): unknown {
  const strip = (nodes: readonly XastNode[]): unknown[] => {
    const list: unknown[] = [];
    for (const { position: _1, data: _2, ...node } of nodes) {
      const last = list.at(-1) as XastNode | undefined;
      if (node.type === 'text' && node.value === '') continue;
      if (node.type === 'text' && last?.type === 'text') last.value += node.value;
      else if (node.type === 'element') list.push({ ...node, children: strip(node.children) });
      else if (node.type === 'instruction' && node.name === 'xml')
        list.push({ ...node, value: node.value.trim() });
      else list.push({ ...node });
    }
    return list;
  };
  return strip(tree.children);
}

test('whatever is done to a tree: it is printed so that it reads the same, or not at all', () => {
  const content = fc.oneof(
    wellFormedXml,
    damagedXml,
    wellFormedXml.map((xml) => Buffer.from(xml)),
    wellFormedXml.map((xml) => Buffer.from(xml, 'latin1')),
    wellFormedXml.map((xml) => Buffer.from(`\uFEFF${xml}`, 'utf16le')),
  );
  let printed = 0;
  fc.assert(
    fc.property(content, fc.array(change, { minLength: 1, maxLength: 4 }), (before, changes) => {
      const tree = plain.parse(new VFile({ value: before }));
      for (const one of changes) apply(tree, one);
      let output;
      try {
        output = plain.stringify(tree, new VFile({ value: before }));
      } catch (error) {
        expect(error).toMatchObject({ ruleId: 'print', source: 'vmlint' });
        return;
      }
      printed++;
      expect(said(plain.parse(new VFile({ value: output })))).toEqual(said(tree));
    }),
    { numRuns: 2000 },
  );
  expect(printed).toBeGreaterThan(500);
});

test('what was well-formed XML to another parser is so after any change that is printed', () => {
  let printed = 0;
  fc.assert(
    fc.property(
      wellFormedXml,
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      (xml, changes, asBytes) => {
        const value = asBytes ? Buffer.from(xml) : xml;
        parseXml(xml);
        const tree = plain.parse(new VFile({ value }));
        for (const one of changes) apply(tree, one);
        let output;
        try {
          output = plain.stringify(tree, new VFile({ value }));
        } catch (error) {
          expect(error).toMatchObject({ ruleId: 'print', source: 'vmlint' });
          return;
        }
        printed++;
        parseXml(Buffer.from(output).toString('utf8'));
      },
    ),
    { numRuns: 2000 },
  );
  expect(printed).toBeGreaterThan(500);
});

test('an attribute that is changed changes its bytes and no others', () => {
  fc.assert(
    fc.property(wellFormedXml, fc.nat(), fc.nat(), (xml, which, attribute) => {
      const value = Buffer.from(xml);
      const tree = plain.parse(new VFile({ value }));
      const elements = allOf(tree).nodes.filter((node) => node.type === 'element');
      const node = elements[which % elements.length]!;
      const found = node.data!.attributes!;
      const changed = found[attribute % Math.max(1, found.length)];
      if (changed === undefined) return;
      node.attributes[changed.name] = `${changed.value}+`;
      const { start, end } = changed.valuePosition!;
      const output = Buffer.from(plain.stringify(tree, new VFile({ value })));
      expect(output.subarray(0, start.offset)).toEqual(value.subarray(0, start.offset));
      const behind = value.subarray(end.offset);
      expect(output.subarray(output.length - behind.length)).toEqual(behind);
    }),
    { numRuns: 500 },
  );
});

describe('in a time that grows like the length, without recursion', () => {
  const n = 100_000;
  test.each([
    ['nested elements', '<a>'.repeat(n) + '</a>'.repeat(n)],
    ['elements that nothing closes', '<a>'.repeat(n)],
    ['attributes', `<a${Array.from({ length: n }, (_, at) => ` x${at}="1"`).join('')}/>`],
    ['siblings', `<a>${'<b x="1"/>\n'.repeat(n / 4)}</a>`],
    ['blanks in a tag', `<a b="1"${' '.repeat(n)}/>`],
  ])('%s', (_name, value) => {
    const started = process.cpuUsage();
    const file = new VFile({ value });
    const tree = plain.parse(file);
    element(tree, 'a').attributes['x1'] = '2';
    element(tree, 'a').attributes['y'] = '2';
    const output = plain.stringify(tree, file) as string;
    expect(output.length - value.length).toBeGreaterThanOrEqual(' y="2"'.length);
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(6);
  });
});
