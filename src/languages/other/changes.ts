import type { Change } from '../change.js';
import type { OtherDocument, OtherNode } from './document.js';

/** What a node says: the fixer compares these, before and after. */
export function signatureOf(view: string, { type, start, end }: OtherNode): string {
  return signature(type, view.slice(start, end));
}

function signature(type: string, text: string): string {
  return `${type}\0${text}`;
}

/** The node with another text, as a view has it, which has to be read as one node of the same type. */
export function replaceNode(document: OtherDocument, node: OtherNode, text: string): Change {
  return {
    edits: [{ start: node.start, end: node.end, text }],
    nodes: [{ index: document.indexOf(node), remove: 1, insert: [signature(node.type, text)] }],
  };
}

/** Without the node, and what stands between it and the next one: the end of its line, say. */
export function removeNode(document: OtherDocument, node: OtherNode): Change {
  const index = document.indexOf(node);
  const next = document.nodes[index + 1];
  const isGap = next !== undefined && next.tree === undefined;
  return {
    edits: [{ start: node.start, end: isGap ? next.end : node.end, text: '' }],
    nodes: [{ index, remove: isGap ? 2 : 1, insert: [] }],
  };
}

/** Another node behind this one; `between`: what separates them, an end of line say. */
export function addNodeBehind(
  document: OtherDocument,
  node: OtherNode,
  added: { readonly type: string; readonly text: string },
  between = '\n',
): Change {
  const gap = between === '' ? [] : [signature('gap', between)];
  return {
    edits: [{ start: node.end, end: node.end, text: between + added.text }],
    nodes: [
      {
        index: document.indexOf(node) + 1,
        remove: 0,
        insert: [...gap, signature(added.type, added.text)],
      },
    ],
  };
}
