import { parseVmx } from '../../grammars/vmx/index.js';
import type { Source } from '../source/source.js';
import { signature } from './vmx/changes.js';
import { isVmxName, whyNotVmx } from './vmx/detect.js';
import { recogniseDialect, type Dialect } from './vmx/dialect.js';
import { VmxDocument } from './vmx/document.js';
import { findSecrets } from './vmx/secrets.js';

export type { Dialect } from './vmx/dialect.js';
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

/** The language in one of its dialects. What a fix makes of a document is parsed in the same one. */
export function vmxIn(dialect: Dialect): Language {
  return {
    id: 'vmx',
    name: 'VMware .vmx',
    hasName: isVmxName,
    whyNot: whyNotVmx,
    parse: (source) => new VmxDocument(source, dialect),
    secrets: (view) => findSecrets(view, parseVmx(view).children),
    signature: (document, index) => signature(document.source.view, document.nodes[index]!),
  };
}

export const LANGUAGES: readonly Language[] = [vmxIn('vmx')];

export function isCandidateName(fileName: string): boolean {
  return LANGUAGES.some((language) => language.hasName(fileName));
}

/**
 * The language of a file by its name, then by its content; or why it has none. Of a path more can be told than of
 * the name alone: `config` is the name of many things, `/etc/vmware/config` of one.
 */
export function detectLanguage(
  path: string,
  source: Source,
): { language: Language } | { whyNot: string } {
  if (!isCandidateName(path)) {
    const sibling = recogniseDialect(path, source);
    if (sibling !== undefined) {
      return 'whyNot' in sibling ? sibling : { language: vmxIn(sibling.dialect) };
    }
  }
  const [first] = LANGUAGES;
  let whyNot = '';
  for (const language of LANGUAGES) {
    const reason = language.whyNot(path, source);
    if (reason === undefined) return { language };
    if (language.hasName(path) || language === first) whyNot = reason;
  }
  return { whyNot };
}
