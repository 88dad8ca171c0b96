import { contentOf } from '../read.js';
import { isSame, markOf, outputOf } from '../output.js';
import type { Fail, File } from '../tree.js';
import { encodingFor } from './encoding.js';
import { NodePrinter } from './print-node.js';
import { documentOf, frameFor, xastOf } from './read.js';
import type { XastElement, XastNode, XastRoot } from './tree.js';
import { whyDifferent, whyWorse } from './verify.js';

/**
 * The text of a tree, in the form that it was read in. Nodes that nobody touched are what they were, byte for byte;
 * the others are printed as VirtualBox does. `fail` is called where that cannot be done, or where the text would not
 * be read as the tree says.
 */
export function printXml(root: XastRoot, file: File, fail: Fail): string | Uint8Array {
  const frame = frameFor(root, file);
  checkShape(root, fail);
  const printer = new NodePrinter(frame, encodingFor(root, frame), fail);
  const output = outputOf(markOf(root, frame) + printed(root, printer, fail), frame);
  if (isSame(output, contentOf(file))) return output;
  const document = documentOf(output, frame.language);
  const problem =
    whyDifferent(root, xastOf(document), document.source, frame) ?? whyWorse(document, frame);
  if (problem !== undefined) fail(problem.message, problem.node);
  return output;
}

function checkShape(root: XastRoot, fail: Fail): void {
  const { type, children } = root as Partial<XastRoot>;
  if (type !== 'root' || !Array.isArray(children)) {
    fail('expected a root with children, as vmlintParse makes it');
  }
}

interface Level {
  readonly nodes: readonly XastNode[];
  next: number;
  /** Undefined: the root. */
  readonly element: XastElement | undefined;
}

function printed(root: XastRoot, printer: NodePrinter, fail: Fail): string {
  const pieces: string[] = [];
  const open: Level[] = [{ nodes: root.children, next: 0, element: undefined }];
  const around = new Set<XastNode>();
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    if (level.next === level.nodes.length) {
      open.pop();
      if (level.element === undefined) continue;
      around.delete(level.element);
      pieces.push(printer.endTag(level.element));
      continue;
    }
    const node = checked(level.nodes[level.next++], fail);
    if (node.type !== 'element') {
      pieces.push(printer.leaf(node));
      continue;
    }
    if (around.has(node)) fail(`the element \`${node.name}\` is within itself`, node);
    around.add(node);
    pieces.push(printer.startTag(node));
    open.push({ nodes: node.children, next: 0, element: node });
  }
  return pieces.join('');
}

const TYPES: readonly string[] = [
  ...['element', 'text', 'comment', 'cdata', 'instruction', 'doctype', 'malformed'],
];

function checked(node: XastNode | undefined, fail: Fail): XastNode {
  const { type, children } = (node ?? {}) as { type?: unknown; children?: unknown };
  if (typeof type !== 'string' || !TYPES.includes(type)) {
    const what = typeof type === 'string' ? `a node of type "${type}"` : 'something without a type';
    fail(`found ${what} among the nodes, expected one of ${TYPES.join(', ')}`, node);
  }
  if (type === 'element' && !Array.isArray(children)) {
    fail('found an element without a list of children', node);
  }
  return node!;
}
