import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unified } from 'unified';
import { VFile } from 'vfile';
import {
  vmlint,
  vmlintLint,
  vmlintParse,
  vmlintStringify,
  type VmlintParseOptions,
  type XastNode,
  type XastRoot,
} from '../../src/unified/index.js';
import { anyBytes } from '../support/arbitrary.js';
import { corpus } from '../support/shared.js';
import { brokenXml, damagedXml, wellFormedXml } from '../support/xml.js';

const RUNS = { numRuns: 300 };
const path = 'a.vbox';

const text = fc.oneof(wellFormedXml, damagedXml, brokenXml);
const declared = fc
  .tuple(
    fc.constantFrom('', 'UTF-8', 'ISO-8859-1', 'windows-1251', 'GBK', 'UTF-16', 'klingon', 'utf-7'),
    text,
    fc.constantFrom('latin1', 'utf8'),
    fc.constantFrom('', '\xEF\xBB\xBF'),
  )
  .map(([encoding, xml, how, mark]) => {
    const declaration = encoding === '' ? '' : `<?xml version="1.0" encoding="${encoding}"?>`;
    return Buffer.concat([Buffer.from(mark, 'latin1'), Buffer.from(declaration + xml, how)]);
  });
const utf16 = fc
  .tuple(text, fc.constantFrom('le', 'be'), fc.boolean(), fc.boolean())
  .map(([xml, order, mark, odd]) => {
    const units = Buffer.from(`${mark ? '\uFEFF' : ''}${xml}`, 'utf16le');
    if (order === 'be') units.swap16();
    return odd ? Buffer.concat([units, Buffer.from('x')]) : units;
  });
const strings = fc.oneof(
  text,
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom('\uD800', '\uDC00', '\uFEFF', '<a', '<b>', '="', '"', '/>', '\r', '&#'))
    .map((parts) => parts.join('')),
);

const plain = unified()
  .use<[VmlintParseOptions], string, XastRoot>(vmlintParse, { language: 'vbox' })
  .use<[], XastRoot, string | Uint8Array>(vmlintStringify)
  .freeze();
const linting = unified().use(vmlintParse).use(vmlintLint).use(vmlintStringify).freeze();

const shallow = (node: XastNode): XastNode =>
  node.type === 'element' ? { ...node, children: node.children.map(shallow) } : { ...node };
const withoutData = (node: XastNode): void => {
  node.data = {};
  if (node.type === 'element') node.children.forEach(withoutData);
};

/** Copies of the tree that tools make. */
const COPIES: readonly ((tree: XastRoot) => XastRoot)[] = [
  (tree) => tree,
  (tree) => structuredClone(tree),
  (tree) => JSON.parse(JSON.stringify(tree)) as XastRoot,
  (tree) => ({ ...tree, children: tree.children.map(shallow) }),
  // Whoever uses `data` for something else.
  (tree) => {
    tree.children.forEach(withoutData);
    return tree;
  },
  // A new root, of which only the file is known.
  (tree) => ({ type: 'root', children: tree.children }),
];

function expectSame(value: string | Uint8Array): void {
  const output = (result: string | Uint8Array): string =>
    typeof result === 'string'
      ? `text ${result}`
      : `bytes ${Buffer.from(result).toString('latin1')}`;
  const expected = output(value);
  for (const copy of COPIES) {
    const file = new VFile({ value, path });
    expect(output(plain.stringify(copy(plain.parse(file)), file))).toBe(expected);
  }
  // Without the file, too.
  const alone = structuredClone(plain.parse(new VFile({ value, path })));
  expect(output(plain.stringify(alone))).toBe(expected);
  expect(output(linting.processSync({ value, path }).value)).toBe(expected);
  expect(output(unified().use(vmlint).processSync({ value, path }).value)).toBe(expected);
  // Whatever it is taken for.
  expect(output(unified().use(vmlint).processSync(value).value)).toBe(expected);
}

test('bytes that nobody touched come out as they went in', () => {
  fc.assert(fc.property(fc.oneof(declared, anyBytes), expectSame), RUNS);
});

test('so does UTF-16, with and without a mark, also when it was cut off', () => {
  fc.assert(fc.property(utf16, expectSame), RUNS);
});

test('so do strings', () => {
  fc.assert(fc.property(strings, expectSame), RUNS);
});

test('so do real files', () => {
  for (const { bytes } of corpus('vbox')) expectSame(bytes);
});
