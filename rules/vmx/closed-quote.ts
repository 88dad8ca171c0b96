import { unescapeValue, type VmxMalformed } from '../../grammars/vmx/index.js';
import { rewriteAsPair } from '../../src/languages/vmx/changes.js';
import { withoutBlanksAtEnd } from '../../src/languages/vmx/ranges.js';
import { foreignQuoted } from '../../src/languages/vmx/foreign-quotes.js';
import { defineRule } from '../../src/lint/rule.js';
import { LINE_READER } from '../references.js';

export default defineRule({
  id: 'vmx/closed-quote',
  languages: ['vmx'],
  summary: 'A value that opens a quote closes it',
  why: 'Without the closing quote the line is no pair, VMware reports a syntax error and the VM does not open. A quote often gets lost when a file is saved in another encoding: the last character of a name and the quote behind it melt into one.',
  severity: 'error',
  fixSafety:
    'Never safe: whether the end of the value was lost as well cannot be seen. The unsafe fix adds the quote at the end of the line.',
  sources: [LINE_READER],
  presets: ['recommended', 'syntax'],
  messages: { unterminated: 'Unexpected end of line inside the value, expected a closing `"`' },
  examples: {
    good: [{ text: 'displayName = "lab"\n' }],
    bad: [
      {
        text: 'displayName = "lab\nmemsize = "4096"\n',
        findings: [{ line: 1, column: 15, message: 'expected a closing `"`' }],
        fixedUnsafe: 'displayName = "lab"\nmemsize = "4096"\n',
      },
    ],
  },
  check({ document, report }) {
    return {
      malformed(node: VmxMalformed) {
        if (node.reason !== 'unterminated-quote' || document.isPlaceholder(node)) return;
        if (foreignQuoted(document, node) !== undefined) return;
        const { view } = document.source;
        const written = withoutBlanksAtEnd(view.slice(node.problemStart + 1, node.end));
        const end = node.problemStart + 1 + written.length;
        const key = /[^ \t=]+/.exec(view.slice(node.start, node.end))![0];
        report({
          message: 'unterminated',
          at: { start: node.problemStart, end },
          label: 'this quote is not closed',
          fix: {
            title: 'add the closing quote at the end of the line',
            safety: 'unsafe',
            ...rewriteAsPair(document, node, [{ start: end, end, text: '"' }], {
              key,
              value: unescapeValue(written),
            }),
          },
        });
      },
    };
  },
});
