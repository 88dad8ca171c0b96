import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { parseJsonc } from '../../src/config/jsonc.js';
import { parseYaml } from '../../src/config/yaml.js';
import type { ConfigNode, Parsed } from '../../src/config/tree.js';

/** What a tree says, without its places. */
function plain(node: ConfigNode): unknown {
  switch (node.type) {
    case 'object':
      return node.entries.map(({ key, value }) => [key, plain(value)]);
    case 'array':
      return { list: node.items.map(plain) };
    case 'null':
      return null;
    default:
      return node.value;
  }
}

function said(parsed: Parsed): unknown {
  return 'root' in parsed ? plain(parsed.root) : parsed.mistakes;
}

/** Every place of a tree, with the text that stands there. */
function texts(node: ConfigNode, text: string): string[] {
  const own = text.slice(node.start, node.end);
  if (node.type === 'object') {
    return node.entries.flatMap(({ keyStart, keyEnd, value }) => [
      text.slice(keyStart, keyEnd),
      ...texts(value, text),
    ]);
  }
  return node.type === 'array' ? node.items.flatMap((item) => texts(item, text)) : [own];
}

const KEY = fc.string({ minLength: 1, maxLength: 8 }).filter((key) => key !== '__proto__');
const { value: VALUE } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(KEY, tie('value'), { maxKeys: 4 }),
  ),
}));
const OBJECT = fc.dictionary(KEY, VALUE, { maxKeys: 5 });

test('JSON and YAML of the same say the same', () => {
  fc.assert(
    fc.property(OBJECT, (value) => {
      const fromJson = said(parseJsonc(JSON.stringify(value)));
      expect(said(parseYaml(stringify(value)))).toEqual(fromJson);
      expect(said(parseYaml(JSON.stringify(value, null, 1)))).toEqual(fromJson);
    }),
  );
});

test('every value has its place', () => {
  const json = '// c\n{ "a": [1.50, "x"], /* c */ "b": { "c": true, }, }';
  const parsed = parseJsonc(json);
  expect('root' in parsed && texts(parsed.root, json)).toEqual([
    '"a"',
    '1.50',
    '"x"',
    '"b"',
    '"c"',
    'true',
  ]);
  const yaml = '# c\na: [1.50, x]\nb:\n  c: true\n';
  const same = parseYaml(yaml);
  expect('root' in same && texts(same.root, yaml)).toEqual(['a', '1.50', 'x', 'b', 'c', 'true']);
});

describe.each([
  ['JSON', parseJsonc],
  ['YAML', parseYaml],
] as const)('%s', (_name, parse) => {
  test.each(['', ' \n\t', '\n\n'])('without anything says nothing: %j', (text) => {
    expect(said(parse(text))).toEqual([]);
  });

  test('any text is read or refused, in its own bounds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const parsed = parse(text);
        if ('root' in parsed) return;
        expect(parsed.mistakes.length).toBeGreaterThan(0);
        for (const { start, end, message } of parsed.mistakes) {
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
          expect(message).toMatch(/expected/);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('what nests too deeply is refused before it does harm', () => {
    const size = 500_000;
    for (const part of ['[', '{"a":', '{', '[[],']) {
      const parsed = parse(part.repeat(size / part.length));
      expect(parsed).toMatchObject({ mistakes: [{ message: expect.stringContaining('nesting') }] });
    }
  });

  test('brackets in texts and in comments are no nesting', () => {
    const text = parse === parseJsonc ? '{"a": "[["} // [' : 'a: "[["\n# [\n';
    const many =
      parse === parseJsonc
        ? `[${`${text}\n,`.repeat(200)}1]`
        : `x: y # [\n`.repeat(1) + '# [\n'.repeat(200);
    expect('root' in parse(many)).toBe(true);
  });

  test('a key that stands twice is refused', () => {
    const text = '{"a": 1, "a": 2}';
    expect(parse(text)).toEqual({
      mistakes: [{ start: 9, end: 12, message: 'Unexpected second "a", expected one' }],
    });
  });
});

describe('YAML', () => {
  test.each([
    ['- '.repeat(100_000), 'nesting'],
    ['? '.repeat(100_000), 'nesting'],
    [Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''), 'nesting'],
  ])('that nests without brackets is refused: %#', (text, message) => {
    expect(parseYaml(text)).toMatchObject({
      mistakes: [{ message: expect.stringContaining(message) }],
    });
  });

  test('a long list on one line, and a long file, nest no deeper', () => {
    expect('root' in parseYaml(`a: [${'b, '.repeat(500)}]\n`)).toBe(true);
    expect('root' in parseYaml('a:\n  - b: {c: d}\n    e: f\n'.replace(/^a/, 'x'))).toBe(true);
    expect(
      'root' in parseYaml(Array.from({ length: 2000 }, (_, n) => `k${n}:\n  - a: 1\n`).join('')),
    ).toBe(true);
  });

  test('an alias says what it stands for, where it stands', () => {
    const text = 'a: &x [1, 2]\nb: *x\n';
    const parsed = parseYaml(text);
    expect(said(parsed)).toEqual([
      ['a', { list: [1, 2] }],
      ['b', { list: [1, 2] }],
    ]);
    const b =
      'root' in parsed && parsed.root.type === 'object' ? parsed.root.entries[1] : undefined;
    expect(text.slice(b?.value.start, b?.value.end)).toBe('*x');
  });

  test('aliases of aliases that stand for a billion are refused', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let n = 1; n < 12; n++) {
      lines.push(`a${n}: &a${n} [${Array.from({ length: 10 }, () => `*a${n - 1}`).join(', ')}]`);
    }
    expect(parseYaml(lines.join('\n'))).toMatchObject({
      mistakes: [{ message: expect.stringContaining('alias') }],
    });
    expect('mistakes' in parseYaml('a: &a [*a]\n')).toBe(true);
  });

  test.each([
    ['a: !!js/function "function () {}"\n', 'tag'],
    ['a: 1\n---\nb: 2\n', 'document'],
    ['a: *gone\n', 'alias'],
    ['[a, b]: 1\n', 'a plain word'],
  ])('%j is refused', (text, message) => {
    const parsed = parseYaml(text);
    const messages = 'mistakes' in parsed ? parsed.mistakes.map((one) => one.message) : [];
    expect(messages.join().toLowerCase()).toContain(message);
  });

  test('a number is kept as it is written', () => {
    const parsed = parseYaml('version: 8.0\n');
    expect('root' in parsed && parsed.root).toMatchObject({
      entries: [{ value: { type: 'number', raw: '8.0' } }],
    });
  });
});
