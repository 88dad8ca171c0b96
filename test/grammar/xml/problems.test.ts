import { describe, expect, test } from '@jest/globals';
import {
  DEEPEST,
  MOST_PROBLEMS,
  parseXml,
  printXml,
  type XmlProblemCode,
} from '../../../grammars/xml/index.js';

/** The problems of a text, each as its code and the text it is about. */
function problems(view: string): [XmlProblemCode, string][] {
  const root = parseXml(view);
  expect(printXml(root, view)).toBe(view);
  return root.problems.map(({ code, start, end }) => [code, view.slice(start, end)]);
}

describe('a text has problems', () => {
  test.each<[string, ...[XmlProblemCode, string][]]>([
    // Elements
    ['<a>', ['unclosed-element', '<a']],
    ['<a><b></a>', ['unclosed-element', '<b']],
    ['<a><b><c></a>', ['unclosed-element', '<b'], ['unclosed-element', '<c']],
    ['<a></b></a>', ['mismatched-end-tag', '</b>']],
    ['<a></A>', ['unclosed-element', '<a'], ['mismatched-end-tag', '</A>']],
    ['<a/></a>', ['end-tag-without-start', '</a>']],
    ['<a>1 < 2</a>', ['stray-less-than', '<']],
    ['<a><<<b/></a>', ['stray-less-than', '<<']],
    ['<a><1/></a>', ['stray-less-than', '<']],
    ['<a></></a>', ['stray-less-than', '<']],
    ['<a><!ELEMENT b ANY></a>', ['stray-less-than', '<']],
    // Tags
    ['<a <b/></a>', ['unterminated-tag', '<a ']],
    ['<a></a', ['unterminated-tag', '</a']],
    ['<a></a b>', ['junk-in-tag', 'b']],
    ['<a = "b"/>', ['junk-in-tag', '='], ['junk-in-tag', '"b"']],
    ['<a b="c"" d="e"/>', ['junk-in-tag', '"']],
    ['<a / b="c"/>', ['junk-in-tag', '/']],
    ['<a$/>', ['invalid-name', '$']],
    ['<a 1b="c" d$="e"/>', ['invalid-name', '1b'], ['invalid-name', 'd$']],
    ['<a b/>', ['attribute-without-value', 'b']],
    ['<a b=/>', ['attribute-without-value', 'b=']],
    ['<a b= />', ['attribute-without-value', 'b=']],
    ['<a b=c/>', ['unquoted-value', 'c']],
    ['<a b=c/d>', ['unclosed-element', '<a'], ['unquoted-value', 'c/d']],
    ['<a b="c\n d="e"/>', ['unterminated-value', '"']],
    ['<a b="c d="e" f=\'g  h=\'i\'/>', ['unterminated-value', '"'], ['unterminated-value', "'"]],
    [
      '<a b="c="d"/>',
      ['missing-blank', ''],
      ['attribute-without-value', 'd'],
      ['junk-in-tag', '"'],
    ],
    ['<a b="1"c="2"/>', ['missing-blank', '']],
    ['<a b="1" b="2" b=\'3\'/>', ['duplicate-attribute', 'b'], ['duplicate-attribute', 'b']],
    ['<a b="x<y"/>', ['less-than-in-value', '<']],
    ['<a b="x>\n<c d="y"/></a>', ['unterminated-value', '"']],
    ['<a b="x/><c d="y"/>', ['unterminated-value', '"'], ['second-root', '<c']],
    [
      '<a b="x',
      ['unterminated-tag', '<a b="x'],
      ['unclosed-element', '<a'],
      ['unterminated-value', '"'],
    ],
    // What else there is
    ['<!-- a', ['unterminated-comment', '<!--']],
    ['<a><!-- b</a>', ['unterminated-comment', '<!--']],
    ['<a><![CDATA[ b</a>', ['unterminated-cdata', '<![CDATA[']],
    ['<a/><?b', ['unterminated-instruction', '<?']],
    ['<!DOCTYPE a [ <a/>', ['unterminated-doctype', '<!DOCTYPE'], ['doctype', '<!DOCTYPE a [ ']],
    ['<!DOCTYPE a [>\n<a/>', ['unterminated-doctype', '<!DOCTYPE'], ['doctype', '<!DOCTYPE a [>']],
    ['<!-- a -- b --><a/>', ['double-hyphen-in-comment', '--']],
    ['<!-- a ---><a/>', ['double-hyphen-in-comment', '--']],
    ['<a>b]]>c</a>', ['cdata-end-in-text', ']]>']],
    ['<a/><? b?>', ['invalid-instruction-target', '<?']],
    ['<a/><?XML b?>', ['invalid-instruction-target', '<?XML']],
    ['\n<?xml version="1.0"?><a/>', ['misplaced-declaration', '<?xml version="1.0"?>']],
    ['<a><?xml version="1.0"?></a>', ['misplaced-declaration', '<?xml version="1.0"?>']],
    ['<?xml encoding="UTF-8"?><a/>', ['malformed-declaration', '<?xml encoding="UTF-8"?>']],
    ['<?xml version="1.0" x="y"?><a/>', ['malformed-declaration', '<?xml version="1.0" x="y"?>']],
    ['<!DOCTYPE a><a/>', ['doctype', '<!DOCTYPE a>']],
    ['<a/><!DOCTYPE a>', ['misplaced-doctype', '<!DOCTYPE a>']],
    [
      '<!DOCTYPE a><!DOCTYPE b><a/>',
      ['doctype', '<!DOCTYPE a>'],
      ['misplaced-doctype', '<!DOCTYPE b>'],
    ],
    // Characters and references
    ['<a>\0\x01b\x1f</a>', ['forbidden-character', '\0\x01'], ['forbidden-character', '\x1f']],
    ['<a b="&">&</a>', ['bare-ampersand', '&'], ['bare-ampersand', '&']],
    ['<a b="&lt">&amp</a>', ['bare-ampersand', '&'], ['bare-ampersand', '&']],
    ['<a>&nbsp;</a>', ['undefined-entity', '&nbsp;']],
    [
      '<a>&#;&#x;&#xG;&#0;&#xFFFE;&#1114112;</a>',
      ...['&#', '&#', '&#', '&#0;', '&#xFFFE;', '&#1114112;'].map(
        (text): [XmlProblemCode, string] => ['bad-character-reference', text],
      ),
    ],
    ['<!-- &x; --><a><![CDATA[&x;]]></a>'],
    // The document
    ['', ['no-root', '']],
    ['\n', ['no-root', '']],
    ['a <b/> c', ['text-outside-root', 'a'], ['text-outside-root', 'c']],
    ['<![CDATA[]]><a/>', ['text-outside-root', '<![CDATA[]]>']],
    ['<a/>\n<b/>', ['second-root', '<b']],
    ['<a/>\n<!-- b -->\n<?c?>\n'],
  ])('%j', (view, ...expected) => {
    expect(problems(view)).toEqual(expected);
  });
});

test('problems name what they are about, and the other place', () => {
  expect(parseXml('<a b="1" b="2"><c></a></d>').problems).toEqual([
    { code: 'duplicate-attribute', start: 9, end: 10, name: 'b', related: 3 },
    { code: 'unclosed-element', start: 15, end: 17, name: 'c', related: 18 },
    { code: 'end-tag-without-start', start: 22, end: 26, name: 'd', related: -1 },
  ]);
  expect(parseXml('<a><b></c></b></a><d/>').problems).toMatchObject([
    { code: 'mismatched-end-tag', name: 'c', related: 3 },
    { code: 'second-root', name: 'd', related: 0 },
  ]);
});

test('an element that is not closed ends where an outer one does', () => {
  const root = parseXml('<a><b><c>x</a>');
  const b = root.element!.children[0]!;
  expect(b).toMatchObject({ end: 10, closeStart: -1, children: [{ name: 'c', end: 10 }] });
  expect(root.element).toMatchObject({ closeStart: 10, end: 14 });
});

test(`elements deeper than ${DEEPEST} are a problem, once, and are read`, () => {
  const nest = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);
  expect(problems(nest(DEEPEST))).toEqual([]);
  expect(problems(nest(DEEPEST + 2))).toEqual([['too-deep', '<a']]);
  const inner = `${'<a>'.repeat(DEEPEST)}<b/><b/>${'</a>'.repeat(DEEPEST)}`;
  expect(problems(inner)).toEqual([['too-deep', '<b']]);
});

test('of each code, the first problems are kept and the others counted', () => {
  const { problems, moreProblems } = parseXml(`<a>${'&'.repeat(5000)}</b></a>`);
  expect(problems).toHaveLength(MOST_PROBLEMS + 1);
  expect(problems.at(-1)).toMatchObject({ code: 'mismatched-end-tag' });
  expect(moreProblems).toBe(5000 - MOST_PROBLEMS);
});
