import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unified } from 'unified';
import { VFile } from 'vfile';
import {
  vmlint,
  vmlintLint,
  vmlintParse,
  vmlintStringify,
  type Root,
} from '../../src/unified/index.js';
import { anyBytes, mutatedFile, structuralBytes } from '../support/arbitrary.js';
import { corpus } from '../support/shared.js';

const RUNS = { numRuns: 500 };

const bytes = fc.oneof({ weight: 4, arbitrary: mutatedFile }, structuralBytes, anyBytes);
const utf16 = fc
  .tuple(mutatedFile, fc.constantFrom('le', 'be'), fc.boolean(), fc.boolean())
  .map(([file, order, mark, odd]) => {
    const text = `${mark ? '\uFEFF' : ''}${file.toString('latin1')}`;
    const units = Buffer.from(text, 'utf16le');
    if (order === 'be') units.swap16();
    return odd ? Buffer.concat([units, Buffer.from('x')]) : units;
  });
const text = fc.oneof(
  bytes.map((file) => file.toString('latin1')),
  bytes.map((file) => file.toString('utf8')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom('\uD800', '\uDC00', '\uFEFF', '"', '=', 'a', '\n', '\r', '#', ' '))
    .map((parts) => parts.join('')),
);

const plain = unified().use(vmlintParse).use(vmlintStringify).freeze();
const linting = unified().use(vmlintParse).use(vmlintLint).use(vmlintStringify).freeze();

/** Copies of the tree that tools make. */
const COPIES: readonly ((tree: Root) => Root)[] = [
  (tree) => tree,
  (tree) => structuredClone(tree),
  (tree) => JSON.parse(JSON.stringify(tree)) as Root,
  (tree) => ({ ...tree, children: tree.children.map((line) => ({ ...line })) }),
  // Whoever uses `data` for something else.
  (tree) => {
    for (const line of tree.children) line.data = {};
    return tree;
  },
  // A new root, of which only the file is known.
  (tree) => ({ type: 'root', children: tree.children }),
];

function expectSame(given: string | Uint8Array): void {
  const output = (result: string | Uint8Array): string =>
    typeof result === 'string'
      ? `text ${result}`
      : `bytes ${Buffer.from(result).toString('latin1')}`;
  const expected = output(given);
  expect(output(plain.processSync(given).value)).toBe(expected);
  for (const copy of COPIES) {
    const file = new VFile(given);
    expect(output(plain.stringify(copy(plain.parse(file)), file))).toBe(expected);
  }
  // Without the file, too.
  expect(output(plain.stringify(structuredClone(plain.parse(given))))).toBe(expected);
  expect(output(linting.processSync(given).value)).toBe(expected);
  expect(output(unified().use(vmlint).processSync(given).value)).toBe(expected);
}

test('bytes that nobody touched come out as they went in', () => {
  fc.assert(fc.property(bytes, expectSame), RUNS);
});

test('so does UTF-16, with and without a mark, also when it was cut off', () => {
  fc.assert(fc.property(utf16, expectSame), RUNS);
});

test('so do strings', () => {
  fc.assert(fc.property(text, expectSame), RUNS);
});

test('so do real files', () => {
  for (const file of corpus('vmx')) expectSame(file.bytes);
});
