import type { VmxNode } from '../../grammars/vmx/index.js';
import type { XmlElement } from '../../grammars/xml/index.js';
import { VmxDocument, type Language, type VmDocument } from '../languages/index.js';
import { XmlDocument } from '../languages/xml/document.js';
import type { XmlPiece } from '../languages/xml/pieces.js';
import type { Edit } from '../source/edits.js';
import { format } from './format.js';
import type { FormatOptions } from './options.js';
import { elementsWithText } from './text-content.js';

/** What formatting a document made of it says something else: a defect, found before anything was written. */
export class FormatError extends Error {}

export interface Formatted {
  /** None: it is formatted. */
  readonly edits: readonly Edit[];
  /** The result, read again; the same document where there are no edits. */
  readonly document: VmDocument;
}

/**
 * Formats a document and reads the result: its settings, comments and lines that cannot be read must be the same,
 * in the same order. @throws {FormatError} where they are not
 */
export function formatted(
  document: VmDocument,
  language: Language,
  options: Partial<FormatOptions> = {},
): Formatted {
  const edits = format(document, options);
  if (edits.length === 0) return { edits, document };
  const result = language.parse(document.source.edit(edits));
  if (!saySame(document, result)) {
    throw new FormatError(
      'formatting it would change what it says, which is a defect of vmlint; nothing was changed',
    );
  }
  return { edits, document: result };
}

function saySame(before: VmDocument, after: VmDocument): boolean {
  const [old, now] = [statements(before), statements(after)];
  return old.length === now.length && old.every((text, index) => text === now[index]);
}

/** All that a document says, in its order, without blanks, blank lines, quotes and line ends that mean nothing. */
export function statements(document: VmDocument): string[] {
  const { view } = document.source;
  if (document instanceof VmxDocument) {
    return document.nodes.flatMap((node) => vmxStatement(view, node));
  }
  if (document instanceof XmlDocument) {
    const withText = elementsWithText(document.root, view);
    return document.nodes.flatMap((piece) => xmlStatement(view, piece, withText));
  }
  return [view];
}

function vmxStatement(view: string, node: VmxNode): string[] {
  const comment = (start: number): string => view.slice(start, node.end).replace(/[ \t]+$/, '');
  switch (node.type) {
    case 'entry': {
      const behind = node.commentStart === -1 ? '' : comment(node.commentStart);
      return [`entry ${JSON.stringify([node.key, node.value, behind])}`];
    }
    case 'comment':
      return [`comment ${comment(node.commentStart)}`];
    case 'blank':
      return [];
    case 'malformed':
      return [`malformed ${view.slice(node.start, node.end)}`];
  }
}

/** Blank text between tags is left out where it means nothing. */
function xmlStatement(view: string, piece: XmlPiece, withText: ReadonlySet<XmlElement>): string[] {
  const { node, type, start, end } = piece;
  const text = view.slice(start, end).replace(/\r\n?/g, '\n');
  if (type === 'end-tag') return ['end'];
  switch (node.type) {
    case 'element':
    case 'declaration': {
      const attributes = node.attributes.map(({ name, valueStart, valueEnd }) => {
        const value = view.slice(valueStart, valueEnd).replace(/\r\n?/g, '\n');
        return [name, value.replaceAll('"', '&quot;')];
      });
      if (node.type === 'declaration') return [`declaration ${JSON.stringify(attributes)}`];
      const says = `element ${node.name} ${JSON.stringify(attributes)}`;
      return node.selfClosing ? [says, 'end'] : [says];
    }
    case 'text': {
      const counts = node.parent.type === 'element' && withText.has(node.parent);
      return counts ? [`text ${text}`] : [];
    }
    default:
      return [`${type} ${text}`];
  }
}
