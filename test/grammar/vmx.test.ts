import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseVmx, unescapeValue, type VmxNode } from '../../grammars/vmx/index.js';
import { VmxParser } from '../../grammars/vmx/parser.js';
import { createVmxLexer } from '../../grammars/vmx/tokens.js';
import { anyBytes, mutatedFile, structuralBytes } from '../support/arbitrary.js';
import { corpus, vectors } from '../support/shared.js';

/** What VMware's reader makes of a line: name and value, or that it makes no pair of it. */
function read(line: string): [string, string] | VmxNode['type'] {
  const [node] = parseVmx(line).children;
  if (node?.type === 'entry') return [node.key, unescapeValue(node.value)];
  return node?.type ?? 'blank';
}

function print(view: string): string {
  const { bomLength, children } = parseVmx(view);
  return (
    view.slice(0, bomLength) + children.map((node) => view.slice(node.start, node.next)).join('')
  );
}

describe('a pair', () => {
  test.each<[string, [string, string]]>([
    ['a = "b"', ['a', 'b']],
    ['a="b"', ['a', 'b']],
    ['\ta\t=\t"b"\t# comment', ['a', 'b']],
    ['a = "b"# c', ['a', 'b']],
    ['a = b', ['a', 'b']],
    ['a = b#c', ['a', 'b']],
    ['a = b=c', ['a', 'b=c']],
    ['a = b"c"', ['a', 'b"c"']],
    ["a = 'b'", ['a', "'b'"]],
    ['a =', ['a', '']],
    ['a = # c', ['a', '']],
    ['a = ""', ['a', '']],
    ['a = =b', ['a', '=b']],
    ['"a" = "b"', ['"a"', 'b']],
    ['a = "b#c = d"', ['a', 'b#c = d']],
    ['a|2Eb = "c"', ['a|2Eb', 'c']],
    ['a = b|20c', ['a', 'b c']],
    ['a = "tab\there"', ['a', 'tab\there']],
    ['a\x0B = "b"', ['a\x0B', 'b']],
    ['a\xC2\xA0= "b"', ['a\xC2\xA0', 'b']],
    ['a =\xC2\xA0"b"', ['a', '\xC2\xA0"b"']],
    ['//x = "y"', ['//x', 'y']],
    ['a = "b"\0rest', ['a', 'b']],
    ['a = b\0c', ['a', 'b']],
    ['a = \0"b"', ['a', '']],
  ])('is read from %j', (line, pair) => expect(read(line)).toEqual(pair));
});

describe('no pair', () => {
  test.each([
    ['a = "b" junk', 'junk-after-value'],
    ['a = "b" "c"', 'junk-after-value'],
    ['a = b c', 'junk-after-value'],
    ["a = 'b c'", 'junk-after-value'],
    ['a = "\\"b\\""', 'junk-after-value'],
    ['a = "b" ;c', 'junk-after-value'],
    ['= "b"', 'missing-key'],
    ['a b = "c"', 'blank-in-key'],
    ['export a = "b"', 'blank-in-key'],
    ['a', 'missing-equals'],
    ['a#b = "c"', 'missing-equals'],
    ['{% if x %}', 'missing-equals'],
    ['a = "b', 'unterminated-quote'],
    ['// comment', 'foreign-comment'],
    ['; a = "b"', 'foreign-comment'],
    ['[section]', 'section-header'],
    ['a := "b"', 'foreign-assignment'],
    ['a: "b"', 'foreign-assignment'],
    ['a == "b"', 'double-equals'],
    ['a = = "b"', 'double-equals'],
    ['a = "x\0y"', 'nul-byte'],
    ['a\0 = "y"', 'nul-byte'],
    ['numvcpus = "4"cpuid.coresPerSocket = "2"', 'two-pairs'],
    ['a = TRUE b = 1 c = "x" # c', 'two-pairs'],
    ['a = my vm = "x"', 'junk-after-value'],
    ['a = "b" "c" = "d"', 'junk-after-value'],
  ])('is read from %j: %s', (line, reason) => {
    expect(parseVmx(line).children).toMatchObject([{ type: 'malformed', reason }]);
  });
});

test('escapes are undone once, and what is none stays', () => {
  const written = ['x|22y', '|7c|0A', '|', '|2', '|2G', '||22', '|2|22', '|00tail', 'a|7C|7C22'];
  const values = ['x"y', '|\n', '|', '|2', '|2G', '||22', '|2|22', '', 'a||22'];
  expect(written.map(unescapeValue)).toEqual(values);
});

test('a line ends at LF, CR LF or CR, a byte order mark is no part of the first', () => {
  const view = '\xEF\xBB\xBF.encoding = "UTF-8"\r# c\r\n\n a=b';
  expect(parseVmx(view)).toMatchObject({
    bomLength: 3,
    children: [
      { type: 'entry', start: 3, keyStart: 3, equals: 13, valueStart: 16, end: 22, next: 23 },
      { type: 'comment', start: 23, end: 26, next: 28 },
      { type: 'blank', start: 28, end: 28, next: 29 },
      { type: 'entry', start: 29, keyStart: 30, key: 'a', value: 'b', end: 33, next: 33 },
    ],
  });
  expect(print(view)).toBe(view);
});

test("VMware's own vectors are read as VMware reads them", () => {
  for (const vector of vectors<{ line_hex: string; name: string | null; value: string | null }>(
    'vmx-dictline.json',
  )) {
    const line = Buffer.from(vector.line_hex, 'hex').toString('latin1');
    // The reader of lines takes CR and a byte order mark away before the reader of pairs sees them.
    if (line.includes('\r')) continue;
    const [, node] = parseVmx(`# first\n${line}`).children;
    const pair = node?.type === 'entry' ? [node.key, unescapeValue(node.value)] : [null, null];
    expect({ line, pair }).toEqual({ line, pair: [vector.name, vector.value] });
  }
});

test('every text is covered by its nodes, in order, and no part stands outside of its line', () => {
  fc.assert(
    fc.property(fc.oneof(anyBytes, structuralBytes, mutatedFile), (bytes) => {
      const view = bytes.toString('latin1');
      const { bomLength, children } = parseVmx(view);
      let offset = bomLength;
      for (const node of children) {
        expect(node.start).toBe(offset);
        expect(node.end).toBeGreaterThanOrEqual(node.start);
        expect(view.slice(node.end, node.next)).toMatch(/^(?:\r\n|\r|\n|)$/);
        expect(view.slice(node.start, node.end)).not.toMatch(/[\r\n]/);
        if (node.type === 'entry') {
          expect(view.startsWith(node.key, node.keyStart)).toBe(true);
          expect(view[node.equals]).toBe('=');
          expect(view.startsWith(node.value, node.valueStart)).toBe(true);
          if (node.quoted) {
            expect(view[node.valueStart - 1]).toBe('"');
            expect(view[node.valueStart + node.value.length]).toBe('"');
          }
        }
        if (node.type === 'malformed') expect(node.problemStart).toBeLessThan(node.end);
        offset = node.next;
      }
      expect(offset).toBe(view.length);
    }),
    { numRuns: 2000 },
  );
});

test('where a chunk of a large file ends makes no difference', () => {
  const lines = Array.from({ length: 9000 }, (_, index) => `scsi${index}.present = "TRUE"\r\n`);
  const view = `${lines.join('')}a = "b`;
  const { children } = parseVmx(view);
  expect(children).toHaveLength(9001);
  expect(new Set(children.slice(0, -1).map((node) => node.type))).toEqual(new Set(['entry']));
  expect(children.at(-1)).toMatchObject({ type: 'malformed', reason: 'unterminated-quote' });
  expect(print(view)).toBe(view);
});

test('a line of a million pairs, quotes or bars is read', () => {
  for (const part of ['a="b"', '"', '|', 'a ', '\t', '=']) {
    const view = part.repeat(1_000_000);
    expect(print(view)).toBe(view);
  }
});

test('the definitions of the grammar are valid and use the fast paths of the lexer', () => {
  const lexer = createVmxLexer(true);
  expect(lexer.lexerDefinitionErrors).toEqual([]);
  expect(() => new VmxParser(true)).not.toThrow();
  const { errors } = lexer.tokenize(Buffer.from([...Array(256).keys()]).toString('latin1'));
  expect(errors).toEqual([]);
});

test('the files of the corpus are read without a loss', () => {
  for (const { bytes } of corpus('vmx')) {
    const view = bytes.toString('latin1');
    expect(print(view)).toBe(view);
  }
});
