import { nodeAt, type XmlElement } from '../../grammars/xml/index.js';
import type { XmlDocument } from '../languages/xml/document.js';
import type { Completion } from './completion.js';

/** A tag that somebody is typing. */
export interface OpenTag {
  /** What stands between its `<` and the place. */
  readonly said: string;
  /** The elements that it stands in, outermost first. */
  readonly around: readonly XmlElement[];
}

/** A tag with more than this is none that somebody types. */
export const LONGEST_TAG = 10_000;

/** The tag that a view offset is in; undefined: it is between tags, or in a comment, say. */
export function openTagAt(document: XmlDocument, at: number): OpenTag | undefined {
  const { view } = document.source;
  const open = at === 0 ? -1 : view.lastIndexOf('<', at - 1);
  if (open === -1 || view.lastIndexOf('>', at - 1) > open) return undefined;
  const said = view.slice(open + 1, at);
  if (said.length > LONGEST_TAG || /^[!?]/.test(said)) return undefined;
  return { said, around: elementsAround(document, open) };
}

/** The elements that are open at a tag, outermost first. */
function elementsAround(document: XmlDocument, tag: number): XmlElement[] {
  const around: XmlElement[] = [];
  const node = nodeAt(document.root, tag);
  let outer = node?.type === 'element' && node.start < tag ? node : node?.parent;
  // What a tag that is not closed yet begins with is no element around it.
  while (outer?.type === 'element') {
    if (outer.openEnd <= tag && !outer.selfClosing) around.unshift(outer);
    outer = outer.parent;
  }
  return around;
}

/** The end of the innermost element. */
export function closing({ around, said }: OpenTag, at: number): Completion[] {
  const innermost = around.at(-1);
  if (innermost === undefined) return [];
  const text = `${innermost.name}>`;
  const range = { start: at - said.length + 1, end: at };
  return [{ label: innermost.name, kind: 'element', text, range }];
}
