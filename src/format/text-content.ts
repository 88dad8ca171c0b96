import { walk, type XmlElement, type XmlRoot } from '../../grammars/xml/index.js';

/**
 * The elements in which blanks may mean something: those with text or CDATA right in them, those with nothing but
 * blanks, those with `xml:space="preserve"`, and all within these.
 */
export function elementsWithText(root: XmlRoot, view: string): ReadonlySet<XmlElement> {
  const found = new Set<XmlElement>();
  walk(root, {
    enter(node) {
      if (node.type !== 'element') return;
      const isWithin = node.parent.type === 'element' && found.has(node.parent);
      if (isWithin || hasText(node, view)) found.add(node);
    },
  });
  return found;
}

const NOT_BLANK = /[^ \t\r\n]/;

function hasText({ children, attributes }: XmlElement, view: string): boolean {
  if (attributes.some(({ name }) => name === 'xml:space')) {
    return true;
  }
  if (children.length === 1 && children[0]!.type === 'text') return true;
  return children.some(
    ({ type, start, end }) =>
      type === 'cdata' || (type === 'text' && NOT_BLANK.test(view.slice(start, end))),
  );
}
