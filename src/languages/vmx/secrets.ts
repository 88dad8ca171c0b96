import type { VmxNode } from '../../../grammars/vmx/index.js';
import { foldCase, isSecretSetting } from './settings.js';

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
    if (node.type === 'entry') {
      if (!isSecret(node.key)) continue;
      places.push({ start: node.valueStart, end: node.valueStart + node.value.length });
    } else if (node.type !== 'blank') {
      const text = view.slice(node.start, node.end);
      for (const { 0: key, index } of text.matchAll(WORDS)) {
        if (!isSecret(key)) continue;
        places.push({ start: node.start + index + key.length, end: node.end });
        break;
      }
    }
  }
  return places;
}

/** Also with a stray quote or a no-break space in the key, and commented out by a foreign comment. */
function isSecret(key: string): boolean {
  return isSecretSetting(foldCase(key).replace(/[^\w.:-]+/g, ''));
}
