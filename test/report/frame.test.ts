import { expect, test } from '@jest/globals';
import { frameLine } from '../../src/report/frame.js';
import { mark, point } from './build.js';

/** The line and its underline, as a frame shows them. */
function frame(marked: string): string[] {
  const { excerpt, start, end } = mark(1, marked);
  return underline(frameLine(excerpt, start, end));
}

function underline(line: ReturnType<typeof frameLine>): string[] {
  return [line.text, ' '.repeat(line.start) + '^'.repeat(line.end - line.start)];
}

test.each<[string, string, string, string]>([
  ['ASCII', 'a = |"b"| # c', 'a = "b" # c', '    ^^^'],
  ['an empty place', 'a = |"b"', 'a = "b"', '    ^'],
  ['an empty place at the end', 'a = "b"|', 'a = "b"', '       ^'],
  ['an empty line', '|', '', '^'],
  ['wide characters', 'n = |"日本"| # c', 'n = "日本" # c', '    ^^^^^^'],
  ['wide characters before', '日本 = |b|', '日本 = b', '       ^'],
  ['an emoji', '😀|😀|b', '😀😀b', '  ^^'],
  ['combining marks', 'e\u0301e\u0301|e\u0301x|', 'e\u0301e\u0301e\u0301x', '  ^^'],
  ['a tab before', '\ta|b|', '    ab', '     ^'],
  ['a tab inside', 'ab|\tc|', 'ab  c', '  ^^^'],
  ['tabs behind wide characters', '日\t|x|\ty', '日  x   y', '    ^'],
  ['a control before', '\x1b[31m|x|', '\\x1b[31mx', '        ^'],
  ['a control inside', 'a|\u202e|b', 'a\\u202eb', ' ^^^^^^'],
  ['a lone surrogate', 'a|\ud800|b', 'a\\ud800b', ' ^^^^^^'],
])('%s', (_, marked, text, marks) => {
  expect(frame(marked)).toEqual([text, marks]);
});

test('a place ends with its line', () => {
  const excerpt = { text: 'a = "b', from: 0, cut: false };
  const shown = (end: ReturnType<typeof point>) =>
    underline(frameLine(excerpt, point(1, 5), end))[1];
  expect(shown(point(1, 99))).toBe('    ^^');
  expect(shown(point(3, 1))).toBe('    ^^');
  expect(underline(frameLine(excerpt, point(1, 99), point(2, 1)))[1]).toBe('      ^');
});

test('a place that cuts a surrogate pair takes all of it', () => {
  const excerpt = { text: 'a😀b', from: 0, cut: false };
  expect(underline(frameLine(excerpt, point(1, 3), point(1, 3)))).toEqual(['a😀b', ' ^^']);
  expect(underline(frameLine(excerpt, point(1, 2), point(1, 3)))).toEqual(['a😀b', ' ^^']);
});

test('a window of a line is marked where it is cut', () => {
  const excerpt = { text: 'cde', from: 2, cut: true };
  expect(underline(frameLine(excerpt, point(1, 4), point(1, 5)))).toEqual(['…cde…', '  ^']);
});

test('of a long line about 100 columns are shown', () => {
  const [text, marks] = frame(`${'a'.repeat(500)}|here|${'b'.repeat(500)}`);
  expect(text).toBe(`…${'a'.repeat(24)}here${'b'.repeat(72)}…`);
  expect(marks).toBe(`${' '.repeat(25)}^^^^`);

  expect(frame(`${'a'.repeat(500)}|here|`)[0]).toBe(`…${'a'.repeat(96)}here`);
  expect(frame(`|here|${'b'.repeat(500)}`)[0]).toBe(`here${'b'.repeat(96)}…`);
  expect(frame(`|${'字'.repeat(500)}|`)).toEqual([`${'字'.repeat(50)}…`, '^'.repeat(100)]);
  expect(frame(`|${'\x00'.repeat(500)}|`)).toEqual([`${'\\x00'.repeat(25)}…`, '^'.repeat(100)]);
  expect(frame(`|a${'\u0301'.repeat(500)}|`)[1]).toBe('^');
});
