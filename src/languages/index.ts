import { parseVmx } from '../../grammars/vmx/index.js';
import type { Source } from '../source/source.js';
import { signature } from './vmx/changes.js';
import { isVmxName, whyNotVmx } from './vmx/detect.js';
import { VmxDocument } from './vmx/document.js';
import { findSecrets } from './vmx/secrets.js';

export { VmxDocument } from './vmx/document.js';

export type LanguageId = 'vmx';

/** A file format: how its files are told from others, and how they are read. */
export interface Language {
  readonly id: LanguageId;
  readonly name: string;
  /** Whether a file of this name, met in a folder, is one of this language. */
  hasName(fileName: string): boolean;
  /** Why a file is none of this language, in words that follow "not a VM configuration: "; undefined: it is one. */
  whyNot(fileName: string, source: Source): string | undefined;
  parse(source: Source): VmxDocument;
  /** Places in a view, or in some lines of one, that hold secrets. */
  secrets(view: string): { start: number; end: number }[];
  /** What a node says. The list of these, in order, is what a fix must change in just the way it names. */
  signature(document: VmxDocument, index: number): string;
}

export const LANGUAGES: readonly Language[] = [
  {
    id: 'vmx',
    name: 'VMware .vmx',
    hasName: isVmxName,
    whyNot: whyNotVmx,
    parse: (source) => new VmxDocument(source),
    secrets: (view) => findSecrets(view, parseVmx(view).children),
    signature: (document, index) => signature(document.source.view, document.nodes[index]!),
  },
];

export function isCandidateName(fileName: string): boolean {
  return LANGUAGES.some((language) => language.hasName(fileName));
}

/** The language of a file by its name, then by its content; or why it has none. */
export function detectLanguage(
  fileName: string,
  source: Source,
): { language: Language } | { whyNot: string } {
  const [first] = LANGUAGES;
  let whyNot = '';
  for (const language of LANGUAGES) {
    const reason = language.whyNot(fileName, source);
    if (reason === undefined) return { language };
    if (language.hasName(fileName) || language === first) whyNot = reason;
  }
  return { whyNot };
}
