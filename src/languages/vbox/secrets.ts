import { walk, type XmlElement, type XmlRoot } from '../../../grammars/xml/index.js';
import type { Span } from '../document.js';
import { attributeOf, localName } from './reading.js';

/** Attributes that hold a password, or a key that one password opens. */
const SECRET_ATTRIBUTE = /^(?:password|initsecret|initiatorSecret|.*keyStore|vncPassword)$/i;

/** Properties, of a disk or of remote display, that do; by their `name`. */
const SECRET_PROPERTY = /^CRYPT\/KeyStore$|password|secret/i;

export function isSecretProperty(name: string): boolean {
  return SECRET_PROPERTY.test(name);
}

export function isSecretAttribute(name: string): boolean {
  return SECRET_ATTRIBUTE.test(name);
}

/** Values in the view that hold secrets. */
export function secretValues(view: string, root: XmlRoot): Span[] {
  const found: Span[] = [];
  walk(root, { enter: (node) => node.type === 'element' && found.push(...secretsOf(view, node)) });
  return found;
}

function secretsOf(view: string, element: XmlElement): Span[] {
  const found: Span[] = [];
  const name = attributeOf(element, 'name');
  const isSecret =
    name !== undefined && SECRET_PROPERTY.test(view.slice(name.valueStart, name.valueEnd));
  for (const attribute of element.attributes) {
    const own = localName(attribute);
    if (!SECRET_ATTRIBUTE.test(own) && !(isSecret && own === 'value')) continue;
    found.push({ start: attribute.valueStart, end: attribute.valueEnd });
  }
  return found;
}

const WRITTEN = [
  /(?:[Pp]assword|[Ii]nit(?:iatorS|s)ecret|[Kk]eyStore)[ \t\r\n]*=[ \t\r\n]*(?:"([^"]*)"|'([^']*)')/g,
  /name="[^"]*(?:KeyStore|[Pp]assword|[Ss]ecret)[^"]*"[ \t\r\n]+value="([^"]*)"/g,
];

/** The same in some lines of a file, which need not be XML. */
export function secretsInLines(lines: string): Span[] {
  const found: Span[] = [];
  for (const pattern of WRITTEN) {
    for (const match of lines.matchAll(pattern)) {
      const value = match[1] ?? match[2] ?? '';
      const end = match.index + match[0].length - 1;
      found.push({ start: end - value.length, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
