import { toXast, walk, type XmlNode, type XmlRoot } from '../../../grammars/xml/index.js';
import type { LanguageId } from '../../languages/index.js';
import { HypervXmlDocument } from '../../languages/hyperv/xml-document.js';
import { VboxDocument } from '../../languages/vbox/document.js';
import type { XmlDocument } from '../../languages/xml/document.js';
import { pointsInOrder } from '../../source/points.js';
import { Source } from '../../source/source.js';
import { xmlSource } from '../../source/xml-encoding.js';
import { knownFrame, noteFrame } from '../frames.js';
import type { File } from '../tree.js';
import type {
  XastData,
  XastNode,
  XastRoot,
  XmlFrame,
  XmlLanguage,
  XmlOrigin,
  XmlSaid,
} from './tree.js';

/** What was read, by node: for whoever has replaced the `data` of one. */
const origins = new WeakMap<object, XmlOrigin>();

/** The tree of a text: of bytes in whatever encoding, or of a string. */
export function readXml(
  content: string | Uint8Array,
  language: XmlLanguage,
  told?: LanguageId,
): XastRoot {
  const document = documentOf(content, language);
  const { source, root } = document;
  const tree = xastOf(document);
  noteOrigins(root, tree, source);
  noteSecrets(document, root, tree);
  const frame = { ...frameOf(document, language, content), ...(told && { told }) };
  if (frame.byteOrderMark) tree.byteOrderMark = true;
  tree.data = { vmlint: frame };
  noteFrame(tree, frame);
  return tree;
}

export function documentOf(content: string | Uint8Array, language: XmlLanguage): XmlDocument {
  const source = typeof content === 'string' ? Source.fromText(content) : xmlSource(content);
  return language === 'hyperv' ? new HypervXmlDocument(source) : new VboxDocument(source);
}

/** The tree without what it was read from. */
export function xastOf({ source, root }: XmlDocument): XastRoot {
  const view = {
    pointAt: pointsInOrder(source),
    textOf: (start: number, end: number) => source.decode(start, end),
  };
  // Who gets it may change it, and so add what the grammar never makes.
  return toXast(root, view) as XastRoot;
}

function noteOrigins(root: XmlRoot, tree: XastRoot, source: Source): void {
  const { form } = source;
  const encoding = source.encoding.name;
  inParallel(root, tree, (node, xast) => {
    const isElement = node.type === 'element';
    const origin: XmlOrigin = {
      source: source.slice(node.start, isElement ? node.openEnd : node.end),
      ...(isElement &&
        node.closeStart !== -1 && { close: source.slice(node.closeStart, node.end) }),
      form,
      encoding,
      was: whatSays(xast),
    };
    const data: XastData = (xast.data ??= {});
    data.vmlint = origin;
    origins.set(xast, origin);
  });
}

/** Both trees have the same shape. */
function inParallel(
  root: XmlRoot,
  tree: XastRoot,
  visit: (node: XmlNode, xast: XastNode) => void,
): void {
  const open = [{ nodes: tree.children, next: 0 }];
  walk(root, {
    enter(node) {
      const level = open.at(-1)!;
      const xast = level.nodes[level.next++]!;
      visit(node, xast);
      if (xast.type === 'element') open.push({ nodes: xast.children, next: 0 });
    },
    leave: () => void open.pop(),
  });
}

function whatSays(node: XastNode): XmlSaid {
  switch (node.type) {
    case 'element': {
      const { type, name, data } = node;
      const attributes = { ...node.attributes } as Record<string, string>;
      return { type, name, attributes, selfClosing: data?.selfClosing === true };
    }
    case 'instruction':
      return { type: node.type, name: node.name, value: node.value };
    case 'doctype': {
      const { type, name } = node;
      return {
        ...{ type, name },
        ...(typeof node.public === 'string' && { public: node.public }),
        ...(typeof node.system === 'string' && { system: node.system }),
      };
    }
    default:
      return { type: node.type, value: node.value };
  }
}

function noteSecrets(document: XmlDocument, root: XmlRoot, tree: XastRoot): void {
  const secrets = new Set(document.secrets().map(({ start }) => start));
  if (secrets.size === 0) return;
  inParallel(root, tree, (node, xast) => {
    if (node.type === 'text' && secrets.has(node.start)) (xast.data ??= {}).secret = true;
    if (node.type !== 'element' || xast.type !== 'element') return;
    for (const [index, { valueStart }] of node.attributes.entries()) {
      const attribute = xast.data?.attributes?.[index];
      if (attribute !== undefined && secrets.has(valueStart)) attribute.secret = true;
    }
  });
}

function frameOf(
  document: XmlDocument,
  language: XmlLanguage,
  content: string | Uint8Array,
): XmlFrame {
  const { source, root, endOfLine } = document;
  const isOdd = source.form.startsWith('utf-16') && content.length % 2 === 1;
  return {
    language,
    form: source.form,
    encoding: source.encoding.name,
    byteOrderMark: root.bomLength > 0,
    endOfLine,
    tail: isOdd ? Buffer.from(source.bytes.subarray(-1)).toString('latin1') : '',
    problems: problemsOf(root),
  };
}

/** A doctype is allowed in XML. */
export function problemsOf({ problems }: XmlRoot): XmlFrame['problems'] {
  const counts: Record<string, number> = {};
  for (const { code } of problems) if (code !== 'doctype') counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** What a node was read from; undefined for one that somebody made. */
export function originOf(node: XastNode): XmlOrigin | undefined {
  return origins.get(node) ?? node.data?.vmlint;
}

/** What holds for the file of a tree: of the one it was read from, else of `file`, else of its nodes. */
export function frameFor(root: XastRoot, file: File): XmlFrame {
  const frame = knownFrame(root);
  if (frame !== undefined && 'problems' in frame) return frame;
  const value = (file as { readonly value?: string | Uint8Array }).value;
  if (value !== undefined) {
    // What was no XML, of another language say, has nothing to say of how broken this may be.
    const read = frameOf(documentOf(value, 'vbox'), 'vbox', value);
    return read.problems['no-root'] === undefined ? read : { ...read, problems: {} };
  }
  const origin = root.children.map(originOf).find((found) => found !== undefined);
  return {
    language: 'vbox',
    form: origin?.form ?? 'text',
    encoding: origin?.encoding ?? 'UTF-8',
    byteOrderMark: false,
    endOfLine: '\n',
    tail: '',
    problems: {},
  };
}
