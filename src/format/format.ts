import { VmxDocument, type VmDocument } from '../languages/index.js';
import { XmlDocument } from '../languages/xml/document.js';
import type { Edit } from '../source/edits.js';
import { withLineEnds } from './line-ends.js';
import { DEFAULT_FORMAT, type FormatOptions } from './options.js';
import { vmxEdits } from './vmx.js';
import { HYPERV_STYLE, xmlEdits, type XmlStyle } from './xml.js';

/**
 * What has to change for a document to be written in the way of its product: edits of its view, in order, without
 * overlaps, none of which changes nothing; they touch blanks, quotes and ends of lines and no text of a key, a value
 * or a comment. None where the text cannot be read well enough (`whyUnformatted`). Formatting the result gives no
 * edits.
 */
export function format(document: VmDocument, options: Partial<FormatOptions> = {}): Edit[] {
  const all: FormatOptions = { ...DEFAULT_FORMAT, ...options };
  if (whyUnformatted(document) !== undefined) return [];
  const edits =
    document instanceof VmxDocument
      ? vmxEdits(document, all)
      : xmlEdits(document as XmlDocument, all, STYLES[document.language]);
  return withLineEnds(document.source.view, edits, all);
}

const STYLES: Partial<Record<VmDocument['language'], XmlStyle>> = { hyperv: HYPERV_STYLE };

/** Why nothing can be said of how a document should be written, in words that follow "it is not formatted: ". */
export function whyUnformatted(document: VmDocument): string | undefined {
  if (document instanceof VmxDocument) {
    const { source, encryption, knownEncoding } = document;
    if (source.form.startsWith('utf-16') && source.bytes.length % 2 === 1) {
      return 'it is UTF-16 that has been cut off: it has an odd number of bytes; restore it from a backup';
    }
    if (encryption !== 'none') return 'it is encrypted, and its lines must not change';
    if (source.form === 'bytes' && knownEncoding?.asciiSuperset === false) {
      return `it declares the encoding ${knownEncoding.name}, in which single bytes cannot be replaced safely`;
    }
    return undefined;
  }
  if (document instanceof XmlDocument) {
    if (document.encoding.obstacle !== undefined) return document.encoding.obstacle;
    if (!document.isWellFormed) return 'it is no well-formed XML; mend what `vmlint` finds first';
    if (document.root.doctype !== undefined) return 'it has a document type declaration';
    return undefined;
  }
  return document.language === 'hyperv'
    ? 'it is binary'
    : 'it is of a language that vmlint does not format';
}
