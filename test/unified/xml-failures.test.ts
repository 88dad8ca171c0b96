import { describe, expect, test } from '@jest/globals';
import { VFile } from 'vfile';
import type { XastNode, XastRoot } from '../../src/unified/index.js';
import { edited, element, latin1, plain } from './xml-tree.js';

describe('what cannot be written is a message, never a wrong file', () => {
  const file =
    '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE a [<!ENTITY e "x">]>\n<a b="1" e="&e;">\xFC<!--c--><b/></a>\n';
  const set = (parts: object) => (tree: XastRoot) => void Object.assign(element(tree, 'a'), parts);
  const put = (node: object) => (tree: XastRoot) =>
    void element(tree, 'a').children.push(node as XastNode);

  test.each<[string, string, (tree: XastRoot) => void]>([
    [
      'a character that the encoding does not have',
      'U+4F60 in the value of the comment cannot be encoded: ISO-8859-1',
      put({ type: 'comment', value: '你' }),
    ],
    ['a name with one', 'U+4F60 in the name of the element', set({ name: '你' })],
    [
      'a control character',
      'XML cannot hold the U+0001 in the element `a`',
      set({ attributes: { b: '\x01' } }),
    ],
    [
      'half a character',
      'XML cannot hold the U+D800 in the text',
      put({ type: 'text', value: '\uD800' }),
    ],
    [
      'a name that is none',
      'the name of an element is "a b", which is no name in XML',
      set({ name: 'a b' }),
    ],
    [
      'an attribute that is none',
      'the name of an attribute is "1", which is no name',
      set({ attributes: { 1: '' } }),
    ],
    [
      'a number',
      'the attribute `b` of the element `a` is number, expected a string',
      set({ attributes: { b: 4 } }),
    ],
    ['no value', 'the value of the text is undefined, expected a string', put({ type: 'text' })],
    [
      'hyphens in a comment',
      'a comment cannot have "--" in it',
      put({ type: 'comment', value: 'a--b' }),
    ],
    [
      'the end of a CDATA section',
      'a CDATA section cannot have "]]>" in it',
      put({ type: 'cdata', value: ']]>' }),
    ],
    [
      'the end of an instruction',
      'an instruction cannot have "?>" in it',
      put({ type: 'instruction', name: 'a', value: '?>' }),
    ],
    [
      'a declaration that is not first',
      'it would be no well-formed XML: misplaced declaration at 3:',
      put({ type: 'instruction', name: 'xml', value: 'version="1.0"' }),
    ],
    [
      'an entity in a value',
      'the element `a` refers to the entity `&e;`',
      set({ attributes: { e: '&e;!' } }),
    ],
    [
      'a second root',
      'it would be no well-formed XML: second root at 4:1',
      ({ children }) =>
        void children.push({ type: 'element', name: 'b', attributes: {}, children: [] }),
    ],
    [
      'text outside of it',
      'text outside root',
      ({ children }) => void children.push({ type: 'text', value: 'x' }),
    ],
    [
      'what is malformed',
      'the malformed would be read otherwise',
      put({ type: 'malformed', value: '<c/>' }),
    ],
    [
      'the same, read as it is',
      'it would be no well-formed XML: mismatched end tag',
      put({ type: 'malformed', value: '</c>' }),
    ],
    [
      'another encoding in which it is something else',
      'it would be no well-formed XML',
      ({ children }) => void Object.assign(children[0]!, { value: 'encoding="klingon"' }),
    ],
    [
      'an element in itself',
      'the element `a` is within itself',
      (tree) => void element(tree, 'b').children.push(element(tree, 'a')),
    ],
    [
      'a node of another tree',
      'found a node of type "paragraph" among the nodes, expected one of element, text',
      put({ type: 'paragraph' }),
    ],
    ['no node', 'found something without a type', put({})],
    ['no children', 'found an element without a list of children', set({ children: undefined })],
    [
      'a character that is none',
      'XML cannot hold the U+FFFF in the comment',
      put({ type: 'comment', value: '\uFFFF' }),
    ],
    [
      'a sign in a name',
      'the name of an attribute is "a×", which is no name',
      set({ attributes: { 'a×': '' } }),
    ],
    [
      'half of what identifies a document type',
      'a doctype cannot have `public` without `system`',
      ({ children }) => void Object.assign(children[2]!, { public: 'p' }),
    ],
    ['no root', 'no root', (tree) => void (tree.children = tree.children.slice(0, 1))],
  ])('%s', (_name, message, edit) => {
    let failure: unknown;
    try {
      edited(latin1(file), edit);
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({ reason: expect.stringContaining(message), source: 'vmlint' });
    expect(failure).toMatchObject({ fatal: true, ruleId: 'print' });
  });

  test('with the place of the node', () => {
    const vfile = new VFile({ value: latin1(file), path: 'a.vbox' });
    const tree = plain.parse(vfile);
    element(tree, 'b').name = '';
    expect(() => plain.stringify(tree, vfile)).toThrow(expect.objectContaining({ line: 3 }));
    expect(vfile.messages.map(String)).toEqual([expect.stringMatching(/^a\.vbox:3:27-3:31: /)]);
  });

  test('an element that nothing closes is not closed, nor does it swallow what is added', () => {
    const broken = '<VirtualBox><a><b x="1"/>';
    expect(edited(broken, (tree) => void (element(tree, 'b').attributes['x'] = '2'))).toBe(
      broken.replace('1', '2'),
    );
    const add = (tree: XastRoot): void =>
      void element(tree, 'VirtualBox').children.push({ type: 'comment', value: '' });
    expect(() => edited(broken, add)).toThrow('would be read otherwise');
  });
});
