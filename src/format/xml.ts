import { walk, type XmlAttribute, type XmlElement } from '../../grammars/xml/index.js';
import type { XmlDocument } from '../languages/xml/document.js';
import type { Edit } from '../source/edits.js';
import { ignoredSpans, Spans } from './ignored.js';
import { wantedLineEnd } from './line-ends.js';
import { elementsWithText } from './text-content.js';
import type { FormatOptions } from './options.js';

const STEP = '  ';
const LINE_ENDS = /\r\n?|\n/g;

/** In what the products that write XML differ. */
export interface XmlStyle {
  /** How an element without content ends; undefined: it stays as it is. */
  readonly empty: (element: XmlElement) => string | undefined;
  /** Whether the last line has an end; undefined: as it is. */
  readonly finalEndOfLine: boolean | undefined;
}

export const VIRTUALBOX_STYLE: XmlStyle = { empty: () => '/>', finalEndOfLine: true };

/** An empty text keeps its two tags, a node without anything in it is `<savedstate />`. */
export const HYPERV_STYLE: XmlStyle = {
  empty: ({ attributes, selfClosing }) =>
    selfClosing || attributes.every(({ name }) => name !== 'type') ? ' />' : undefined,
  finalEndOfLine: undefined,
};

/**
 * XML as VirtualBox has libxml2 write it: an element a line, two blanks for each level, `"` around values, `<a/>` for
 * what is empty. Blank lines stay, and so does a comment behind a tag on its line. In elements that have text in them
 * only the tags change. The text must be well-formed.
 */
export function xmlEdits(
  document: XmlDocument,
  options: FormatOptions,
  style: XmlStyle = VIRTUALBOX_STYLE,
): Edit[] {
  const { root } = document;
  const { view } = document.source;
  const wanted = wantedLineEnd(options);
  const withText = elementsWithText(root, view);
  const edits: Edit[] = [];
  let lineEnd: string | undefined;
  let depth = 0;
  /** Where the last tag, comment or the like ends. */
  let at = root.bomLength;

  const breakLine = (end: number, level: number): void => {
    const kept = view.slice(at, end).match(LINE_ENDS) ?? [(lineEnd ??= document.endOfLine)];
    const breaks = wanted === undefined ? kept.join('') : wanted.repeat(kept.length);
    edits.push({ start: at, end, text: breaks + STEP.repeat(level) });
  };

  walk(root, {
    enter(node) {
      if (node.type === 'text') return;
      if (node.parent.type === 'root' || !withText.has(node.parent)) {
        const between = view.slice(at, node.start);
        const isBehind = node.type === 'comment' && depth > 0 && /^[ \t]+$/.test(between);
        if (at === root.bomLength) edits.push({ start: at, end: node.start, text: '' });
        else if (isBehind) edits.push({ start: at, end: node.start, text: ' ' });
        else breakLine(node.start, depth);
      }
      at = node.end;
      if (node.type === 'declaration') {
        const behind = attributeEdits(view, node.start + '<?xml'.length, node.attributes, edits);
        edits.push({ start: behind, end: node.end, text: '?>' });
      } else if (node.type === 'element') {
        startTagEdits(view, node, style, edits);
        at = node.openEnd;
        depth++;
      }
    },
    leave(element) {
      depth--;
      const { closeStart, end, name, children } = element;
      if (closeStart !== -1 && children.length > 0) {
        if (!withText.has(element)) breakLine(closeStart, depth);
        edits.push({ start: closeStart + 2 + name.length, end, text: '>' });
      }
      at = end;
    },
  });
  const found = view.slice(at).match(LINE_ENDS)?.[0];
  const isEnded = style.finalEndOfLine ?? found !== undefined;
  const last = isEnded ? (wanted ?? found ?? document.endOfLine) : '';
  edits.push({ start: at, end: view.length, text: last });
  const ignored = new Spans(
    ignoredSpans(document, (comment) => {
      const piece = document.nodeBehind(comment);
      return piece === undefined || piece.type === 'end-tag' ? undefined : piece.node;
    }),
  );
  return edits.filter((edit) => !ignored.touch(edit));
}

function startTagEdits(view: string, element: XmlElement, style: XmlStyle, edits: Edit[]): void {
  const { start, name, attributes, openEnd, selfClosing, children, end } = element;
  const behind = attributeEdits(view, start + 1 + name.length, attributes, edits);
  const empty = selfClosing || children.length === 0 ? style.empty(element) : undefined;
  if (empty !== undefined) edits.push({ start: behind, end, text: empty });
  else edits.push({ start: behind, end: openEnd, text: '>' });
}

/** Those of the attributes behind a name that ends at `from`. @returns where the last one ends */
function attributeEdits(
  view: string,
  from: number,
  attributes: readonly XmlAttribute[],
  edits: Edit[],
): number {
  let behind = from;
  for (const { start, name, valueStart, valueEnd, quote, end } of attributes) {
    edits.push({ start: behind, end: start, text: ' ' });
    edits.push({ start: start + name.length, end: valueStart - 1, text: '=' });
    if (quote === "'") {
      edits.push({ start: valueStart - 1, end: valueStart, text: '"' });
      for (let at = view.indexOf('"', valueStart); at !== -1 && at < valueEnd;) {
        edits.push({ start: at, end: at + 1, text: '&quot;' });
        at = view.indexOf('"', at + 1);
      }
      edits.push({ start: valueEnd, end: valueEnd + 1, text: '"' });
    }
    behind = end;
  }
  return behind;
}
