import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unified } from 'unified';
import { VFile } from 'vfile';
import {
  isVbox,
  vmlintParse,
  vmlintStringify,
  type LanguageId,
  type Root,
  type VmlintParseOptions,
  type XastElement,
  type XastNode,
  type XastRoot,
} from '../../src/unified/index.js';
import { damagedXml, wellFormedXml } from '../support/xml.js';

const plain = unified()
  .use<[VmlintParseOptions], string, XastRoot>(vmlintParse, { language: 'vbox' })
  .use<[], XastRoot, string | Uint8Array>(vmlintStringify)
  .freeze();

type Content = string | Uint8Array;

function plainOf(content: Content): string {
  return typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
}

/** What comes out when a transformer does `edit`. Of bytes a character each. */
function edited(value: Content, edit: (tree: XastRoot) => unknown): string {
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

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** The first element of the name, however deep. */
function element(tree: XastRoot, name: string): XastElement {
  const waiting: XastNode[] = [...tree.children];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    if (node.type !== 'element') continue;
    if (node.name === name) return node;
    waiting.unshift(...node.children);
  }
  throw new Error(`no ${name}`);
}

const FILE = `<?xml version="1.0"?>\r
<!-- DO NOT EDIT -->\r
<VirtualBox  xmlns="http://www.virtualbox.org/" version='1.19-linux'>\r
  <Machine name="Pr&#xFC;f &amp; co"   OSType = 'Ubuntu_64' >\r
    <Description>two\r
lines &lt;é></Description>\r
    <CPU count="2"><PAE enabled="true" /></CPU>\r
  </Machine>\r
</VirtualBox>\r
`;

test('the tree is xast, with positions', () => {
  const tree = plain.parse(new VFile({ value: FILE, path: 'a.vbox' }));
  expect(tree.children.map(({ type }) => type)).toEqual(
    'instruction text comment text element text'.split(' '),
  );
  const machine = element(tree, 'Machine');
  expect(machine.attributes).toEqual({ name: 'Prüf & co', OSType: 'Ubuntu_64' });
  expect(machine.position!.start).toEqual({ line: 4, column: 3, offset: FILE.indexOf('<Machine') });
  expect(machine.data!.attributes![1]!.valuePosition!.start).toMatchObject({ line: 4, column: 50 });
  expect(element(tree, 'Description').children).toMatchObject([
    { type: 'text', value: 'two\nlines <é>', position: { end: { line: 6, column: 13 } } },
  ]);
});

test('a value that must not be shown is marked', () => {
  const value =
    '<VirtualBox><Property name="VNCPassword" value="hunter2"/><P name="a" value="b"/></VirtualBox>';
  const tree = plain.parse(value);
  const secrets = (name: string): unknown[] =>
    element(tree, name).data!.attributes!.map(({ secret }) => secret);
  expect([secrets('Property'), secrets('P')]).toEqual([
    [undefined, true],
    [undefined, undefined],
  ]);
});

describe('printed as VirtualBox does, and nothing else is touched', () => {
  const attributes = (name: string, values: object) => (tree: XastRoot) =>
    void Object.assign(element(tree, name).attributes, values);

  test.each<[string, (tree: XastRoot) => unknown, string, string]>([
    ['a value', attributes('CPU', { count: '4' }), 'count="2"', 'count="4"'],
    [
      'a value in other quotes',
      attributes('Machine', { OSType: `a'b"` }),
      "'Ubuntu_64'",
      "'a&apos;b&quot;'",
    ],
    [
      'a value of other characters',
      attributes('Machine', { name: 'né <\n💻' }),
      'Pr&#xFC;f &amp; co',
      'n&#xE9; &lt;&#10;&#x1F4BB;',
    ],
    [
      'a new attribute',
      attributes('Machine', { uuid: '{1}', nameFile: null }),
      "'Ubuntu_64' >",
      '\'Ubuntu_64\' uuid="{1}" >',
    ],
    [
      'an attribute that goes',
      (tree) => delete element(tree, 'Machine').attributes['name'],
      ' name="Pr&#xFC;f &amp; co"',
      '',
    ],
    [
      'an attribute in the place of another',
      (tree) => void (element(tree, 'CPU').attributes = { hotplug: 'false' }),
      'CPU count="2"',
      'CPU hotplug="false"',
    ],
    [
      'attributes in another order say the same',
      (tree) =>
        void (element(tree, 'Machine').attributes = { OSType: 'Ubuntu_64', name: 'Prüf & co' }),
      '',
      '',
    ],
    [
      'a name',
      (tree) => void (element(tree, 'CPU').name = 'Cpu'),
      '<CPU count="2"><PAE enabled="true" /></CPU>',
      '<Cpu count="2"><PAE enabled="true" /></Cpu>',
    ],
    [
      'a text',
      (tree) =>
        void Object.assign(element(tree, 'Description').children[0]!, { value: 'ü "\n\t]]>&\r' }),
      'two\r\nlines &lt;é>',
      '&#xFC; "\r\n\t]]&gt;&amp;&#13;',
    ],
    [
      'a comment',
      (tree) => void Object.assign(tree.children[2]!, { value: ' ü\n' }),
      ' DO NOT EDIT ',
      ' ü\r\n',
    ],
    [
      'a declaration',
      (tree) => void Object.assign(tree.children[0]!, { value: 'version="1.0" encoding="UTF-8"' }),
      'version="1.0"',
      'version="1.0" encoding="UTF-8"',
    ],
    [
      'children of an element that had none',
      (tree) =>
        void element(tree, 'PAE').children.push({
          type: 'element',
          name: 'x',
          attributes: {},
          children: [],
        }),
      '<PAE enabled="true" />',
      '<PAE enabled="true"><x/></PAE>',
    ],
    [
      'all children of an element',
      (tree) => void (element(tree, 'CPU').children = []),
      '<PAE enabled="true" /></CPU>',
      '</CPU>',
    ],
    [
      'an element, inserted where it stands in the list, with the texts that the transformer adds',
      (tree) => {
        element(tree, 'CPU').children.push(
          { type: 'text', value: '\n      ' },
          { type: 'element', name: 'NestedHWVirt', attributes: { enabled: 'true' }, children: [] },
          { type: 'cdata', value: 'é<' },
          { type: 'instruction', name: 'do', value: 'it' },
          { type: 'element', name: 'L', attributes: {}, children: [{ type: 'text', value: '' }] },
        );
      },
      '</CPU>',
      '\r\n      <NestedHWVirt enabled="true"/><![CDATA[é<]]><?do it?><L></L></CPU>',
    ],
    [
      'nodes that are moved and copied keep their bytes',
      (tree) => {
        const cpu = element(tree, 'CPU');
        cpu.children.push(structuredClone(cpu.children[0]!), cpu.children.shift()!);
      },
      '</CPU>',
      '<PAE enabled="true" /></CPU>',
    ],
  ])('%s', (_name, edit, before, after) => {
    expect(FILE).toContain(before);
    expect(edited(FILE, edit)).toBe(FILE.replace(before, () => after));
    // Bytes of UTF-8 are changed in the same places.
    const utf8 = plainOf(Buffer.from(FILE));
    const inUtf8 = (text: string): string => plainOf(Buffer.from(text));
    expect(edited(Buffer.from(FILE), edit)).toBe(utf8.replace(inUtf8(before), () => inUtf8(after)));
  });

  test('of an attribute that stands there twice the first counts; both can go', () => {
    const twice = '<VirtualBox a="1" a="2" b="3"/>';
    expect(edited(twice, attributes('VirtualBox', { a: '4' }))).toBe(twice.replace('1', '4'));
    expect(edited(twice, (tree) => delete element(tree, 'VirtualBox').attributes['a'])).toBe(
      '<VirtualBox b="3"/>',
    );
  });

  test('a doctype keeps what stands in its brackets', () => {
    const value = '<!DOCTYPE VirtualBox [<!ENTITY a "b">]><VirtualBox/>';
    const edit = (tree: XastRoot): void => void Object.assign(tree.children[0]!, { system: 'a"b' });
    expect(edited(value, edit)).toBe(value.replace(' [', ` SYSTEM 'a"b' [`));
    const [doctype] = plain.parse(value).children;
    expect(doctype).toMatchObject({ type: 'doctype', name: 'VirtualBox' });
  });

  test('a tree without a file, and one for a file that is empty', () => {
    const children: XastNode[] = [
      { type: 'instruction', name: 'xml', value: 'version="1.0"' },
      { type: 'text', value: '\n' },
      { type: 'doctype', name: 'a', public: 'p', system: 's' },
      {
        type: 'element',
        name: 'a',
        attributes: { ü: 'ü' },
        children: [{ type: 'text', value: 'é' }],
      },
    ];
    const xml = '<?xml version="1.0"?>\n<!DOCTYPE a PUBLIC "p" "s"><a ü="&#xFC;">&#xE9;</a>';
    expect(plain.stringify({ type: 'root', children })).toBe(xml);
    expect(edited(new Uint8Array(), () => ({ type: 'root', children }))).toBe(
      plainOf(Buffer.from(xml)),
    );
  });

  test('which of both languages a tree is of', () => {
    const both = unified().use(vmlintParse).freeze();
    const isOfVbox = (value: string, path?: string): boolean =>
      isVbox(both.parse(path === undefined ? value : new VFile({ value, path })));
    const machine = '<VirtualBox><Machine/></VirtualBox>';
    expect(isOfVbox(machine)).toBe(true);
    expect(isOfVbox(machine, 'a.txt')).toBe(true);
    expect(isOfVbox('', 'a.vbox')).toBe(true);
    expect(isOfVbox('what is this?', 'a.vbox-prev')).toBe(true);
    expect(isOfVbox('a = "<VirtualBox>"')).toBe(false);
    expect(isOfVbox('<a/>', 'a.txt')).toBe(false);
    expect(isOfVbox('', 'a.vmx')).toBe(false);
    const made: [Root<LanguageId>, boolean][] = [
      [{ type: 'root', children: [{ type: 'comment', value: '' }] }, true],
      [{ type: 'root', children: [{ type: 'comment', text: '#' }] }, false],
      [{ type: 'root', children: [] }, false],
    ];
    for (const [tree, expected] of made) expect(isVbox(tree)).toBe(expected);
  });

  test('the byte order mark stays, unless it is taken away or put there', () => {
    const file = latin1('\xEF\xBB\xBF<VirtualBox a="1"/>');
    const set = attributes('VirtualBox', { a: '2' });
    expect(edited(file, set)).toBe('\xEF\xBB\xBF<VirtualBox a="2"/>');
    expect(edited(file, (tree) => void (tree.byteOrderMark = false))).toBe('<VirtualBox a="1"/>');
    expect(edited('<VirtualBox/>', (tree) => void (tree.byteOrderMark = true))).toBe(
      '\uFEFF<VirtualBox/>',
    );
  });
});

describe('encodings', () => {
  test.each([
    ['ISO-8859-1', 'Pr\xFCf', 'Größe', 'Gr\xF6\xDFe'],
    ['UTF-8', 'Pr\xC3\xBCf', 'ü😀', '\xC3\xBC\xF0\x9F\x98\x80'],
    ['GBK', '\xC4\xE3', '你好', '\xC4\xE3\xBA\xC3'],
    ['windows-1251', '\xCF', 'Привет', '\xCF\xF0\xE8\xE2\xE5\xF2'],
  ])('%s: what has no references is written in it', (encoding, before, comment, after) => {
    const file = `<?xml version="1.0" encoding="${encoding}"?><a b="${before}"><!--${before}-->${before}</a>`;
    const output = edited(latin1(file), (tree) => {
      element(tree, 'a').attributes['c'] = 'ü';
      Object.assign(element(tree, 'a').children[0]!, { value: comment });
    });
    expect(output).toBe(
      file.replace(`"${before}">`, `"${before}" c="&#xFC;">`).replace(`--${before}`, `--${after}`),
    );
  });

  test.each(['utf16le', 'utf-16be'])('%s is written as it is', (order) => {
    const encode = (text: string): Buffer => {
      const units = Buffer.from(text, 'utf16le');
      return order === 'utf16le' ? units : units.swap16();
    };
    const file = encode('\uFEFF<a b="ü" c="1"><!--ü--></a>');
    const output = edited(file, (tree) => {
      Object.assign(element(tree, 'a').attributes, { c: '😀', ö: '' });
      element(tree, 'a').children.push({ type: 'comment', value: '你' });
    });
    expect(output).toBe(plainOf(encode('\uFEFF<a b="ü" c="&#x1F600;" ö=""><!--ü--><!--你--></a>')));
  });

  test('another encoding, and nodes of another file, are written in the new one', () => {
    const file = latin1(
      '<?xml version="1.0" encoding="GBK"?><a ö="1" b="\xC4\xE3">\xC4\xE3<!--\xC4\xE3--></a>',
    );
    const declare = (tree: XastRoot): void => {
      Object.assign(tree.children[0]!, { value: 'version="1.0" encoding="UTF-8"' });
    };
    expect(() => edited(file, declare)).toThrow('was read from bytes that GBK does not have');
    const good = latin1(plainOf(file).replace('ö="1" ', ''));
    expect(edited(good, declare)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><a b="&#x4F60;">&#x4F60;<!--\xE4\xBD\xA0--></a>',
    );
    const from = plain.parse(new VFile({ value: good }));
    expect(edited('<a/>', () => ({ type: 'root', children: [from.children[1]!] }))).toBe(
      '<a b="&#x4F60;">&#x4F60;<!--你--></a>',
    );
  });
});

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
