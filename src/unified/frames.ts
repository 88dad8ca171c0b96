import type { LanguageId } from '../languages/index.js';
import type { Frame, Root } from './tree.js';
import type { XmlFrame } from './xml/tree.js';

export type AnyFrame = Frame | XmlFrame;

/** By root: for whoever has replaced the `data` of one. */
const frames = new WeakMap<object, AnyFrame>();

export function noteFrame(root: Root<LanguageId>, frame: AnyFrame): void {
  frames.set(root, frame);
}

/** What holds for the file that a tree was read from; undefined for one that somebody made. */
export function knownFrame(root: Root<LanguageId>): AnyFrame | undefined {
  return frames.get(root) ?? root.data?.vmlint;
}
