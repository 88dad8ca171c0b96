import {
  unescapeValue,
  type VmxEntry,
  type VmxMalformed,
  type VmxNode,
} from '../../grammars/vmx/index.js';
import type { VmxDocument } from '../../src/languages/index.js';
import { commentOf, rewriteAsPair } from '../../src/languages/vmx/changes.js';
import { foreignQuoted, isPlainWord } from '../../src/languages/vmx/foreign-quotes.js';
import { defineRule } from '../../src/lint/rule.js';
import { LINE_READER } from '../references.js';

export default defineRule({
  id: 'vmx/straight-quotes',
  languages: ['vmx'],
  summary: 'Values stand in straight double quotes',
  why: 'Only `"` quotes a value. Smart quotes (“ ”), as word processors and web pages make them, and apostrophes become a part of the value: `vhv.enable = “TRUE”` is not TRUE, and VMware says nothing or "is not a valid boolean value". With a blank inside, the line cannot be read at all.',
  severity: 'error',
  fixSafety:
    'Safe where the value is TRUE, FALSE or a number, whose meaning is plain; otherwise unsafe, since the quotes may be meant.',
  sources: [LINE_READER],
  presets: ['recommended', 'syntax'],
  messages: {
    typographic:
      'Unexpected smart quotes around the value of `{key}`, expected straight quotes (")',
    apostrophes: 'Unexpected apostrophes around the value of `{key}`, expected straight quotes (")',
  },
  examples: {
    good: [{ text: 'vhv.enable = "TRUE"\nannotation = "the “big” one"\n' }],
    bad: [
      {
        text: 'vhv.enable = “TRUE”\n',
        findings: [{ line: 1, column: 14, message: 'Unexpected smart quotes' }],
        fixed: 'vhv.enable = "TRUE"\n',
      },
      {
        title: 'in windows-1252, with a blank inside',
        bytes: true,
        text: '.encoding = "windows-1252"\nvhv.enable = \x93TRUE \x94\n',
        findings: [{ line: 2, column: 14, message: 'Unexpected smart quotes' }],
        fixed: '.encoding = "windows-1252"\nvhv.enable = "TRUE"\n',
      },
      {
        title: 'one straight and one smart, and text that may be meant so',
        text: "numvcpus = \"2”\ndisplayName = ‘lab one’\nmemsize = '4096' # MB\n",
        findings: [
          { line: 1, column: 12, message: '`numvcpus`' },
          { line: 2, column: 15, message: '`displayName`' },
          { line: 3, column: 11, message: 'Unexpected apostrophes' },
        ],
        fixed: 'numvcpus = "2"\ndisplayName = ‘lab one’\nmemsize = "4096" # MB\n',
        fixedUnsafe: 'numvcpus = "2"\ndisplayName = "lab one"\nmemsize = "4096" # MB\n',
      },
    ],
  },
  check({ document, report }) {
    const inspect = (node: VmxEntry | VmxMalformed): void => {
      const found = foreignQuoted(document, node);
      if (found === undefined || document.isPlaceholder(node)) return;
      const { key, start, end, inner, innerStart, kind, insideQuotes } = found;
      const quote = insideQuotes ? '' : '"';
      const edits = [
        { start, end: innerStart, text: quote },
        { start: innerStart + inner.length, end, text: quote },
      ];
      const comment = node.type === 'entry' ? commentOf(document, node) : '';
      report({
        message: kind,
        data: { key: document.source.encoding.decode(key) },
        at: { start, end },
        label: 'the quotes are part of the value',
        fix: {
          title: 'use straight quotes',
          safety: isPlainWord(inner) ? 'safe' : 'unsafe',
          ...rewriteAsPair(document, node, edits, { key, value: unescapeValue(inner), comment }),
        },
      });
    };
    return {
      document() {
        const { isAscii, view } = document.source;
        const all = view.includes("'");
        if (isAscii && !all) return;
        for (const node of all ? document.nodes : nonAsciiLines(document)) {
          if (node.type === 'entry' || node.type === 'malformed') inspect(node);
        }
      },
    };
  },
});

/** Without apostrophes, only these can have quotes that are no straight ones. */
function* nonAsciiLines(document: VmxDocument): Generator<VmxNode, void> {
  const { view, bomLength } = document.source;
  const nonAscii = /[\x80-\xff]/g;
  nonAscii.lastIndex = bomLength;
  for (let match = nonAscii.exec(view); match !== null; match = nonAscii.exec(view)) {
    const node = document.nodeAt(match.index);
    yield node;
    nonAscii.lastIndex = node.next;
  }
}
