import type { XmlElement, XmlNode, XmlRoot } from './ast.js';

export interface Visitor {
  /** Called for each node, an element before its children. */
  enter?(node: XmlNode): void;
  /** Called for each element behind its children. */
  leave?(element: XmlElement): void;
}

/** Goes through all nodes in the order of the text, however deep they are nested. */
export function walk(root: XmlRoot | XmlElement, visitor: Visitor): void {
  const open: XmlElement[] = [];
  const places: number[] = [0];
  let siblings = root.children;
  for (;;) {
    const depth = open.length;
    const node = siblings[places[depth]!++];
    if (node === undefined) {
      const element = open.pop();
      if (element === undefined) return;
      places.pop();
      siblings = (open.at(-1) ?? root).children;
      visitor.leave?.(element);
    } else {
      visitor.enter?.(node);
      if (node.type !== 'element') continue;
      open.push(node);
      places.push(0);
      siblings = node.children;
    }
  }
}

/** The text of a tree: the slices of its parts. `view` is what it was read from. */
export function printXml(root: XmlRoot, view: string): string {
  const parts = [view.slice(0, root.bomLength)];
  walk(root, {
    enter: (node) => {
      parts.push(view.slice(node.start, node.type === 'element' ? node.openEnd : node.end));
    },
    leave: ({ closeStart, end }) => {
      if (closeStart !== -1) parts.push(view.slice(closeStart, end));
    },
  });
  return parts.join('');
}
