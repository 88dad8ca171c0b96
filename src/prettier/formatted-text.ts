import { formatted, type FormatOptions } from '../format/index.js';
import { statements } from '../format/formatted.js';
import { detectLanguage, vboxIn, vmxIn, VboxDocument, VmxDocument } from '../languages/index.js';
import { Source } from '../source/source.js';
import { refuseForeignEncoding, refuseUndecoded } from './foreign-text.js';

/** The whole of what Prettier calls the AST. */
export interface FormattedText {
  readonly type: 'root';
  /** Of the text, in UTF-16 units. */
  readonly length: number;
  readonly output: string;
  /** What the text says, apart from how it is written. */
  readonly says: readonly string[];
}

/**
 * The same that `vmlint format` makes of a file. Text that is something else, whatever its name, stays as it is; so does
 * what must not change: the VM is suspended or encrypted.
 * @throws {ForeignTextError} where the text was not UTF-8 before it was decoded as that
 */
export function formattedText(
  text: string,
  parser: 'vmx' | 'vbox',
  path: string | undefined,
  options: FormatOptions,
): FormattedText {
  const { length } = text;
  const source = Source.fromText(text);
  refuseUndecoded(source);
  const found = path === undefined ? undefined : detectLanguage(path, source);
  const asItIs: FormattedText = { type: 'root', length, output: text, says: [text] };
  if (found !== undefined && 'whyNot' in found) return asItIs;
  const own = parser === 'vmx' ? vmxIn('vmx') : vboxIn('vbox');
  const language = found?.language.id === parser ? found.language : own;
  const document = language.parse(source);
  if (document instanceof VmxDocument || document instanceof VboxDocument) {
    refuseForeignEncoding(document);
  }
  if (document.readOnly !== undefined) return asItIs;
  const result = formatted(document, language, options);
  return { type: 'root', length, output: result.document.source.text, says: statements(document) };
}
