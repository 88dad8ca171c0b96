import { expect, test } from '@jest/globals';
import { escapeControls, escapeJson } from '../../src/report/escape.js';

test.each([
  ['memsize = "4096" # ~', 'memsize = "4096" # ~'],
  ['äöü 日本 😀 e\u0301', 'äöü 日本 😀 e\u0301'],
  ['\x00\x07\t\r\n\x1b[2J\x7f\x9b', '\\x00\\x07\\x09\\x0d\\x0a\\x1b[2J\\x7f\\x9b'],
  ['\u202a\u202e\u2066\u2069\u061c', '\\u202a\\u202e\\u2066\\u2069\\u061c'],
  ['\u2028\u2029', '\\u2028\\u2029'],
  ['\u200b\u200d\u2060\ufeff\u00ad', '\\u200b\\u200d\\u2060\\ufeff\\xad'],
  ['\ufe0f\u{e0041}\u3164', '\\ufe0f\\u{e0041}\\u3164'],
  ['\ud800 \udc00', '\\ud800 \\udc00'],
])('%j', (text, escaped) => {
  expect(escapeControls(text)).toBe(escaped);
});

test('JSON keeps its value', () => {
  const value = { a: 'ä\x1b\x7f\x9b\u202e\u{e0041}\ud800"\\\n', b: ['plain'] };
  const json = escapeJson(JSON.stringify(value, null, 2));
  expect(json).toContain('ä\\u001b\\u007f\\u009b\\u202e\\udb40\\udc41\\ud800');
  expect(JSON.parse(json)).toEqual(value);
});
