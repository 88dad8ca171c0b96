import type { VmxEntry } from '../../grammars/vmx/index.js';
import { quoteValue } from '../../src/languages/vmx/changes.js';
import { foreignQuoted } from '../../src/languages/vmx/foreign-quotes.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { LINE_READER } from '../references.js';

export default defineRule({
  id: 'vmx/quoted-value',
  languages: ['vmx'],
  summary: 'Every value stands in quotes',
  why: "VMware's line reader takes an unquoted value as long as it has no blank, but other programs do not: libvirt refuses the whole file, virt-v2v drops the line, and ESXi has been seen to report such a VM as invalid. VMware itself always writes quotes.",
  severity: 'warning',
  fixSafety:
    'Safe: the value stays the same for VMware, which adds the quotes itself when it rewrites the file.',
  sources: [
    LINE_READER,
    { title: 'libvirt, src/vmx/vmx.c and src/util/virconf.c' },
    { title: 'DrDonk/OC4VM issue 104', url: 'https://github.com/DrDonk/OC4VM/issues/104' },
  ],
  presets: ['recommended', 'syntax'],
  messages: {
    unquoted: 'Unexpected unquoted value of `{key}`, expected quotes',
    missing: 'Unexpected missing value of `{key}`, expected `""` or a value in quotes',
  },
  examples: {
    good: [{ text: 'memsize = "4096"\nannotation = ""\n' }],
    bad: [
      {
        text: 'memsize = 4096 # MB\nscsi0:0.redo =\nannotation = 19"rack\n',
        findings: [
          { line: 1, column: 11, message: 'Unexpected unquoted value of `memsize`' },
          { line: 2, column: 15, message: 'Unexpected missing value of `scsi0:0.redo`' },
          { line: 3, column: 14, message: 'Unexpected unquoted value of `annotation`' },
        ],
        fixed: 'memsize = "4096" # MB\nscsi0:0.redo = ""\nannotation = "19|22rack"\n',
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        for (const node of document.nodes) {
          if (node.type === 'entry' && !node.quoted) inspect(node);
        }
      },
    };

    function inspect(entry: VmxEntry): void {
      if (document.isPlaceholder(entry) || foreignQuoted(document, entry)) return;
      const key = document.keyOf(entry);
      const change = quoteValue(document, entry);
      report({
        message: entry.value === '' ? 'missing' : 'unquoted',
        data: { key },
        at: valueRange(entry),
        setting: key,
        fix: change && { title: 'put the value in quotes', safety: 'safe', ...change },
      });
    }
  },
});
