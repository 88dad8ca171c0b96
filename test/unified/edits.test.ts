import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unified } from 'unified';
import { VFile } from 'vfile';
import {
  vmlintParse,
  vmlintStringify,
  type Entry,
  type Line,
  type Root,
} from '../../src/unified/index.js';
import { mutatedFile, structuralBytes } from '../support/arbitrary.js';

const plain = unified().use(vmlintParse).use(vmlintStringify).freeze();

type Content = string | Uint8Array;

/** What comes out when a transformer does `edit`. Of bytes a character each. */
function edited(content: Content, edit: (tree: Root) => unknown): string {
  const result = unified()
    .use(vmlintParse)
    .use(() => (tree: Root) => edit(tree) as Root | undefined)
    .use(vmlintStringify)
    .processSync(content).value;
  expect(typeof result).toBe(typeof content);
  return plainOf(result);
}

function plainOf(content: Content): string {
  return typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

function entry(tree: Root, key: string): Entry {
  return tree.children.find((line): line is Entry => line.type === 'entry' && line.key === key)!;
}

const FILE = ' a=1\r\n# c\t\nb = "x|22" # why\n\t\nodd line\r\n\nz = "\xFC"';

describe('printed as VMware does, and nothing else is touched', () => {
  test('a value', () => {
    const output = edited(latin1(FILE), (tree) => void (entry(tree, 'a').value = '2'));
    expect(output).toBe(FILE.replace(' a=1', 'a = "2"'));
  });

  test('a key, a comment, and a comment that goes; what they leave is written as it was', () => {
    const output = edited(latin1(FILE), (tree) => {
      entry(tree, 'b').key = 'B';
      Object.assign(entry(tree, 'a'), { comment: '# one' });
    });
    expect(output).toBe(FILE.replace(' a=1', 'a = "1" # one').replace('b = "x|22"', 'B = "x|22"'));
    expect(edited(FILE, (tree) => void (entry(tree, 'b').comment = undefined))).toBe(
      FILE.replace(' # why', ''),
    );
  });

  test('a value that was not in quotes', () => {
    const unquoted = 'a = 19"rack|2x\nb = x|\n';
    const quote = (tree: Root): void => {
      for (const line of tree.children) if (line.type === 'entry') line.quoted = true;
    };
    expect(edited(unquoted, quote)).toBe('a = "19|22rack|2x"\nb = "x|"\n');
    // A bar before the quote would be another escape then.
    expect(edited('a = |2"x\n', quote)).toBe('a = "|7C2|22x"\n');
  });

  test.each([
    ['a "quoted" word', 'a |22quoted|22 word'],
    ['a|b|22', 'a|7Cb|7C22'],
    ['two\nlines\r\n', 'two|0Alines|0D|0A'],
    ['\t# = \x01\x7F', '\t# = |01|7F'],
    ['', ''],
  ])('the value %j', (value, written) => {
    for (const file of [FILE, latin1(FILE)]) {
      const output = edited(file, (tree) => void (entry(tree, 'a').value = value));
      expect(output).toBe(FILE.replace(' a=1', `a = "${written}"`));
    }
  });

  test('new lines get the end of line that most have, at the end none where the file has none', () => {
    const added: Line[] = [
      { type: 'comment', text: '# new' },
      { type: 'entry', key: 'k', value: 'v', comment: '# w' },
      { type: 'blank' },
    ];
    const output = edited(latin1(FILE), (tree) => {
      tree.children.splice(1, 0, ...added);
      tree.children.push({ type: 'entry', key: 'y', value: '9' });
    });
    expect(output).toBe(`${FILE.replace('\r\n# c', '\r\n# new\nk = "v" # w\n\n# c')}\ny = "9"`);
  });

  test('lines that are moved, repeated and removed keep their bytes', () => {
    const output = edited(latin1(FILE), (tree) => {
      const [a, , b, , , , z] = tree.children as [Line, Line, Line, Line, Line, Line, Line];
      tree.children = [z, b, structuredClone(b), a];
    });
    expect(output).toBe('z = "\xFC"\nb = "x|22" # why\nb = "x|22" # why\n a=1\r\n');
  });

  test('a line that becomes another kind', () => {
    const output = edited(FILE, (tree) => {
      Object.assign(tree.children[4]!, { type: 'comment', text: '# odd line' });
      tree.children[0] = { type: 'comment', text: '# was a' };
    });
    expect(output).toBe(FILE.replace('odd line', '# odd line').replace(' a=1\r\n', '# was a\n'));
  });

  test('a malformed line gets the text that it is given', () => {
    expect(
      edited('a "1"\n', (tree) => void Object.assign(tree.children[0]!, { text: 'a = 1' })),
    ).toBe('a = 1\n');
  });

  test('a file without lines, and a tree without a file', () => {
    const children: Line[] = [{ type: 'entry', key: 'a', value: 'ü' }];
    expect(edited('', () => ({ type: 'root', children }))).toBe('a = "ü"\n');
    expect(edited(new Uint8Array(), () => ({ type: 'root', children }))).toBe('a = "\xC3\xBC"\n');
    expect(plain.stringify({ type: 'root', children })).toBe('a = "ü"\n');
  });

  test('the byte order mark stays, unless it is taken away or put there', () => {
    const file = latin1('\xEF\xBB\xBFa = "1"\n');
    expect(edited(file, (tree) => void (entry(tree, 'a').value = '2'))).toBe(
      '\xEF\xBB\xBFa = "2"\n',
    );
    expect(edited(file, ({ children }) => ({ type: 'root', children: [...children] }))).toBe(
      plainOf(file),
    );
    expect(edited(file, (tree) => void (tree.byteOrderMark = false))).toBe('a = "1"\n');
    expect(edited('\uFEFFa = 1', (tree) => void (tree.byteOrderMark = false))).toBe('a = 1');
    expect(edited('a = 1', (tree) => void (tree.byteOrderMark = true))).toBe('\uFEFFa = 1');
  });
});

describe('encodings', () => {
  test.each([
    ['windows-1252', 'Pr\xFCf', 'Größe €', 'Gr\xF6\xDFe \x80'],
    ['UTF-8', 'Pr\xC3\xBCf', 'ü😀', '\xC3\xBC\xF0\x9F\x98\x80'],
    ['GBK', '\xC4\xE3', '你好', '\xC4\xE3\xBA\xC3'],
    ['Shift_JIS', '\x83\x7C', 'ポポ', '\x83\x7C\x83\x7C'],
    ['windows-1251', '\xCF', 'Привет', '\xCF\xF0\xE8\xE2\xE5\xF2'],
  ])('%s: what is changed is written in it', (encoding, before, value, after) => {
    const file = `.encoding = "${encoding}"\na = "${before}"\r\nb = "${before}"\n`;
    const output = edited(latin1(file), (tree) => void (entry(tree, 'a').value = value));
    expect(output).toBe(file.replace(`a = "${before}"`, `a = "${after}"`));
  });

  test.each(['utf16le', 'utf-16be'])('%s is written as it is', (order) => {
    const encode = (text: string): Buffer => {
      const units = Buffer.from(text, 'utf16le');
      return order === 'utf16le' ? units : units.swap16();
    };
    const file = encode('\uFEFFa = "ü"\r\nb = "2"\r\n');
    const output = edited(file, (tree) => {
      entry(tree, 'b').value = '😀';
      tree.children.push({ type: 'comment', text: '# ü' });
    });
    expect(output).toBe(plainOf(encode('\uFEFFa = "ü"\r\nb = "😀"\r\n# ü\r\n')));
  });

  test('lines of another file are written in the encoding of this one', () => {
    const from = plain.parse(latin1('.encoding = "GBK"\na = "\xC4\xE3" # \xC4\xE3\n'));
    const output = edited(latin1('.encoding = "UTF-8"\n'), (tree) => {
      tree.children.push(from.children[1]!);
    });
    expect(output).toBe('.encoding = "UTF-8"\na = "\xE4\xBD\xA0" # \xE4\xBD\xA0\n');
  });

  test('a file whose lines are all ASCII may get another encoding', () => {
    const file = latin1('.encoding = "windows-1252"\na = "x"\n');
    const output = edited(file, (tree) => {
      entry(tree, '.encoding').value = 'GBK';
      entry(tree, 'a').value = '你';
    });
    expect(output).toBe('.encoding = "GBK"\na = "\xC4\xE3"\n');
  });
});

describe('what cannot be written is a message, never a wrong file', () => {
  const in1252 = '.encoding = "windows-1252"\na = "\xFC"\nb = "1"\n';
  const set = (key: string, parts: object) => (tree: Root) =>
    void Object.assign(entry(tree, key), parts);
  const push = (line: object) => (tree: Root) => void tree.children.push(line as Line);

  const cases: [string, string, string, (tree: Root) => void][] = [
    [
      'a character that the encoding does not have',
      in1252,
      'U+4F60 in the value of the entry cannot be encoded: windows-1252, the encoding of the file, does not have it',
      set('b', { value: 'x你' }),
    ],
    [
      'an encoding that VMware does not know',
      '.encoding = "klingon"\nb = "1"\n',
      'U+00FC in the comment of the entry cannot be encoded: the encoding "klingon" is not one that can be written',
      set('b', { comment: '# ü' }),
    ],
    [
      'another encoding, in which other lines would be something else',
      in1252,
      'the entry of `a` would be read otherwise: the file would be read as windows-1251, and was read as windows-1252',
      set('.encoding', { value: 'windows-1251' }),
    ],
    [
      'no encoding any more',
      '.encoding = "GBK"\na = "\xC4\xE3"\n',
      'the entry of `a` would be read otherwise: the file would be read as windows-1252',
      (tree) => void tree.children.shift(),
    ],
    [
      'bytes that mean nothing, in a value that was changed',
      '.encoding = "UTF-8"\nb = "\xFF!"\n',
      'the value of the entry was read from bytes that UTF-8 does not have, so they would be lost',
      (tree) => void (entry(tree, 'b').value += '?'),
    ],
    [
      'a byte that looks like an escape',
      '.encoding = "Shift_JIS"\nb = "1"\n',
      'the entry of `b` would be read otherwise in Shift_JIS',
      set('b', { value: 'ポ22' }),
    ],
    ['a NUL', in1252, 'the value of `b` has a NUL in it', set('b', { value: 'a\0b' })],
    ['no key', in1252, 'the key of an entry is empty', set('b', { key: '' })],
    ['a key of two words', in1252, 'the key "b c" has a blank in it', set('b', { key: 'b c' })],
    ['a key with an end of line', in1252, 'has an end of line in it', set('b', { key: 'b\nc' })],
    [
      'a number',
      in1252,
      'the value of the entry is number, expected a string',
      set('b', { value: 4 }),
    ],
    ['no value', in1252, 'is undefined, expected a string', push({ type: 'entry', key: 'c' })],
    [
      'a comment that is none',
      in1252,
      'the comment "x" does not begin with "#"',
      set('b', { comment: 'x' }),
    ],
    [
      'a comment of two lines',
      in1252,
      'the text of the comment has an end of line in it',
      push({ type: 'comment', text: '# a\rb' }),
    ],
    [
      'a node of another tree',
      in1252,
      'found a node of type "paragraph" among the lines, expected one of entry, comment, blank, malformed',
      push({ type: 'paragraph', children: [] }),
    ],
    ['no node', in1252, 'found something without a type', push({})],
  ];

  test.each(cases)('%s', (_name, file, message, edit) => {
    let failure: unknown;
    try {
      edited(latin1(file), edit);
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({ reason: expect.stringContaining(message), source: 'vmlint' });
    expect(failure).toMatchObject({ fatal: true, ruleId: 'print' });
  });

  test('with the place of the line', () => {
    const file = new VFile({ value: latin1(in1252), path: 'a.vmx' });
    const tree = plain.parse(file);
    entry(tree, 'b').value = '你';
    expect(() => plain.stringify(tree, file)).toThrow(expect.objectContaining({ line: 3 }));
    expect(file.messages.map(String)).toEqual([expect.stringMatching(/^a\.vmx:3:1-3:8: U\+4F60/)]);
  });

  test('what is no tree', () => {
    expect(() => plain.stringify({ type: 'entry' } as never)).toThrow(
      'expected a root with children',
    );
  });
});

const anyText = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '',
    '你好',
    'ü',
    '|22',
    '"',
    '# x',
    '\uFFFD',
    '\uD800',
    'TRUE',
    'a\r\nb',
    '\uFEFF',
  ),
);
const change = fc.record({
  what: fc.constantFrom('value', 'key', 'comment', 'text', 'insert', 'remove', 'move', 'copy'),
  at: fc.nat(),
  to: fc.nat(),
  text: anyText,
});
type Edit = typeof change extends fc.Arbitrary<infer T> ? T : never;

function apply(tree: Root, { what, at, to, text }: Edit): void {
  const { children } = tree;
  const index = at % (children.length + 1);
  const line = children[index];
  if (what === 'insert') children.splice(index, 0, { type: 'entry', key: 'new', value: text });
  if (line === undefined) return;
  if (what === 'remove') children.splice(index, 1);
  if (what === 'copy') children.splice(to % children.length, 0, structuredClone(line));
  if (what === 'move') children.splice(to % children.length, 0, ...children.splice(index, 1));
  if (line.type === 'entry' && (what === 'value' || what === 'key')) line[what] = text;
  if (line.type === 'entry' && what === 'comment') line.comment = `#${text}`;
  if (line.type === 'comment' && what === 'text') line.text = `#${text}`;
  if (line.type === 'malformed' && what === 'text') line.text = text;
}

const sourceOf = (line: Line): string => line.data!.vmlint!.source;
const isSaid = (line: Line): boolean =>
  line.type !== 'blank' && !(line.type === 'malformed' && /^[ \t]*(?:\0|$)/.test(line.text));

test('whatever is done to a tree: it is printed so that it reads the same, or not at all', () => {
  const content = fc.oneof(
    mutatedFile,
    structuralBytes,
    mutatedFile.map((file) => file.toString('utf8')),
  );
  let printed = 0;
  fc.assert(
    fc.property(content, fc.array(change, { minLength: 1, maxLength: 5 }), (before, changes) => {
      const tree = plain.parse(before);
      const untouched = new Map(tree.children.map((line) => [line, JSON.stringify(line)]));
      for (const one of changes) apply(tree, one);
      const file = new VFile(before);
      let output;
      try {
        output = plain.stringify(tree, file);
      } catch (error) {
        expect(error).toMatchObject({ ruleId: 'print', source: 'vmlint' });
        return;
      }
      printed++;
      const said = tree.children.filter(isSaid);
      const again = plain.parse(output).children.filter(isSaid);
      expect(again.length).toBe(said.length);
      for (const [index, line] of said.entries()) {
        const now = again[index]!;
        if (line.type === 'entry') {
          expect(now).toMatchObject({ type: 'entry', key: line.key, value: line.value });
          expect((now as Entry).comment ?? '').toBe(line.comment ?? '');
        } else if (line.type === 'comment') {
          expect(now).toMatchObject({ type: 'comment', text: line.text });
        }
        if (untouched.get(line) !== JSON.stringify(line)) continue;
        // With its end of line; where it had none, or the LF of a blank line follows its CR, it has more now.
        expect(sourceOf(now).slice(0, sourceOf(line).length)).toBe(sourceOf(line));
      }
    }),
    { numRuns: 2000 },
  );
  expect(printed).toBeGreaterThan(500);
});
