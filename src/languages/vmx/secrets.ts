import { byName, foldCase, type VmxNode } from '../../../grammars/vmx/index.js';
import { isSecretSetting } from './catalogue/index.js';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** What may be a key on a line that is no pair. */
const WORDS = /[^\s="#:]+/g;

/** Where in a view there are secrets, also in comments and on lines that VMware cannot read. */
export function findSecrets(view: string, nodes: readonly VmxNode[]): Range[] {
  const places: Range[] = [];
  for (const node of nodes) {
    if (node.type === 'blank') continue;
    if (node.type !== 'entry') {
      addSecretIn(view, node.start, node.end, places);
      continue;
    }
    if (isSecretName(node.name)) {
      places.push({ start: node.valueStart, end: node.valueStart + node.value.length });
    }
    if (node.commentStart !== -1) addSecretIn(view, node.commentStart, node.end, places);
  }
  return places;
}

/** What follows the first word that is a secret's key, to the end. */
function addSecretIn(view: string, start: number, end: number, places: Range[]): void {
  const text = view.slice(start, end);
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    if (!isSecretKey(word)) continue;
    places.push({ start: start + index + word.length, end });
    return;
  }
}

/** Also with a stray quote or a no-break space in the key. */
function isSecretKey(key: string): boolean {
  return isSecretSetting(foldCase(key).replace(/[^\w.:-]+/g, ''));
}

/** The same of the name of an entry. */
export const isSecretName = byName(isSecretKey);
