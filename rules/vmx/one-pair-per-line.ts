import { joinedPairs, type VmxMalformed } from '../../grammars/vmx/index.js';
import { splitPairs } from '../../src/languages/vmx/changes.js';
import { defineRule } from '../../src/lint/rule.js';
import { LINE_READER } from '../references.js';

export default defineRule({
  id: 'vmx/one-pair-per-line',
  languages: ['vmx'],
  summary: 'Every pair has a line of its own',
  why: 'VMware reads one pair a line. Two on one line are a syntax error, and the VM does not open. It happens when a generator loses a newline, and when a recipe is copied from a web page that shows its lines as one paragraph.',
  severity: 'error',
  fixSafety: 'Safe: VMware cannot read the line as it is, and every part of it is a complete pair.',
  sources: [
    LINE_READER,
    { title: 'OSInside/kiwi issue 130', url: 'https://github.com/OSInside/kiwi/issues/130' },
  ],
  presets: ['recommended', 'syntax'],
  messages: { joined: 'Unexpected {count} pairs on one line, expected a line for each' },
  examples: {
    good: [{ text: 'numvcpus = "4"\ncpuid.coresPerSocket = "2"\n' }],
    bad: [
      {
        text: 'numvcpus = "4"cpuid.coresPerSocket = "2"\n',
        findings: [{ line: 1, column: 15, message: 'Unexpected 2 pairs on one line' }],
        fixed: 'numvcpus = "4"\ncpuid.coresPerSocket = "2"\n',
      },
      {
        title: 'a recipe copied as one paragraph, in a file with CR LF',
        text: 'hypervisor.cpuid.v0 = "FALSE" mce.enable = TRUE vhv.enable = "TRUE" # nested\r\nmemsize = "4096"\r\n',
        findings: [{ line: 1, column: 31, message: 'Unexpected 3 pairs on one line' }],
        fixed:
          'hypervisor.cpuid.v0 = "FALSE"\r\nmce.enable = TRUE\r\nvhv.enable = "TRUE" # nested\r\nmemsize = "4096"\r\n',
      },
      {
        title: 'with the smart quotes of the page; vmx/straight-quotes takes care of them next',
        text: 'mce.enable = “TRUE” vhv.enable = “TRUE”\n',
        findings: [{ line: 1, column: 21, message: 'Unexpected 2 pairs on one line' }],
        fixed: 'mce.enable = “TRUE”\nvhv.enable = “TRUE”\n',
      },
    ],
  },
  check({ document, report }) {
    return {
      malformed(node: VmxMalformed) {
        if (node.reason !== 'two-pairs' || document.isPlaceholder(node)) return;
        const pairs = joinedPairs(document.source.view, node.start, node.end);
        report({
          message: 'joined',
          data: { count: pairs.length },
          at: { start: node.problemStart, end: node.end },
          fix: {
            title: 'give each pair a line of its own',
            safety: 'safe',
            ...splitPairs(document, node),
          },
        });
      },
    };
  },
});
