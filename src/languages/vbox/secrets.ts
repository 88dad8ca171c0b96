import {
  decodeValue,
  walk,
  type XmlAttribute,
  type XmlElement,
  type XmlRoot,
} from '../../../grammars/xml/index.js';
import type { Span } from '../document.js';
import { attributeOf, localName } from './reading.js';

/** Attributes that hold a password, or a key that one password opens. */
const SECRET_ATTRIBUTE = /^(?:password|initsecret|initiatorSecret|.*keyStore|vncPassword)$/i;

/** Properties, of a disk or of remote display, that do; by their `name`. */
const SECRET_PROPERTY = /^CRYPT\/KeyStore$|password|secret/i;

export function isSecretAttribute(name: string): boolean {
  return SECRET_ATTRIBUTE.test(name);
}

/** An attribute that holds a secret. */
export interface Secret {
  readonly element: XmlElement;
  readonly attribute: XmlAttribute;
  /** What people call it: of a property the name that it has, else that of the attribute. */
  readonly name: string;
}

export function findSecrets(view: string, root: XmlRoot): Secret[] {
  const found: Secret[] = [];
  walk(root, {
    enter(node) {
      if (node.type !== 'element') return;
      for (const attribute of node.attributes) {
        const name = nameOfSecret(view, node, attribute);
        if (name !== undefined) found.push({ element: node, attribute, name });
      }
    },
  });
  return found;
}

function nameOfSecret(
  view: string,
  element: XmlElement,
  attribute: XmlAttribute,
): string | undefined {
  const own = localName(attribute);
  if (isSecretAttribute(own)) return own;
  const named = own === 'value' ? attributeOf(element, 'name') : undefined;
  const name = named === undefined ? '' : decodeValue(view, named);
  return SECRET_PROPERTY.test(name) ? name : undefined;
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
