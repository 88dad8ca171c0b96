import { findEncoding, UTF8, type TextEncoding } from '../../source/encodings.js';
import { originOf } from './read.js';
import type { XastInstruction, XastRoot, XmlFrame } from './tree.js';

/** In which encoding the text of a tree is read: see `readXmlEncoding`. Of strings and UTF-16, that of their view. */
export function encodingFor(root: XastRoot, frame: XmlFrame): TextEncoding {
  if (frame.form !== 'bytes' || (root.byteOrderMark ?? frame.byteOrderMark)) return UTF8;
  const declaration = declarationOf(root);
  if (declaration === undefined) return UTF8;
  const origin = originOf(declaration);
  const isUntouched = origin?.was.name === 'xml' && origin.was.value === declaration.value;
  const name = isUntouched ? origin.encoding : declaredIn(declaration.value);
  const found = name === undefined ? undefined : findEncoding(name);
  return found?.decodable === true && found.asciiSuperset ? found : UTF8;
}

/** The one that readers look at: none behind the start of an element. */
function declarationOf({ children }: XastRoot): XastInstruction | undefined {
  for (const node of children as readonly (XastRoot['children'][number] | undefined)[]) {
    if (node?.type === 'element') return undefined;
    if (node?.type === 'instruction' && node.name === 'xml') return node;
  }
  return undefined;
}

function declaredIn(declaration: unknown): string | undefined {
  if (typeof declaration !== 'string') return undefined;
  const match = /(?:^|\s)encoding\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(declaration);
  return match?.[1] ?? match?.[2];
}
