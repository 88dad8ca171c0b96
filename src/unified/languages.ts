import { resolve } from 'node:path';
import { looksLikeVmcx } from '../../grammars/vmcx/index.js';
import { detectLanguage, LANGUAGES, sourceOf, type LanguageId } from '../languages/index.js';
import { Source } from '../source/source.js';
import { knownFrame } from './frames.js';
import { contentOf, read } from './read.js';
import { printLines } from './print-lines.js';
import type { Fail, File, Root } from './tree.js';
import { printXml } from './xml/print.js';
import { readXml } from './xml/read.js';
import type { XastNode, XastRoot } from './xml/tree.js';

type Either = Root<LanguageId>;

/** The tree of what a file holds. `told`: what it is, whatever its path and content look like. */
export function readFileIn(file: File, told: LanguageId | undefined): Either {
  return readIn(told ?? languageOfFile(file), contentOf(file), told);
}

export function readIn(
  language: LanguageId,
  content: string | Uint8Array,
  told: LanguageId | undefined,
): Either {
  return language === 'vmx' ? read(content, told) : readXml(content, language, told);
}

export function print(root: Either, file: File, fail: Fail): string | Uint8Array {
  return isXast(root, file) ? printXml(root, file, fail) : printLines(root, file, fail);
}

/** The language of a tree: of what it was read from, else by its nodes, else of the file. */
export function languageOfTree(root: Either, file: File): LanguageId {
  const frame = knownFrame(root);
  if (frame !== undefined) return frame.language ?? 'vmx';
  return languageOfNodes(root) ?? languageOfFile(file);
}

function isXast(root: Either, file: File): root is XastRoot {
  return languageOfTree(root, file) !== 'vmx';
}

/** Of a tree that somebody made: the first node that only one of the two has tells. */
export function languageOfNodes(root: Either): LanguageId | undefined {
  const { children } = root as { readonly children?: unknown };
  if (!Array.isArray(children)) return undefined;
  for (const child of children as ({ readonly type?: unknown } | null | undefined)[]) {
    const type = child?.type;
    if (type === 'entry' || type === 'blank') return 'vmx';
    if (type === 'comment' || type === 'malformed') return 'value' in child! ? 'vbox' : 'vmx';
    if (XML_TYPES.includes(type as XastNode['type'])) return 'vbox';
  }
  return undefined;
}

const XML_TYPES: readonly XastNode['type'][] = [
  'element',
  'text',
  'cdata',
  'instruction',
  'doctype',
];

/** What a file is by its path, then by its content; what is none of both is a tree of lines, as a `.vmx`. */
function languageOfFile(file: File): LanguageId {
  const content = contentOf(file);
  // `vfile` says that every file has a path; one that was made of a text has none.
  const path = file.path as string | undefined;
  if (path === undefined) {
    const source = sourceFor('', content, 'vbox');
    return OF_XML.find((language) => language.whyNot('', source) === undefined)?.id ?? 'vmx';
  }
  const detected = detectLanguage(resolve(file.cwd, path), sourceFor(path, content));
  if ('language' in detected)
    return isOfXml(detected.language, content) ? detected.language.id : 'vmx';
  const named = OF_XML.find((language) => language.hasName(path));
  return named !== undefined && isOfXml(named, content) ? named.id : 'vmx';
}

const OF_XML = LANGUAGES.filter(({ id }) => id !== 'vmx');

/** A container of Hyper-V is no XML; as lines it stays what it is. */
function isOfXml({ id }: { readonly id: LanguageId }, content: string | Uint8Array): boolean {
  return OF_XML.some((language) => language.id === id) && !looksBinary(content);
}

function looksBinary(content: string | Uint8Array): boolean {
  return typeof content !== 'string' && looksLikeVmcx(content);
}

/** As the command reads it. */
export function sourceFor(
  path: string,
  content: string | Uint8Array,
  language?: LanguageId,
): Source {
  return typeof content === 'string' ? Source.fromText(content) : sourceOf(path, content, language);
}
