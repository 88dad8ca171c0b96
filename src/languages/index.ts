import { looksLikeVmcx } from '../../grammars/vmcx/index.js';
import { parseVmx } from '../../grammars/vmx/index.js';
import { BINARY } from '../source/encodings.js';
import { Source } from '../source/source.js';
import { xmlSource } from '../source/xml-encoding.js';
import {
  languageOfDialect,
  type Dialect,
  type HypervDialect,
  type LanguageId,
  type VboxDialect,
  type VmxDialect,
} from './dialects.js';
import type { Span } from './document.js';
import {
  ContainerDocument,
  signatureOfNode,
  type ContainerNode,
} from './hyperv/container-document.js';
import { isBinary, isBox, isContainerName, isHypervName, whyNotHyperv } from './hyperv/detect.js';
import { isListing } from './hyperv/listing.js';
import { ListingDocument } from './hyperv/listing-document.js';
import { secretsInLines as secretsOfHyperv } from './hyperv/secrets.js';
import { HypervXmlDocument } from './hyperv/xml-document.js';
import { isGlobal, isVboxName, whyNotVbox } from './vbox/detect.js';
import { VboxDocument } from './vbox/document.js';
import type { OtherDocument } from './other/document.js';
import { secretsInLines } from './vbox/secrets.js';
import { signature } from './vmx/changes.js';
import { isVmxName, whyNotVmx } from './vmx/detect.js';
import { recogniseDialect } from './vmx/dialect.js';
import { VmxDocument } from './vmx/document.js';
import { findSecrets } from './vmx/secrets.js';
import { signatureOf, type XmlPiece } from './xml/pieces.js';

export { isBuiltIn, isOfVm, languageOfDialect, type Dialect, type LanguageId } from './dialects.js';
export type { BaseDocument, BaseNode, CommentText, ReadOnly, Span } from './document.js';
export { ContainerDocument } from './hyperv/container-document.js';
export { ListingDocument } from './hyperv/listing-document.js';
export { HypervXmlDocument } from './hyperv/xml-document.js';
export { VboxDocument } from './vbox/document.js';
export { VmxDocument } from './vmx/document.js';

/** The documents of each language. */
export interface Documents {
  readonly vmx: VmxDocument;
  readonly vbox: VboxDocument;
  readonly hyperv: HypervXmlDocument | ContainerDocument | ListingDocument;
}

/** Of a language that vmlint comes with, or of another one. */
export type VmDocument = Documents[LanguageId] | OtherDocument;

/** A file format: how its files are told from others, and how they are read. */
export interface Language<D extends VmDocument = VmDocument> {
  readonly id: LanguageId;
  readonly name: string;
  /** Whether a file of this name, met in a folder, is one of this language. */
  hasName(fileName: string): boolean;
  /** Why a file is none of this language, in words that follow "not a VM configuration: "; undefined: it is one. */
  whyNot(path: string, source: Source): string | undefined;
  parse(source: Source): D;
  /** Places in a view, or in some lines of one, that hold secrets. */
  secrets(view: string): Span[];
  /** What a node says. The list of these, in order, is what a fix must change in just the way it names. */
  signature(document: VmDocument, index: number): string;
}

/** VMware's language in one of its dialects. What a fix makes of a document is parsed in the same one. */
export function vmxIn(dialect: VmxDialect): Language<VmxDocument> {
  return {
    id: 'vmx',
    name: 'VMware .vmx',
    hasName: isVmxName,
    whyNot: whyNotVmx,
    parse: (source) => new VmxDocument(source, dialect),
    secrets: (view) => findSecrets(view, parseVmx(view).children),
    signature: ({ source, nodes }, index) =>
      signature(source.view, (nodes as VmxDocument['nodes'])[index]!),
  };
}

/** VirtualBox's language in one of its dialects. */
export function vboxIn(dialect: VboxDialect): Language<VboxDocument> {
  return {
    id: 'vbox',
    name: 'VirtualBox .vbox',
    hasName: isVboxName,
    whyNot: whyNotVbox,
    parse: (source) => new VboxDocument(source, dialect),
    secrets: secretsInLines,
    signature: ({ source, nodes }, index) =>
      signatureOf(source.view, (nodes as VboxDocument['nodes'])[index]!),
  };
}

/** Hyper-V's language in one of its dialects. `inPlace`: a container may be written. */
export function hypervIn(dialect: HypervDialect, inPlace = false): Language<Documents['hyperv']> {
  return {
    id: 'hyperv',
    name: 'Hyper-V configuration',
    hasName: isHypervName,
    whyNot: whyNotHyperv,
    parse: (source) => {
      if (dialect !== 'vmcx') return new HypervXmlDocument(source, dialect);
      return isListing(source.view)
        ? new ListingDocument(source)
        : new ContainerDocument(source, inPlace);
    },
    secrets: secretsOfHyperv,
    signature: ({ source, nodes }, index) => {
      const node = nodes[index]!;
      if (dialect !== 'vmcx') return signatureOf(source.view, node as XmlPiece);
      return node.type === 'line'
        ? source.view.slice(node.start, node.end)
        : signatureOfNode(source.view, node as ContainerNode);
    },
  };
}

/** The language of a dialect, in it. */
export function languageIn(dialect: Dialect): Language {
  const id: string = dialect;
  const other = others.find((language) => language.id === id);
  if (other !== undefined) return other;
  switch (languageOfDialect(dialect)) {
    case 'hyperv':
      return hypervIn(dialect as HypervDialect);
    case 'vbox':
      return vboxIn(dialect as VboxDialect);
    default:
      return vmxIn(dialect as VmxDialect);
  }
}

export const LANGUAGES: readonly Language[] = [vmxIn('vmx'), vboxIn('vbox'), hypervIn('hyperv')];

/** Those that vmlint does not come with. */
let others: readonly Language[] = [];

/** Every language that there is. */
export function allLanguages(): readonly Language[] {
  return others.length === 0 ? LANGUAGES : [...LANGUAGES, ...others];
}

/** Has files of another language recognised and read; one of the same id is replaced. */
export function addLanguage(language: Language): void {
  others = [...others.filter(({ id }) => id !== language.id), language];
}

/** A file as its language reads bytes: that which its name speaks of, unless it is known. */
export function sourceOf(path: string, bytes: Uint8Array, language?: LanguageId): Source {
  if (looksLikeVmcx(bytes)) {
    const source = Source.fromBytes(bytes, 'bytes');
    source.encoding = BINARY;
    return source;
  }
  const isXml =
    language === undefined
      ? isVboxName(path) || isHypervName(path) || /\.xml$/i.test(path)
      : language !== 'vmx';
  return isXml ? xmlSource(bytes) : Source.fromBytes(bytes);
}

/** Whether a file that is met in a folder is to be looked at. Of many kinds of XML only the folder tells. */
export function isCandidateName(fileName: string, folder = ''): boolean {
  const path = /\.(?:xml|exp)$/i.test(fileName) ? `${folder}/${fileName}` : fileName;
  return allLanguages().some((language) => language.hasName(path));
}

/**
 * The language of a file by its name, then by its content; or why it has none. Of a path more can be told than of
 * the name alone: `config` is the name of many things, `/etc/vmware/config` of one.
 */
export function detectLanguage(
  path: string,
  source: Source,
): { language: Language } | { whyNot: string } {
  const all = allLanguages();
  const named = isBinary(source)
    ? all.find(({ id }) => id === 'hyperv')
    : all.find((language) => language.hasName(path));
  if (named === undefined) {
    const sibling = recogniseDialect(path, source);
    if (sibling !== undefined) {
      return 'whyNot' in sibling ? sibling : { language: vmxIn(sibling.dialect) };
    }
  }
  let whyNot = '';
  for (const language of named === undefined ? all : [named, ...all]) {
    const reason = language.whyNot(path, source);
    if (reason === undefined) return { language: inDialect(language, path, source) };
    whyNot ||= reason;
  }
  return { whyNot };
}

function inDialect(language: Language, path: string, source: Source): Language {
  if (language.id === 'vbox' && isGlobal(source)) return vboxIn('virtualbox-global');
  if (language.id !== 'hyperv') return language;
  const isXml = /^(?:\xEF\xBB\xBF)?\s*</.test(source.view);
  if (isBinary(source) || (isContainerName(path) && !isXml)) return hypervIn('vmcx');
  return isBox(source) ? hypervIn('packer-box') : language;
}
