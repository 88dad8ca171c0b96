import type { Span } from './document.js';

/** How many nodes start at an offset or before it. They are in the order of the file. */
export function countUpTo(nodes: readonly Span[], offset: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The node that holds the character at an offset; of one before all of them the first. */
export function nodeAt<Node extends Span>(nodes: readonly Node[], offset: number): Node {
  return nodes[Math.max(0, countUpTo(nodes, offset) - 1)]!;
}
