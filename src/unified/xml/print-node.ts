import { encodeValue } from '../../../grammars/xml/index.js';
import { encode } from '../../source/encode.js';
import { findEncoding, type TextEncoding } from '../../source/encodings.js';
import type { Fail } from '../tree.js';
import { editTag, type TagChange } from './edit-tag.js';
import { originOf } from './read.js';
import type {
  XastDoctype,
  XastElement,
  XastInstruction,
  XastNode,
  XmlFrame,
  XmlOrigin,
} from './tree.js';

type Leaf = Exclude<XastNode, XastElement>;

/** Prints nodes as parts of a source are: of bytes a character each. */
export class NodePrinter {
  constructor(
    private readonly frame: XmlFrame,
    private readonly encoding: TextEncoding,
    private readonly fail: Fail,
  ) {}

  startTag(element: XastElement): string {
    const attributes = this.attributesOf(element);
    const origin = this.keptOrigin(element);
    const hasContent = element.children.length > 0;
    if (origin === undefined) return this.newTag(element, attributes, hasContent);
    const change = this.changeOf(element, attributes, origin);
    const tag = change === undefined ? origin.source : editTag(origin, change);
    return origin.was.selfClosing && hasContent ? opened(tag) : tag;
  }

  endTag(element: XastElement): string {
    const origin = this.keptOrigin(element);
    const hasContent = element.children.length > 0;
    const isEmptyTag = origin === undefined || origin.was.selfClosing === true;
    if (isEmptyTag) return hasContent ? `</${this.name(element)}>` : '';
    // An element that nothing closed is not closed by printing it.
    if (origin.close === undefined || origin.was.name === element.name) return origin.close ?? '';
    return `</${this.name(element)}>`;
  }

  leaf(node: Leaf): string {
    const origin = this.keptOrigin(node);
    if (origin !== undefined && isUntouched(node, origin)) return origin.source;
    switch (node.type) {
      case 'text':
        return this.references(node, node.value, origin)
          .replaceAll('&quot;', '"')
          .replaceAll('&#9;', '\t')
          .replaceAll('&#10;', this.frame.endOfLine);
      case 'comment': {
        const value = this.raw(node, 'value', node.value);
        if (value.includes('--') || value.endsWith('-')) {
          this.fail('a comment cannot have "--" in it, or end with "-"', node);
        }
        return `<!--${value}-->`;
      }
      case 'cdata': {
        const value = this.raw(node, 'value', node.value);
        if (value.includes(']]>')) this.fail('a CDATA section cannot have "]]>" in it', node);
        return `<![CDATA[${value}]]>`;
      }
      case 'instruction':
        return this.instruction(node);
      case 'doctype':
        return this.doctype(node, origin);
      case 'malformed':
        return this.raw(node, 'value', node.value);
    }
  }

  /** What a node was read from, where it means in this file what it meant there. */
  private keptOrigin(node: XastNode): XmlOrigin | undefined {
    const origin = originOf(node);
    if (origin?.was.type !== node.type) return undefined;
    const { form, encoding, source, close = '' } = origin;
    const isSame = form === this.frame.form && encoding === this.encoding.name;
    return isSame || !NOT_ASCII.test(source + close) ? origin : undefined;
  }

  private attributesOf(element: XastElement): Map<string, string> {
    const attributes = new Map<string, string>();
    for (const [name, value] of givenAttributes(element)) {
      attributes.set(name, this.text(element, `attribute \`${name}\``, value));
    }
    return attributes;
  }

  /** What was changed of a start tag; undefined: nothing. The order of attributes says nothing. */
  private changeOf(
    element: XastElement,
    attributes: ReadonlyMap<string, string>,
    origin: XmlOrigin,
  ): TagChange | undefined {
    const was = new Map(Object.entries(origin.was.attributes ?? {}));
    const set = new Map<string, string | undefined>();
    for (const name of was.keys()) if (!attributes.has(name)) set.set(name, undefined);
    const added: string[] = [];
    for (const [name, value] of attributes) {
      if (!was.has(name)) added.push(this.newAttribute(element, name, value));
      else if (was.get(name) !== value) set.set(name, this.references(element, value, origin));
    }
    const isRenamed = element.name !== origin.was.name;
    if (!isRenamed && set.size === 0 && added.length === 0) return undefined;
    return {
      ...(isRenamed && { name: this.name(element) }),
      set,
      added: added.join(''),
    };
  }

  private newTag(
    element: XastElement,
    attributes: ReadonlyMap<string, string>,
    hasContent: boolean,
  ): string {
    let tag = `<${this.name(element)}`;
    for (const [name, value] of attributes) tag += this.newAttribute(element, name, value);
    return tag + (hasContent ? '>' : '/>');
  }

  private newAttribute(element: XastElement, name: string, value: string): string {
    this.checkName(element, `the name of an attribute`, name);
    const written = this.raw(element, `attribute \`${name}\``, name);
    return ` ${written}="${this.references(element, value, originOf(element))}"`;
  }

  private name(element: XastElement): string {
    this.checkName(element, 'the name of an element', element.name);
    return this.raw(element, 'name', element.name);
  }

  private instruction(node: XastInstruction): string {
    this.checkName(node, 'the name of an instruction', node.name);
    const name = this.raw(node, 'name', node.name);
    const value = this.raw(node, 'value', node.value);
    if (value.includes('?>')) this.fail('an instruction cannot have "?>" in it', node);
    return value === '' ? `<?${name}?>` : `<?${name} ${value}?>`;
  }

  /** What stood in its brackets stays. */
  private doctype(node: XastDoctype, origin: XmlOrigin | undefined): string {
    const rest = origin === undefined ? '' : origin.source.replace(DOCTYPE, '').replace(/>$/, '');
    this.checkName(node, 'the name of a doctype', node.name);
    const name = this.raw(node, 'name', node.name);
    const system = node.system ?? undefined;
    if (typeof node.public === 'string' && system === undefined) {
      this.fail('a doctype cannot have `public` without `system`', node);
    }
    const quoted = (field: 'public' | 'system'): string =>
      ` ${inQuotes(this.raw(node, field, node[field]))}`;
    const ids =
      typeof node.public === 'string'
        ? ` PUBLIC${quoted('public')}${quoted('system')}`
        : system === undefined
          ? ''
          : ` SYSTEM${quoted('system')}`;
    return `<!DOCTYPE ${name}${ids}${rest}>`;
  }

  private checkName(node: XastNode, what: string, name: unknown): void {
    if (typeof name === 'string' && NAME.test(name)) return;
    const shown = typeof name === 'string' ? JSON.stringify(name) : typeof name;
    this.fail(`${what} is ${shown}, which is no name in XML`, node);
  }

  private text(node: XastNode, field: string, value: unknown): string {
    if (typeof value === 'string') return value;
    const what = value === null ? 'null' : typeof value;
    return this.fail(`the ${field} of the ${nameOf(node)} is ${what}, expected a string`, node);
  }

  /** A value with references: plain ASCII, whatever the encoding. */
  private references(node: XastNode, given: unknown, origin: XmlOrigin | undefined): string {
    const value = this.text(node, 'value', given);
    this.checkKept(node, value, origin);
    return encodeValue(this.possible(node, value));
  }

  /** Text without references, in the encoding of the file. */
  private raw(node: XastNode, field: string, given: unknown): string {
    const text = this.possible(node, this.text(node, field, given));
    const value = text.replaceAll('\n', this.frame.endOfLine);
    this.checkKept(node, value, originOf(node));
    if (this.frame.form !== 'bytes' || !NOT_ASCII.test(value)) return value;
    const encoded = encode(this.encoding, value);
    if ('view' in encoded) return encoded.view;
    return this.fail(
      `${codeOf(encoded.missing)} in the ${field} of the ${nameOf(node)} cannot be encoded: ${this.encoding.name}, the encoding of the file, does not have it`,
      node,
    );
  }

  /** Text that XML can hold. */
  private possible(node: XastNode, text: string): string {
    const forbidden = FORBIDDEN.exec(text)?.[0];
    if (forbidden === undefined) return text;
    return this.fail(`XML cannot hold the ${codeOf(forbidden)} in the ${nameOf(node)}`, node);
  }

  /** What could not be read cannot be written again otherwise. */
  private checkKept(node: XastNode, value: string, origin: XmlOrigin | undefined): void {
    if (origin === undefined) return;
    if (value.includes('\uFFFD') && isLossy(origin)) {
      this.fail(
        `the ${nameOf(node)} was read from bytes that ${origin.encoding} does not have, so they would be lost: leave it as it is, or replace all of it`,
        node,
      );
    }
    if (node.type !== 'text' && node.type !== 'element') return;
    if (!value.includes('&')) return;
    const written = new Set(entitiesIn(origin.source));
    const lost = entitiesIn(value).find((entity) => written.has(entity));
    if (lost === undefined) return;
    this.fail(
      `the ${nameOf(node)} refers to the entity \`${lost}\`, which would be lost: leave it as it is, or replace it`,
      node,
    );
  }
}

const NOT_ASCII = /[^\0-\x7f]/;
/** XML 1.0, productions 4 and 4a. */
const FIRST_OF_NAME =
  ':A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NAME = new RegExp(
  `^[${FIRST_OF_NAME}](?:[${FIRST_OF_NAME}]|[-.0-9\xB7]|[\u0300-\u036F]|[\u203F\u2040])*$`,
  'u',
);
/** XML 1.0, production 2 (Char). */
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u;
const ENTITY = /&[A-Za-z_:][-.\w:]*;/g;
const PREDEFINED = /^&(?:amp|lt|gt|quot|apos);$/;
/** The start of a doctype, up to what its brackets hold. */
const DOCTYPE =
  /^<!DOCTYPE\s*(?:[^\s[>]*)(?:\s+(?:PUBLIC\s+(?:"[^"]*"|'[^']*')|SYSTEM)(?:\s*(?:"[^"]*"|'[^']*'))?)?/;

/** Those that an element has. One that somebody made may have no list of them. */
export function givenAttributes({ attributes }: Partial<XastElement>): [string, unknown][] {
  return Object.entries(attributes ?? {}).filter(([, value]) => (value ?? undefined) !== undefined);
}

function isUntouched(node: Leaf, { was }: XmlOrigin): boolean {
  switch (node.type) {
    case 'instruction':
      return node.name === was.name && node.value === was.value;
    case 'doctype':
      return (
        node.name === was.name &&
        (node.public ?? undefined) === was.public &&
        (node.system ?? undefined) === was.system
      );
    default:
      return node.value === was.value;
  }
}

/** An empty-element tag as a start tag. */
function opened(tag: string): string {
  if (!tag.endsWith('/>')) return tag;
  let end = tag.length - 2;
  while (' \t\r\n'.includes(tag.charAt(end - 1))) end--;
  return `${tag.slice(0, end)}>`;
}

/** References to entities that XML itself does not have. */
function entitiesIn(text: string): string[] {
  return (text.match(ENTITY) ?? []).filter((entity) => !PREDEFINED.test(entity));
}

function inQuotes(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}

function codeOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

export function nameOf(node: XastNode): string {
  return node.type === 'element' ? `element \`${node.name}\`` : node.type;
}

/** Whether something of the node was lost when it was decoded. */
function isLossy({ source, form, encoding }: XmlOrigin): boolean {
  if (form !== 'bytes') return /\p{Surrogate}/u.test(source);
  const read = findEncoding(encoding);
  return read?.decodable !== true || read.firstInvalid(source) !== -1;
}
