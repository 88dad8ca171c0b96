import type { StackHints } from '../../stack/infer.js';
import type { Source } from '../../source/source.js';
import type { Change } from '../change.js';
import type { Dialect } from '../dialects.js';
import type { BaseDocument, BaseNode, CommentText, ReadOnly, Span } from '../document.js';
import { countUpTo, nodeAt } from '../nodes.js';
import { mayHavePlaceholders } from '../placeholders.js';
import { removeNode, replaceNode } from './changes.js';
import type { LanguageDefinition, TreeNode } from './definition.js';
import { NO_TRAITS } from './traits.js';

/** What stands between the nodes of the parser. */
export const GAP = 'gap';

/** A child of the root, or what stands between two. Together they are the whole file. */
export interface OtherNode extends BaseNode {
  /** What the parser gave; absent in a gap. */
  readonly tree?: TreeNode;
}

/** What the parser of a language gave is no tree of the file. */
export class TreeError extends Error {}

/** A file of a language that vmlint does not come with. */
export class OtherDocument implements BaseDocument<OtherNode> {
  readonly language = 'other';
  readonly dialect: Dialect;
  /** As the parser made it. */
  readonly root: { readonly children: readonly TreeNode[] };
  readonly nodes: readonly OtherNode[];
  /** Nobody knows what a template becomes: none of its fixes is safe. */
  readonly placeholders: { readonly block: boolean } | undefined;
  readonly readOnly: ReadOnly | undefined = undefined;
  readonly stackHints: StackHints = {};
  readonly isSettings = false;
  readonly showsAllSettings = false;
  readonly traits = NO_TRAITS;
  readonly #definition: LanguageDefinition;

  /** @throws {TreeError} for nodes that overlap, or have no place in the file */
  constructor(
    readonly source: Source,
    definition: LanguageDefinition,
  ) {
    this.#definition = definition;
    this.dialect = definition.id as Dialect;
    this.root = definition.parse(source.view);
    this.nodes = nodesOf(this.root, source.view.length);
    this.placeholders = mayHavePlaceholders(source.view) ? { block: true } : undefined;
  }

  /** A node as people read it. */
  textOf({ start, end }: Span): string {
    return this.source.decode(start, end);
  }

  indexOf(node: OtherNode): number {
    const { nodes } = this;
    // Of empty nodes, several may begin there.
    for (let at = countUpTo(nodes, node.start) - 1; at >= 0; at--)
      if (nodes[at] === node) return at;
    throw new TreeError('the node is none of the document');
  }

  nodeAt(offset: number): OtherNode {
    return nodeAt(this.nodes, offset);
  }

  *comments(): Generator<CommentText> {
    for (const node of this.nodes) {
      const text = this.#said(node);
      if (text !== undefined) yield { node, text };
    }
  }

  #said({ tree, start, end }: OtherNode): Span | undefined {
    const text = tree && this.#definition.comment?.(tree, this.source.view);
    return text && text.start >= start && text.end >= text.start && text.end <= end
      ? text
      : undefined;
  }

  nodeBehind({ node }: CommentText): OtherNode | undefined {
    for (let at = this.indexOf(node) + 1; at < this.nodes.length; at++) {
      const next = this.nodes[at]!;
      if (next.type !== GAP && this.#said(next) === undefined) return next;
    }
    return undefined;
  }

  removeComment({ node }: CommentText): Change {
    return removeNode(this, node);
  }

  rewriteComment({ node, text }: CommentText, says: string): Change {
    const { view } = this.source;
    const now = view.slice(node.start, text.start) + says + view.slice(text.end, node.end);
    return replaceNode(this, node, now);
  }

  secrets(): Span[] {
    return this.#definition.secrets?.(this.source.view) ?? [];
  }

  referencedDisks(): string[] {
    return [];
  }
}

/** @throws {TreeError} */
function nodesOf(root: unknown, length: number): OtherNode[] {
  const children = (root as { children?: unknown } | undefined)?.children;
  if (!Array.isArray(children)) throw new TreeError('its tree has no list `children`');
  const nodes: OtherNode[] = [];
  let at = 0;
  for (const [index, tree] of (children as TreeNode[]).entries()) {
    const { type, position } = (tree as TreeNode | undefined) ?? { type: undefined };
    const [start, end] = [position?.start.offset, position?.end.offset];
    const isPlaced =
      Number.isInteger(start) && Number.isInteger(end) && start! >= at && end! >= start!;
    if (typeof type !== 'string' || !isPlaced || end! > length) {
      throw new TreeError(
        `children[${index}] of its tree needs a type and offsets from ${at} to ${length} at most`,
      );
    }
    if (start! > at) nodes.push({ type: GAP, start: at, end: start! });
    nodes.push({ type, start: start!, end: end!, tree });
    at = end!;
  }
  if (at < length || nodes.length === 0) nodes.push({ type: GAP, start: at, end: length });
  return nodes;
}
