import { commentOf, removePair, signature } from '../../src/languages/vmx/changes.js';
import { keyRange, lineRange } from '../../src/languages/vmx/ranges.js';
import type { VmxEntry } from '../../grammars/vmx/index.js';
import type { Fix } from '../../src/lint/finding.js';
import { defineRule } from '../../src/lint/rule.js';
import type { VmxDocument } from '../../src/languages/index.js';

const KEY = '.encoding';

export default defineRule({
  id: 'vmx/encoding-first',
  languages: ['vmx'],
  summary: '.encoding is the first setting',
  why: 'VMware writes `.encoding` first, behind nothing but a `#!` line, and finds it elsewhere too. Other programs look for it there only: GNS3 reads the rest as UTF-8 and loses every byte that is none when it writes the file back.',
  severity: 'info',
  fixSafety: 'Unsafe: it moves a line, and comments that stood above it stay where they are.',
  sources: [
    {
      title: 'GNS3, gns3server/compute/vmware/__init__.py',
      url: 'https://github.com/GNS3/gns3-server',
    },
  ],
  presets: ['recommended', 'syntax'],
  settings: [KEY],
  messages: { late: 'Unexpected `.encoding` behind other settings, expected it first' },
  examples: {
    good: [
      { text: '#!/usr/bin/vmware\n.encoding = "UTF-8"\nmemsize = "4096"\n' },
      { text: '# made by hand\n\n.encoding = "UTF-8"\n' },
    ],
    bad: [
      {
        text: '#!/usr/bin/vmware\r\nmemsize = "4096"\r\n.encoding = "UTF-8"',
        findings: [{ line: 3, column: 1, message: 'Unexpected `.encoding` behind' }],
        fixedUnsafe: '#!/usr/bin/vmware\r\n.encoding = "UTF-8"\r\nmemsize = "4096"',
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const [entry, copy] = document.entriesOf(KEY);
        if (entry === undefined || copy !== undefined) return;
        if (document.placeholders?.block === true) return;
        const first = document.nodes.find((node): node is VmxEntry => node.type === 'entry');
        if (first === undefined || first === entry) return;
        report({
          message: 'late',
          at: keyRange(entry),
          setting: KEY,
          related: [{ ...lineRange(first), message: 'the first setting' }],
          fix: moveUp(document, entry),
        });
      },
    };
  },
});

function moveUp(document: VmxDocument, entry: VmxEntry): Fix | undefined {
  if (commentOf(document, entry) !== '' || document.encryption !== 'none') return undefined;
  const { view } = document.source;
  const [top] = document.nodes;
  const index = top?.type === 'comment' && view.startsWith('#!', top.start) ? 1 : 0;
  const start = document.nodes[index]!.start;
  const removal = removePair(document, entry);
  const text = view.slice(entry.keyStart, entry.end).trimEnd() + document.endOfLine;
  return {
    title: `move it to line ${index + 1}`,
    safety: 'unsafe',
    edits: [{ start, end: start, text }, ...removal.edits],
    nodes: [{ index, remove: 0, insert: [signature(view, entry)] }, ...removal.nodes],
  };
}
