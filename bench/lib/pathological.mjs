import { randomBytes } from './broken-lines.mjs';

/** What makes a text a VM's configuration, whatever follows. */
export const HEAD = 'config.version = "8"\nvirtualHW.version = "19"\nvhv.enable = "TRUE"\n';

const lines = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join('');
const fill = (size, part) => part.repeat(Math.ceil(size / part.length)).slice(0, size);

/** A word of seven letters for a number. */
const letters = (number) =>
  Array.from({ length: 7 }, (_, place) =>
    String.fromCharCode(97 + (Math.floor(number / 26 ** (place % 5)) % 26)),
  ).join('');

/** One line of `size` characters. */
const LINES = {
  'a quoted value': (size) => `a = "${fill(size, 'value ')}"\n`,
  'a value of |22 escapes': (size) => `a = "${fill(size, '|22')}"\n`,
  'a value of bars': (size) => `a = "${fill(size, '|')}"\n`,
  'a boolean with bars': (size) => `vhv.enable = "${fill(size, 'value|')}"\n`,
  'a value of two-byte characters': (size) => `a = "${fill(size, '\xc3\xa9')}"\n`,
  'a value without quotes': (size) => `a = ${fill(size, 'value')}\n`,
  'a key without =': (size) => `${fill(size, 'key')}\n`,
  'a key': (size) => `${fill(size, 'key')} = "1"\n`,
  'a comment': (size) => `# ${fill(size, 'word ')}\n`,
  'a // comment': (size) => `// ${fill(size, 'word ')}\n`,
  'a missing closing quote': (size) => `a = "${fill(size, 'value ')}\n`,
  'a quote and blanks': (size) => `a = "${fill(size, ' ')}x\n`,
  junk: (size) => `a = "1" ${fill(size, 'word ')}\n`,
  'junk after blanks': (size) => `a = "1" ${fill(size, ' ')}x\n`,
  pairs: (size) => `${fill(size, 'a = "b"')}\n`,
  'pairs and an end that is none': (size) => `${fill(size, 'a = "b"')} x\n`,
  quotes: (size) => `a = ${fill(size, '"')}\n`,
  'equals signs': (size) => `a ${fill(size, '=')}\n`,
  blanks: (size) => `${fill(size, ' ')}\n`,
  'blanks before =': (size) => `a${fill(size, ' ')}b = "1"\n`,
  'blanks, then a pair': (size) => `${fill(size, ' ')}b = "1"\n`,
  brackets: (size) => `${fill(size, '[')}\n`,
  braces: (size) => `a = "${fill(size, '{a')}"\n`,
  underscores: (size) => `a = "${fill(size, '__A')}"\n`,
  NULs: (size) => `${fill(size, '\0')}\n`,
  'typographic quotes': (size) => `a = \xe2\x80\x9c${fill(size, '\xe2\x80\x9d ')}x\n`,
  'random bytes': (size) => `${randomBytes(size, 1).replace(/[\r\n]/g, '.')}\n`,
};

/** `count` lines, or what else is many. */
const MANY = {
  'identical pairs': (count) => lines(count, () => 'a.b = "1"\n'),
  'conflicting pairs': (count) => lines(count, (index) => `a.b = "${index}"\n`),
  'secrets set twice': (count) => lines(count, (index) => `guestinfo.token${index >> 1} = "1"\n`),
  'unquoted values': (count) => lines(count, (index) => `a${index} = 1\n`),
  'joined unquoted pairs': (count) => lines(count, (index) => `a${index} = 1 b${index} = 2\n`),
  'unsafe fixes': (count) => lines(count, (index) => `a${index} = "1\n`),
  'identical pairs after a long start': (count) =>
    `${' '.repeat(count * 10)}${lines(count, () => 'a.b = "1"\n')}`,
  'identical pairs after a long value': (count) =>
    `a.b = "|00${'|41'.repeat(count * 4)}"\n${lines(count, () => 'a.b = ""\n')}`,
  'unknown keys': (count) =>
    lines(count, (index) => `${letters(index)}.${letters(index * 7919)} = "1"\n`),
  'empty lines': (count) => '\n'.repeat(count),
  'lines that end in CR': (count) => lines(count, (index) => `a${index} = "1"\r`),
  placeholders: (count) => lines(count, (index) => `a${index} = "{{ b${index} }}"\n`),
};

export const PATHOLOGICAL = { ...LINES, ...MANY };
export const LINE_NAMES = Object.keys(LINES);
export const MANY_NAMES = Object.keys(MANY);
