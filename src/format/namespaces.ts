import type { VmxNode } from '../../grammars/vmx/index.js';

/**
 * The lines before which a blank one is to stand, so that two or more settings of a namespace that follow each other
 * stand apart from others. Comments right above a setting belong to it.
 */
export function namespaceBreaks(nodes: readonly VmxNode[]): ReadonlySet<VmxNode> {
  const breaks = new Set<VmxNode>();
  let before: Block | undefined;
  for (const block of blocksOf(nodes)) {
    if (before !== undefined && (before.settings > 1 || block.settings > 1)) {
      breaks.add(nodes[block.first]!);
    }
    before = block.endsOpen ? block : undefined;
  }
  return breaks;
}

/** Settings of one namespace that follow each other, with their comments. */
interface Block {
  readonly namespace: string;
  readonly first: number;
  settings: number;
  /** Whether the next block follows without a blank line or anything else between. */
  endsOpen: boolean;
}

function blocksOf(nodes: readonly VmxNode[]): Block[] {
  const blocks: Block[] = [];
  let current: Block | undefined;
  let comments = 0;
  for (const [index, node] of nodes.entries()) {
    if (node.type === 'comment') {
      comments++;
    } else if (node.type === 'entry') {
      const namespace = namespaceOf(node.name.folded);
      const isOpen = current?.endsOpen === true;
      if (isOpen && current!.namespace === namespace) current!.settings++;
      else {
        current = { namespace, first: index - comments, settings: 1, endsOpen: true };
        blocks.push(current);
      }
      comments = 0;
    } else {
      if (current !== undefined) current.endsOpen = false;
      comments = 0;
    }
  }
  return blocks;
}

/** `ethernet0` of `ethernet0.present`, `scsi0` of `scsi0:0.fileName`; of a key without a dot, the key. */
function namespaceOf(folded: string): string {
  return /^[^.:]*/.exec(folded)![0] || folded;
}
