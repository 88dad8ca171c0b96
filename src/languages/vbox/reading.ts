import { localNameOf, type XmlAttribute, type XmlElement } from '../../../grammars/xml/index.js';

/** How VirtualBox reads values (xml.cpp, `getAttributeValue`; S43 to S73). What it cannot read it ignores, without a word. */

const TRUE = new Set(['true', 'yes', '1']);
const FALSE = new Set(['false', 'no', '0']);

/** Undefined: VirtualBox ignores it, and the default stays. Case counts, and so do blanks. */
export function readBoolean(value: string): boolean | undefined {
  return TRUE.has(value) ? true : FALSE.has(value) ? false : undefined;
}

/** `0x1F` is hexadecimal, `017` octal, all else decimal (`RTStrToUInt64Ex` with base 0). Undefined: it is ignored. */
export function readInteger(value: string): number | undefined {
  if (/^0[xX][0-9a-fA-F]+$/.test(value)) return Number.parseInt(value.slice(2), 16);
  if (/^0[0-7]+$/.test(value)) return Number.parseInt(value, 8);
  return /^(?:0|[1-9][0-9]*)$/.test(value) ? Number(value) : undefined;
}

/** A name without its prefix: VirtualBox looks at no namespaces. */
export function localName({ name }: { readonly name: string }): string {
  return localNameOf(name);
}

/** Child elements, in the order of the file. */
export function childElements(parent: XmlElement | undefined): XmlElement[] {
  const elements: XmlElement[] = [];
  for (const child of parent?.children ?? []) if (child.type === 'element') elements.push(child);
  return elements;
}

/** All child elements of a name. */
export function childrenNamed(parent: XmlElement | undefined, name: string): XmlElement[] {
  return childElements(parent).filter((child) => localName(child) === name);
}

/** The first one of a name, as VirtualBox looks up what it asks for by name (`findChildElement`). */
export function firstChild(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  for (const child of parent?.children ?? []) {
    if (child.type === 'element' && localName(child) === name) return child;
  }
  return undefined;
}

/** The last one of a name, as counts where VirtualBox goes through all children (those of `Hardware`). */
export function lastChild(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return childrenNamed(parent, name).at(-1);
}

export function attributeOf(
  element: XmlElement | undefined,
  name: string,
): XmlAttribute | undefined {
  return element?.attributes.find((attribute) => localName(attribute) === name);
}
