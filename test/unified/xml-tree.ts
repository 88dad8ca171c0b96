import { expect } from '@jest/globals';
import { unified } from 'unified';
import {
  vmlintParse,
  vmlintStringify,
  type VmlintParseOptions,
  type XastElement,
  type XastNode,
  type XastRoot,
} from '../../src/unified/index.js';

export const plain = unified()
  .use<[VmlintParseOptions], string, XastRoot>(vmlintParse, { language: 'vbox' })
  .use<[], XastRoot, string | Uint8Array>(vmlintStringify)
  .freeze();

type Content = string | Uint8Array;

export function plainOf(content: Content): string {
  return typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
}

/** What comes out when a transformer does `edit`. Of bytes a character each. */
export function edited(value: Content, edit: (tree: XastRoot) => unknown): string {
  const result = unified()
    .use(vmlintParse)
    .use(() => (tree: XastRoot) => {
      const result = edit(tree);
      return typeof result === 'object' ? (result as XastRoot) : undefined;
    })
    .use(vmlintStringify)
    .processSync({ value, path: 'a.vbox' }).value;
  expect(typeof result).toBe(typeof value);
  return plainOf(result);
}

export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** The first element of the name, however deep. */
export function element(tree: XastRoot, name: string): XastElement {
  const waiting: XastNode[] = [...tree.children];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    if (node.type !== 'element') continue;
    if (node.name === name) return node;
    waiting.unshift(...node.children);
  }
  throw new Error(`no ${name}`);
}
