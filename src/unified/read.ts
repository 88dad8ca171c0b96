import { VmxDocument, type LanguageId } from '../languages/index.js';
import { fieldsOf, positionsOf } from '../languages/vmx/lines.js';
import { Source } from '../source/source.js';
import { knownFrame, noteFrame } from './frames.js';
import type { File, Frame, Line, Origin, Root } from './tree.js';

/** What was read, by node: for whoever has replaced the `data` of one. */
const origins = new WeakMap<object, Origin>();

/** The tree of a text: of bytes in whatever encoding, or of a string. */
export function read(content: string | Uint8Array, told?: LanguageId): Root {
  const source = sourceOf(content);
  const document = new VmxDocument(source);
  const { form } = source;
  const encoding = source.encoding.name;
  const children = document.nodes.map((node) => {
    const was = fieldsOf(document, node);
    const origin: Origin = { source: source.slice(node.start, node.next), form, encoding, was };
    const line = { ...was, ...positionsOf(document, node), data: { vmlint: origin } } as Line;
    origins.set(line, origin);
    return line;
  });
  const frame = { ...frameOf(document, content), ...(told && { told }) };
  const root: Root = {
    type: 'root',
    ...(frame.byteOrderMark ? { byteOrderMark: true } : {}),
    children,
    position: { start: source.pointAt(0), end: source.pointAt(source.view.length) },
    data: { vmlint: frame },
  };
  noteFrame(root, frame);
  return root;
}

export function sourceOf(content: string | Uint8Array): Source {
  return typeof content === 'string' ? Source.fromText(content) : Source.fromBytes(content);
}

/** What a file holds; a file without a value is an empty text. */
export function contentOf(file: File): string | Uint8Array {
  return valueOf(file) ?? '';
}

function valueOf(file: { readonly value?: string | Uint8Array }): string | Uint8Array | undefined {
  return file.value;
}

function frameOf(document: VmxDocument, content: string | Uint8Array): Frame {
  const { source, nodes, root, endOfLine } = document;
  const last = nodes.at(-1);
  const isOdd = source.form.startsWith('utf-16') && content.length % 2 === 1;
  return {
    form: source.form,
    encoding: source.encoding.name,
    byteOrderMark: root.bomLength > 0,
    endOfLine,
    finalEndOfLine: last === undefined || last.next > last.end,
    tail: isOdd ? Buffer.from(source.bytes.subarray(-1)).toString('latin1') : '',
  };
}

/** What a line was read from; undefined for one that somebody made. */
export function originOf(line: Line): Origin | undefined {
  return origins.get(line) ?? line.data?.vmlint;
}

/** What holds for the file of a tree: of the one it was read from, else of `file`, else of its lines. */
export function frameFor(root: Root, file: File): Frame {
  const frame = knownFrame(root);
  if (frame !== undefined && !('problems' in frame)) return frame;
  const value = valueOf(file);
  if (value !== undefined) return frameOf(new VmxDocument(sourceOf(value)), value);
  const origin = root.children.map(originOf).find((found) => found !== undefined);
  return {
    form: origin?.form ?? 'text',
    encoding: origin?.encoding ?? 'UTF-8',
    byteOrderMark: false,
    endOfLine: (origin && /[\r\n]+$/.exec(origin.source)?.[0]) ?? '\n',
    finalEndOfLine: true,
    tail: '',
  };
}
