import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fixText } from '../../src/api/index.js';
import { formatEdits } from '../../src/editor/formatting.js';
import { fixAll, replacement } from '../../src/editor/judge.js';
import { applyTextEdits } from '../../src/editor/opened.js';
import { formatted, DEFAULT_FORMAT } from '../../src/format/index.js';
import { APPLIED, given, opened } from './opened.js';

const line = fc.oneof(
  fc.constantFrom(
    'vhv.enable = "True"',
    'vhv.enable="TRUE"',
    '  guestOS  =  "vmkernel7"',
    'memsize=4096',
    'displayName = "Zürich 😀"',
    'ethernet0.present = "true" # card',
    'a = "b"c = "d"',
    'broken',
    '# a comment',
    '',
    'virtualHW.version = “19”',
    'x = "\ud800"',
  ),
  fc.string({ maxLength: 20 }),
);
const text = fc
  .tuple(fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 12 }), line)
  .map(([lines, last]) => lines.flat().join('') + last);

const fixed = (before: string): string => applyTextEdits(before, fixAll(given(before), APPLIED));
const tidy = (before: string): string =>
  applyTextEdits(before, formatEdits(opened(before), undefined, DEFAULT_FORMAT));

/** Editors have no place between CR and LF, nor in a pair of surrogates. */
function expectPlaces(before: string, edits: readonly { start: number; end: number }[]): void {
  let last = 0;
  for (const { start, end } of edits) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThanOrEqual(start);
    for (const at of [start, end]) expect(before.slice(at - 1, at + 1)).not.toBe('\r\n');
    last = end;
  }
}

test('editors get the text that the library makes, in edits that they can make', () => {
  fc.assert(
    fc.property(text, (before) => {
      const edits = fixAll(given(before), APPLIED);
      expectPlaces(before, edits);
      const { output } = fixText(before, { language: 'vmx', assume: false });
      expect(applyTextEdits(before, edits)).toBe(output);
      const { document, language } = opened(before);
      const tidied = formatEdits(opened(before), undefined, DEFAULT_FORMAT);
      expectPlaces(before, tidied);
      if (document.readOnly !== undefined) expect(tidied).toEqual([]);
      else expect(tidy(before)).toBe(formatted(document, language).document.source.text);
    }),
    { numRuns: 500 },
  );
});

test('what is fixed and formatted needs neither again', () => {
  fc.assert(
    fc.property(text, (before) => {
      const done = tidy(fixed(before));
      expect(tidy(done)).toBe(done);
      expect(fixed(done)).toBe(done);
    }),
    { numRuns: 300 },
  );
});

test('a replacement is as small as it can be, and cuts nothing in two', () => {
  const piece = fc.constantFrom('a', 'b', '\r', '\n', '\r\n', '😀', '😃', '');
  const any = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(any, any, (before, after) => {
      const edit = replacement(before, after);
      expect(applyTextEdits(before, [edit])).toBe(after);
      expectPlaces(before, [edit]);
    }),
  );
});
