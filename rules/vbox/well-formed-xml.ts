import type { XmlProblem, XmlProblemCode } from '../../grammars/xml/index.js';
import type { Severity } from '../../src/lint/finding.js';
import { shown } from '../../src/text/shown.js';
import { defineRule } from '../../src/lint/rule.js';
import { XML_READER } from './sources.js';

const MESSAGES = {
  empty: 'Unexpected empty file, expected settings of VirtualBox',
  nul: 'Unexpected NUL characters instead of settings, as a power failure leaves them, expected what NAME.vbox-prev holds',
  'unclosed-element': 'Unexpected end of what stands around `{name}`, expected `</{name}>` before',
  'mismatched-end-tag':
    'Unexpected end tag `</{name}>`, expected the one of the element that was opened last',
  'end-tag-without-start': 'Unexpected end tag `</{name}>`, expected a start tag before it',
  'stray-less-than': 'Unexpected `<` that starts no tag, expected `&lt;`',
  'too-deep':
    'Unexpected elements within elements at this depth, expected no more than VirtualBox has any use for',
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
  doctype: 'Unexpected document type declaration, expected none, as VirtualBox writes none',
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
  'no-root': 'Unexpected file without an element, expected `VirtualBox`',
} as const satisfies Record<XmlProblemCode, string> & Record<string, string>;

/** So far into a comment it shows whether it is one to vmlint. */
const LEAD = 40;

/** What is told about the place that a problem has to do with. */
const RELATED: Partial<Record<XmlProblemCode, string>> = {
  'mismatched-end-tag': 'this element is open',
  'duplicate-attribute': 'the first one',
  'second-root': 'the first one',
};

export default defineRule({
  id: 'vbox/well-formed-xml',
  languages: ['vbox'],
  summary: 'The file is well-formed XML',
  why: 'VirtualBox reads its settings with a parser that refuses whatever is not well-formed, and shows the VM as "inaccessible". What the file was before it was last saved lies beside it, as NAME.vbox-prev.',
  severity: 'error',
  fixSafety: 'None: what was meant, only who wrote it knows; such a file is never written.',
  sources: [
    XML_READER,
    { title: 'W3C, Extensible Markup Language (XML) 1.0', url: 'https://www.w3.org/TR/xml/' },
  ],
  presets: ['recommended', 'syntax'],
  messages: MESSAGES,
  examples: {
    good: [
      { text: '<?xml version="1.0"?>\n<!-- ok -->\n<VirtualBox version="1.19-linux"/>\n' },
      { text: '<VirtualBox name="&#xE1; &amp; &quot;"/>\n' },
    ],
    bad: [
      { text: '', findings: [{ line: 1, column: 1, message: 'Unexpected empty file' }] },
      {
        text: '\0\0\0\0',
        findings: [{ line: 1, column: 1, message: 'as a power failure leaves them' }],
      },
      {
        text: '<VirtualBox version="1.19-linux">\n  <Machine name="Lab">\n</VirtualBox>\n',
        findings: [{ line: 2, column: 3, message: 'expected `</Machine>`' }],
      },
      {
        text: '<VirtualBox>\n  <!-- a -- b -->\n  <A b="1" b="2"/>\n  <A b=1/>\n</VirtualBox>\n',
        findings: [
          { line: 2, column: 10, message: 'Unexpected `--` in a comment' },
          { line: 3, column: 12, message: 'Unexpected second attribute `b`' },
          { line: 4, column: 8, message: 'Unexpected value of `b` without quotes' },
        ],
      },
      {
        text: '<VirtualBox>\n  <!-- vmlint-ignore-file vbox/apic -- none -->\n</VirtualBox>\n',
        findings: [{ line: 2, column: 37, message: 'before a reason, which XML forbids' }],
      },
      {
        text: '<!DOCTYPE a [<!ENTITY x "y">]>\n<VirtualBox name="&x;"/>\n',
        findings: [
          { line: 1, column: 1, message: 'Unexpected document type', severity: 'warning' },
          { line: 2, column: 19, message: 'entity `&x;`', severity: 'warning' },
        ],
      },
      {
        text: '<VirtualBox name="a & b"/>\nmore\n',
        findings: [
          { line: 1, column: 21, message: 'expected `&amp;`' },
          { line: 2, column: 1, message: 'Unexpected text outside of the root' },
        ],
      },
    ],
  },
  check({ document, report }) {
    const { root, source } = document;
    return {
      document() {
        const blank = /^(?:\xEF\xBB\xBF)?[ \t\r\n]*(\0?)[\0 \t\r\n]*$/.exec(source.view);
        if (blank !== null) {
          report({
            message: blank[1] === '' ? 'empty' : 'nul',
            at: { start: root.bomLength, end: root.bomLength },
          });
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
      },
    };

    /** A document type declaration may define entities; what it says is not interpreted. */
    function judge({ code, start }: XmlProblem): {
      message: keyof typeof MESSAGES;
      severity: Severity;
    } {
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
  },
});
