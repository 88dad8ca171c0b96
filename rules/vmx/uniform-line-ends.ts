import type { VmxDocument } from '../../src/languages/index.js';
import { lineRange } from '../../src/languages/vmx/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { FILE_READER } from '../references.js';

const NAMES = { '\n': 'LF', '\r\n': 'CR LF', '\r': 'CR' } as const;
type LineEnd = keyof typeof NAMES;

export default defineRule({
  id: 'vmx/uniform-line-ends',
  languages: ['vmx'],
  summary: 'All lines end in the same way',
  why: 'VMware ends a line at LF, at CR LF and at a lone CR, and reads a file that mixes them. Other programs do not: to many of them a lone CR ends no line, so that two settings become one; an editor or Git may change every line at the next save. VMware itself never mixes them: something else has edited the file.',
  severity: 'warning',
  fixSafety:
    'Unsafe: VMware reads all three, and a fix of something else should not touch every line. Each end that differs becomes LF or CR LF, whichever more lines have. No fix in encrypted files, whose lines must not change.',
  sources: [FILE_READER],
  presets: ['recommended', 'syntax'],
  messages: {
    mixed: 'Unexpected end of line {found}, expected {expected} as on most lines',
    bare: 'Unexpected end of line CR, expected {expected}',
  },
  examples: {
    good: [
      { text: 'memsize = "4096"\nvhv.enable = "TRUE"' },
      { text: 'memsize = "4096"\r\nvhv.enable = "TRUE"\r\n' },
    ],
    bad: [
      {
        title: 'a line that was pasted in',
        text: 'memsize = "4096"\r\nvhv.enable = "TRUE"\nnumvcpus = "2"\r\n',
        findings: [{ line: 2, column: 1, message: 'Unexpected end of line LF, expected CR LF' }],
        fixedUnsafe: 'memsize = "4096"\r\nvhv.enable = "TRUE"\r\nnumvcpus = "2"\r\n',
      },
      {
        title: 'converted twice',
        text: 'memsize = "4096"\r\r\nvhv.enable = "TRUE"\r\r\n',
        findings: [{ line: 1, column: 1, message: 'Unexpected end of line CR, expected CR LF' }],
        fixedUnsafe: 'memsize = "4096"\r\n\r\nvhv.enable = "TRUE"\r\n\r\n',
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { view } = document.source;
        if (!view.includes('\r') || isCrLf(document) || areAlike(document)) return;
        const expected = usualLineEnd(document);
        const odd = document.nodes.filter(
          (node) => node.next > node.end && lineEnd(view, node) !== expected,
        );
        const [first] = odd;
        if (first === undefined) return;
        const found = lineEnd(view, first);
        report({
          message: found === '\r' ? 'bare' : 'mixed',
          data: { found: NAMES[found], expected: NAMES[expected] },
          at: lineRange(first),
          label: odd.length === 1 ? 'this line' : `this line and ${odd.length - 1} more`,
          fix:
            document.encryption === 'none'
              ? {
                  title: `end ${odd.length === 1 ? 'the line' : `${odd.length} lines`} with ${NAMES[expected]}`,
                  safety: 'unsafe',
                  edits: odd.map(({ end, next }) => ({ start: end, end: next, text: expected })),
                  nodes: [],
                }
              : undefined,
        });
      },
    };
  },
});

function lineEnd(view: string, { end, next }: { end: number; next: number }): LineEnd {
  return next - end === 2 ? '\r\n' : view[end] === '\r' ? '\r' : '\n';
}

/** As files of Windows are. */
function isCrLf({ nodes }: VmxDocument): boolean {
  return nodes.every(({ end, next }) => next - end !== 1);
}

/** LF or CR LF, whichever more lines have; where as many have each, the one that comes first. */
function usualLineEnd(document: VmxDocument): LineEnd {
  const { view } = document.source;
  let balance = 0;
  let first: LineEnd | undefined;
  for (const node of document.nodes) {
    if (node.next === node.end) continue;
    const own = lineEnd(view, node);
    if (own === '\r') continue;
    first ??= own;
    balance += own === '\n' ? 1 : -1;
  }
  return balance === 0 ? (first ?? '\n') : balance > 0 ? '\n' : '\r\n';
}

/** One kind of line end throughout, be it the lone CR: then there is nothing to make uniform. */
function areAlike(document: VmxDocument): boolean {
  const { view } = document.source;
  const kinds = new Set<LineEnd>();
  for (const node of document.nodes) if (node.next > node.end) kinds.add(lineEnd(view, node));
  return kinds.size < 2;
}
