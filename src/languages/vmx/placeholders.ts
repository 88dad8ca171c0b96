import type { VmxNode } from '../../../grammars/vmx/index.js';
import { hasPlaceholder, isPlaceholder, mayHavePlaceholders } from '../placeholders.js';

export interface Placeholders {
  /** Lines whose value is unknown until the template is filled in. */
  readonly nodes: ReadonlySet<VmxNode>;
  /** In the order of the file. */
  readonly first: VmxNode;
  /** Some stand where lines or keys could come and go, so that nothing can be said to be absent. */
  readonly block: boolean;
}

/** Where the file is a template; undefined where it is none. Comments do not make a template. */
export function findPlaceholders(
  view: string,
  nodes: readonly VmxNode[],
): Placeholders | undefined {
  if (!mayHavePlaceholders(view)) return undefined;
  const found = new Set<VmxNode>();
  let first: VmxNode | undefined;
  let block = false;
  for (const node of nodes) {
    if (node.type === 'entry') {
      const inKey = hasPlaceholder(node.key) && !/^__\w+__$/.test(node.key);
      if (!inKey && !isPlaceholder(node.value)) continue;
      block ||= inKey;
    } else if (node.type === 'malformed') {
      const text = view.slice(node.start, node.end);
      if (!hasPlaceholder(text)) continue;
      block = true;
    } else {
      continue;
    }
    found.add(node);
    first ??= node;
  }
  return first === undefined ? undefined : { nodes: found, first, block };
}
