import type { XmlProblem, XmlProblemCode, XmlRoot } from '../../grammars/xml/index.js';
import type { Severity } from '../../src/lint/finding.js';
import type { Report } from '../../src/lint/rule.js';
import type { Source } from '../../src/source/source.js';
import { shown } from '../../src/text/shown.js';

/** What is wrong with XML, whatever language it is of. */
export const XML_MESSAGES = {
  'unclosed-element': 'Unexpected end of what stands around `{name}`, expected `</{name}>` before',
  'mismatched-end-tag':
    'Unexpected end tag `</{name}>`, expected the one of the element that was opened last',
  'end-tag-without-start': 'Unexpected end tag `</{name}>`, expected a start tag before it',
  'stray-less-than': 'Unexpected `<` that starts no tag, expected `&lt;`',
  'too-many-nodes':
    'Unexpected number of tags and texts, expected no more than settings can have; what follows is not judged',
  'unterminated-tag': 'Unexpected end of the tag, expected `>` before',
  'junk-in-tag': 'Unexpected characters in a tag, expected attributes of the form name="value"',
  'invalid-name':
    'Unexpected character in the name `{name}`, expected letters, digits, `_` and `-`',
  'attribute-without-value': 'Unexpected attribute `{name}` without a value, expected {name}="…"',
  'unquoted-value': 'Unexpected value of `{name}` without quotes, expected {name}="…"',
  'unterminated-value': 'Unexpected end of the value of `{name}`, expected a closing quote before',
  'less-than-in-value': 'Unexpected `<` in the value of `{name}`, expected `&lt;`',
  'missing-blank': 'Unexpected `{name}` right behind a value, expected a blank before it',
  'duplicate-attribute': 'Unexpected second attribute `{name}`, expected one in each element',
  'unterminated-comment': 'Unexpected comment without an end, expected `-->`',
  'unterminated-cdata': 'Unexpected CDATA section without an end, expected `]]>`',
  'unterminated-instruction': 'Unexpected `<?` without an end, expected `?>`',
  'unterminated-doctype': 'Unexpected document type declaration without an end, expected none',
  'double-hyphen-in-comment':
    'Unexpected `--` in a comment, which XML forbids, expected other characters such as `==`',
  'double-hyphen-before-reason':
    'Unexpected `--` before a reason, which XML forbids in comments, expected `:`',
  'cdata-end-in-text': 'Unexpected `]]>` in a text, expected `]]&gt;`',
  'invalid-instruction-target':
    'Unexpected `<?` without a proper name, expected `<?xml … ?>` or none',
  'misplaced-declaration':
    'Unexpected XML declaration that is not at the very start, expected nothing before it',
  'malformed-declaration': 'Unexpected XML declaration, expected `<?xml version="1.0"?>`',
  'misplaced-doctype': 'Unexpected document type declaration in this place, expected none',
  'forbidden-character': 'Unexpected control characters, which XML forbids, expected text',
  'bare-ampersand': 'Unexpected `&` that starts no character reference, expected `&amp;`',
  'undefined-entity':
    'Unexpected entity `&{name};`, which XML does not know, expected a character or `&#…;`',
  'declared-entity':
    'Unexpected entity `&{name};` of a document type declaration, expected the characters themselves',
  'bad-character-reference':
    'Unexpected number of a character, expected a character that XML allows, such as `&#xE1;`',
  'text-outside-root': 'Unexpected text outside of the root element, expected nothing but comments',
  'second-root': 'Unexpected second root element `{name}`, expected one',
} as const satisfies Partial<Record<XmlProblemCode, string>> & Record<string, string>;

/** What is said in the words of the product that reads the file. */
export type ProductMessages = Readonly<
  Record<Exclude<XmlProblemCode, keyof typeof XML_MESSAGES> | 'empty' | 'nul', string>
>;

type MessageId = keyof typeof XML_MESSAGES | keyof ProductMessages;

/** So far into a comment it shows whether it is one to vmlint. */
const LEAD = 40;

/** What is told about the place that a problem has to do with. */
const RELATED: Partial<Record<XmlProblemCode, string>> = {
  'mismatched-end-tag': 'this element is open',
  'duplicate-attribute': 'the first one',
  'second-root': 'the first one',
};

/** Reports what makes a file no well-formed XML. */
export function reportXmlProblems(
  { root, source }: { readonly root: XmlRoot; readonly source: Source },
  report: (problem: Report<MessageId>) => void,
): void {
  const blank = /^(?:\xEF\xBB\xBF)?[ \t\r\n]*(\0?)[\0 \t\r\n]*$/.exec(source.view);
  if (blank !== null) {
    const at = { start: root.bomLength, end: root.bomLength };
    report({ message: blank[1] === '' ? 'empty' : 'nul', at });
    return;
  }
  for (const problem of root.problems) {
    const { code, name, start, end, related } = problem;
    const told = RELATED[code];
    const { message, severity } = judge(problem);
    report({
      message,
      data: { name: shown(source.encoding.decode(name)) },
      at: { start, end },
      severity,
      ...(told !== undefined && related !== -1
        ? { related: [{ start: related, end: related + 1, message: told }] }
        : {}),
    });
  }

  /** A document type declaration may define entities; what it says is not interpreted. */
  function judge({ code, start }: XmlProblem): { message: MessageId; severity: Severity } {
    if (code === 'double-hyphen-in-comment' && isToVmlint(start)) {
      return { message: 'double-hyphen-before-reason', severity: 'error' };
    }
    if (code === 'doctype') return { message: code, severity: 'warning' };
    if (code === 'undefined-entity' && root.doctype !== undefined) {
      return { message: 'declared-entity', severity: 'warning' };
    }
    return { message: code, severity: 'error' };
  }

  /** As comments of other languages have it: `vmlint-ignore-file rule -- reason`. */
  function isToVmlint(hyphens: number): boolean {
    const comment = source.view.lastIndexOf('<!--', hyphens);
    return /^<!--\s*vmlint-ignore-/.test(source.view.slice(comment, comment + LEAD));
  }
}
