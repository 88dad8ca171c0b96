import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, expect, test } from '@jest/globals';
import * as oniguruma from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';

const syntaxes = new URL('../../editors/vscode/syntaxes/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, syntaxes), 'utf8');

let grammar: IGrammar;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(wasm));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: () => Promise.resolve(parseRawGrammar(read('vmx.tmLanguage.json'), 'vmx.json')),
  });
  grammar = (await registry.loadGrammar('source.vmx'))!;
});

/** The parts of a line that are more than blanks, each with its innermost scope, without `.vmx`. */
function parts(line: string): string[] {
  return grammar
    .tokenizeLine(line, INITIAL)
    .tokens.map(({ startIndex, endIndex, scopes }) => {
      const text = line.slice(startIndex, endIndex);
      return [text.trim(), scopes.at(-1)!.replace(/\.vmx$/, '')];
    })
    .filter(([text]) => text !== '')
    .map((part) => part.join('  '));
}

const KEY = 'support.type.property-name';
const EQUALS = '=  keyword.operator.assignment';
const OPEN = '"  punctuation.definition.string.begin';
const CLOSE = '"  punctuation.definition.string.end';
const TEXT = 'string.quoted.double';
const ESCAPE = 'constant.character.escape';
const PLACEHOLDER = 'variable.other.placeholder';
const COMMENT = 'comment.line.number-sign';
const HASH = '#  punctuation.definition.comment';

test.each<[line: string, parts: string[]]>([
  [
    'scsi0:0.fileName = "disk.vmdk"',
    [`scsi0:0.fileName  ${KEY}`, EQUALS, OPEN, `disk.vmdk  ${TEXT}`, CLOSE],
  ],
  [
    'vhv.enable="TRUE"',
    [`vhv.enable  ${KEY}`, EQUALS, OPEN, 'TRUE  constant.language.boolean', CLOSE],
  ],
  ['  memsize = "4096"', [`memsize  ${KEY}`, EQUALS, OPEN, '4096  constant.numeric', CLOSE]],
  ['memsize = 4096', [`memsize  ${KEY}`, EQUALS, '4096  constant.numeric']],
  ['a = true', [`a  ${KEY}`, EQUALS, 'true  constant.language.boolean']],
  ['a = 4096x', [`a  ${KEY}`, EQUALS, '4096x  string.unquoted']],
  ['a = "4096x"', [`a  ${KEY}`, EQUALS, OPEN, `4096x  ${TEXT}`, CLOSE]],
  ['a = ""', [`a  ${KEY}`, EQUALS, OPEN, CLOSE]],
  ['a =', [`a  ${KEY}`, EQUALS]],
  [
    'displayName = "a |22b|22"',
    [`displayName  ${KEY}`, EQUALS, OPEN, `a  ${TEXT}`, `|22  ${ESCAPE}`]
      .concat([`b  ${TEXT}`, `|22  ${ESCAPE}`])
      .concat(CLOSE),
  ],
  // The second bar spoils the first one, and is used up.
  ['a = "||22"', [`a  ${KEY}`, EQUALS, OPEN, `||  ${TEXT}`, `22  ${TEXT}`, CLOSE]],
  ['a = "|2x"', [`a  ${KEY}`, EQUALS, OPEN, `|2x  ${TEXT}`, CLOSE]],
  [
    'a = x|20y',
    [`a  ${KEY}`, EQUALS, 'x  string.unquoted', `|20  ${ESCAPE}`, 'y  string.unquoted'],
  ],
  ['# a = "b"', [HASH, `a = "b"  ${COMMENT}`]],
  [
    '# vmlint-nested forbid',
    [HASH, 'vmlint-nested  keyword.control.directive', `forbid  ${COMMENT}`],
  ],
  ['a = "#" # b', [`a  ${KEY}`, EQUALS, OPEN, `#  ${TEXT}`, CLOSE, HASH, `b  ${COMMENT}`]],
  ['a = 1#b', [`a  ${KEY}`, EQUALS, '1  constant.numeric', HASH, `b  ${COMMENT}`]],
  [
    'a = "{{ .Name }}-%s"',
    [`a  ${KEY}`, EQUALS, OPEN, `{{ .Name }}  ${PLACEHOLDER}`, `-%s  ${TEXT}`, CLOSE],
  ],
  ['a = "%s"', [`a  ${KEY}`, EQUALS, OPEN, `%s  ${PLACEHOLDER}`, CLOSE]],
  ['a = ${MEMORY}', [`a  ${KEY}`, EQUALS, `\${MEMORY}  ${PLACEHOLDER}`]],
  [
    'ethernet{{i}}.present = "TRUE"',
    [`ethernet  ${KEY}`, `{{i}}  ${PLACEHOLDER}`, `.present  ${KEY}`, EQUALS, OPEN]
      .concat('TRUE  constant.language.boolean')
      .concat(CLOSE),
  ],
  ['{% if nested %}', [`{% if nested %}  ${PLACEHOLDER}`]],
  ['a = "never closed', [`a  ${KEY}`, EQUALS, '"never closed  invalid.illegal.value']],
  ['a = "b" c', [`a  ${KEY}`, EQUALS, OPEN, `b  ${TEXT}`, CLOSE, 'c  invalid.illegal.value']],
  ['a = b c', [`a  ${KEY}`, EQUALS, 'b  string.unquoted', 'c  invalid.illegal.value']],
  ['no pair', ['no  invalid.illegal.line', 'pair  invalid.illegal.line']],
])('%s', (line, expected) => expect(parts(line)).toEqual(expected));

test('a line never changes what the next one is', () => {
  for (const line of ['a = "never closed', '{{ open', '# a', 'x', 'a = |']) {
    const { ruleStack } = grammar.tokenizeLine(line, INITIAL);
    expect(grammar.tokenizeLine('b = "c"', ruleStack).tokens).toEqual(
      grammar.tokenizeLine('b = "c"', INITIAL).tokens,
    );
  }
});

test('long lines take no time', () => {
  const long = 100_000;
  for (const line of [
    `a = "${'{{'.repeat(long)}`,
    ' '.repeat(long),
    'a'.repeat(long),
    `a = ${'|'.repeat(long)}`,
  ]) {
    const { stoppedEarly } = grammar.tokenizeLine(line, INITIAL, 5_000);
    expect({ line: line.slice(0, 10), stoppedEarly }).toEqual({
      line: line.slice(0, 10),
      stoppedEarly: false,
    });
  }
});

test('a .vbox is shown as XML', () => {
  const { scopeName, patterns } = parseRawGrammar(read('vbox.tmLanguage.json'), 'vbox.json');
  expect(scopeName).toBe('text.xml.vbox');
  expect(patterns).toEqual([{ include: 'text.xml' }]);
});
