import { describe, expect, test } from '@jest/globals';
import { unified } from 'unified';
import { VFile } from 'vfile';
import {
  isVbox,
  vmlintParse,
  type LanguageId,
  type Root,
  type XastNode,
  type XastRoot,
} from '../../src/unified/index.js';
import { edited, element, latin1, plain, plainOf } from './xml-tree.js';

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
