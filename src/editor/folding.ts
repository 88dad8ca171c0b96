import { walk } from '../../grammars/xml/index.js';
import type { VmxDocument } from '../languages/index.js';
import { XmlDocument } from '../languages/xml/document.js';
import type { Opened } from './opened.js';
import { namespaceRuns } from './symbols.js';

/** Lines, from 0, of which only the first is shown when they are folded. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  readonly kind: 'comment' | 'region';
}

/** Comments of several lines, and settings or elements that belong together. */
export function folds({ document }: Opened): Fold[] {
  if (document.language === 'vmx') return foldsOfVmx(document);
  if (document instanceof XmlDocument) return foldsOfXml(document);
  return [];
}

function foldsOfVmx(document: VmxDocument): Fold[] {
  const found: Fold[] = [];
  const add = (start: number, end: number, kind: Fold['kind']): void => {
    if (end > start) found.push({ start, end, kind });
  };
  let comment = -1;
  for (const [line, { type }] of [
    ...document.nodes.entries(),
    [document.nodes.length, END],
  ] as const) {
    if (type === 'comment') {
      if (comment === -1) comment = line;
      continue;
    }
    if (comment !== -1) add(comment, line - 1, 'comment');
    comment = -1;
  }
  for (const run of namespaceRuns(document)) {
    add(document.indexOf(run[0]!), document.indexOf(run.at(-1)!), 'region');
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

const END = { type: 'end' } as const;

function foldsOfXml(document: XmlDocument): Fold[] {
  const found: Fold[] = [];
  const { lines } = document.source;
  walk(document.root, {
    enter: (node) => {
      if (node.type !== 'element' && node.type !== 'comment') return;
      const start = lines.lineAt(node.start);
      const last = lines.lineAt(Math.max(node.start, node.end - 1));
      // The line of the end tag stays in sight.
      const end = node.type === 'element' && node.closeStart !== -1 ? last - 1 : last;
      if (end > start)
        found.push({ start, end, kind: node.type === 'comment' ? 'comment' : 'region' });
    },
  });
  return found;
}
