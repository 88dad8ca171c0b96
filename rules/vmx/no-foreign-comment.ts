import type { VmxMalformed } from '../../grammars/vmx/index.js';
import { commentOut } from '../../src/languages/vmx/changes.js';
import { defineRule } from '../../src/lint/rule.js';
import { LINE_READER } from '../references.js';

export default defineRule({
  id: 'vmx/no-foreign-comment',
  languages: ['vmx'],
  summary: 'Comments start with #',
  why: 'VMware knows one kind of comment, `#`. A line that starts with `//` or `;`, and a `[section]` of an INI file, is a syntax error for it, and the VM may not open.',
  severity: 'error',
  fixSafety:
    'Safe for `//` and `;`: VMware cannot read the line, and that it is a comment is plain. Unsafe for a `[section]`, which may be a sign that the whole file is for another program.',
  sources: [LINE_READER],
  presets: ['recommended', 'syntax'],
  messages: {
    comment: 'Unexpected `{marker}` comment, expected `#`',
    section: 'Unexpected section header, expected `key = "value"` or a `#` comment',
  },
  examples: {
    good: [{ text: '# firmware = "efi"\n' }],
    bad: [
      {
        text: '// firmware = "efi"\n;old value\nmemsize = "4096"\n',
        findings: [
          { line: 1, column: 1, message: 'Unexpected `//` comment' },
          { line: 2, column: 1, message: 'Unexpected `;` comment' },
        ],
        fixed: '# firmware = "efi"\n# old value\nmemsize = "4096"\n',
      },
      {
        text: '[network]\nethernet0.present = "TRUE"\n',
        findings: [{ line: 1, column: 1, message: 'Unexpected section header' }],
        fixedUnsafe: '# [network]\nethernet0.present = "TRUE"\n',
      },
    ],
  },
  check({ document, report }) {
    return {
      malformed(node: VmxMalformed) {
        if (document.isPlaceholder(node)) return;
        const at = { start: node.problemStart, end: node.end };
        if (node.reason === 'foreign-comment') {
          const marker = document.source.view.startsWith('//', node.problemStart) ? '//' : ';';
          const change = commentOut(document, node, marker);
          report({
            message: 'comment',
            data: { marker },
            at: { start: at.start, end: at.start + marker.length },
            fix: { title: `replace \`${marker}\` by \`#\``, safety: 'safe', ...change },
          });
        } else if (node.reason === 'section-header') {
          const change = commentOut(document, node);
          report({
            message: 'section',
            at,
            fix: { title: 'make a comment of the line', safety: 'unsafe', ...change },
          });
        }
      },
    };
  },
});
