import { walk, type XmlAttribute, type XmlRoot } from '../../../grammars/xml/index.js';
import { hasPlaceholder, isPlaceholder, mayHavePlaceholders } from '../placeholders.js';

export interface Placeholders {
  /** Whose values are unknown until the template is filled in. */
  readonly attributes: ReadonlySet<XmlAttribute>;
  /** Some stand where elements could come and go, so that nothing can be said to be absent. */
  readonly block: boolean;
}

/** Where the file is a template; undefined where it is none. Comments do not make a template. */
export function findPlaceholders(view: string, root: XmlRoot): Placeholders | undefined {
  // The GUIDs of nearly every file are in braces, too.
  if (!mayHavePlaceholders(view)) return undefined;
  const attributes = new Set<XmlAttribute>();
  const found = { block: false };
  const inspect = (text: string): void => {
    found.block ||= hasPlaceholder(text);
  };
  walk(root, {
    enter: (node) => {
      if (node.type === 'text' || node.type === 'malformed') {
        inspect(view.slice(node.start, node.end));
      } else if (node.type === 'element') {
        for (const attribute of node.attributes) {
          const { name, equals, valueStart, valueEnd } = attribute;
          if (equals === -1) inspect(name);
          else if (isPlaceholder(view.slice(valueStart, valueEnd))) attributes.add(attribute);
        }
      }
    },
  });
  const { block } = found;
  return attributes.size === 0 && !block ? undefined : { attributes, block };
}
