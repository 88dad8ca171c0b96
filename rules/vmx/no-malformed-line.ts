import type { MalformedReason, VmxMalformed } from '../../grammars/vmx/index.js';
import { commentOut } from '../../src/languages/vmx/changes.js';
import { foreignQuoted } from '../../src/languages/vmx/foreign-quotes.js';
import { defineRule } from '../../src/lint/rule.js';
import { LINE_READER } from '../references.js';

/** The reasons that no other rule explains better. */
const MESSAGES = {
  'junk-after-value': 'Unexpected text after the value, expected the line to end or a `#` comment',
  'missing-key': 'Unexpected `=` without a key, expected `key = "value"`',
  'blank-in-key': 'Unexpected blank or `#` in the key, expected `key = "value"`',
  'foreign-assignment': 'Unexpected `:`, expected `key = "value"`',
  'double-equals': 'Unexpected second `=`, expected `key = "value"`',
  'missing-equals': 'Unexpected line without `=`, expected `key = "value"` or a `#` comment',
} satisfies Partial<Record<MalformedReason, string>>;

export default defineRule({
  id: 'vmx/no-malformed-line',
  languages: ['vmx'],
  summary: 'Every line is a pair, a comment or blank',
  why: 'VMware reads a .vmx line by line. A line that is no `key = "value"` pair, no `#` comment and not blank is a syntax error: depending on the product the VM does not open at all, or opens without the settings that could not be read.',
  severity: 'error',
  fixSafety:
    'Never safe: what the line was meant to say is not known. The unsafe fix makes a comment of it.',
  sources: [LINE_READER],
  presets: ['recommended', 'syntax'],
  messages: MESSAGES,
  examples: {
    good: [{ text: '# a comment\n\nmemsize = "4096" # in MB\nnumvcpus = 2\n' }],
    bad: [
      {
        text: 'memsize = "4096" MB\n',
        findings: [{ line: 1, column: 18, message: 'Unexpected text after the value' }],
        fixedUnsafe: '# memsize = "4096" MB\n',
      },
      {
        text: 'memsize: "4096"\n',
        findings: [{ line: 1, column: 8, message: 'Unexpected `:`' }],
        fixedUnsafe: '# memsize: "4096"\n',
      },
      {
        text: 'memsize == "4096"\n',
        findings: [{ line: 1, column: 10, message: 'Unexpected second `=`' }],
        fixedUnsafe: '# memsize == "4096"\n',
      },
      {
        text: 'memsize\nvirtual hw.version = "20"\n= "1"\n',
        findings: [
          { line: 1, column: 1, message: 'Unexpected line without `=`' },
          { line: 2, column: 8, message: 'Unexpected blank or `#` in the key' },
          { line: 3, column: 1, message: 'Unexpected `=` without a key' },
        ],
        fixedUnsafe: '# memsize\n# virtual hw.version = "20"\n# = "1"\n',
      },
    ],
  },
  check({ document, report }) {
    return {
      malformed(node: VmxMalformed) {
        if (!isExplained(node.reason) || document.isPlaceholder(node)) return;
        if (foreignQuoted(document, node) !== undefined) return;
        report({
          message: node.reason,
          at: { start: node.problemStart, end: node.end },
          fix: {
            title: 'make a comment of the line',
            safety: 'unsafe',
            ...commentOut(document, node),
          },
        });
      },
    };
  },
});

function isExplained(reason: MalformedReason): reason is keyof typeof MESSAGES {
  return reason in MESSAGES;
}
