import { VmxDocument, type VboxDocument } from '../languages/index.js';
import { findEncoding, type TextEncoding } from '../source/encodings.js';
import type { Source } from '../source/source.js';

/** Prettier has read the file as UTF-8, which it is not: writing it would destroy it. `loc` is where Prettier points. */
export class ForeignTextError extends SyntaxError {
  override readonly name = 'ForeignTextError';
  readonly loc: { readonly start: Place; readonly end: Place };

  constructor(message: string, source: Source, offset: number) {
    const { line, column } = source.pointAt(offset);
    super(`${message}; use \`vmlint format\`, which keeps every encoding (${line}:${column})`);
    const start = { line, column };
    this.loc = { start, end: { line, column: column + 1 } };
  }
}

interface Place {
  readonly line: number;
  readonly column: number;
}

const UNDECODED = '\xEF\xBF\xBD';

/** @throws {ForeignTextError} where bytes could not be decoded */
export function refuseUndecoded(source: Source): void {
  const undecoded = source.view.indexOf(UNDECODED);
  if (undecoded !== -1) {
    const what = 'Unexpected U+FFFD, expected UTF-8: the file is in another encoding';
    throw new ForeignTextError(what, source, undecoded);
  }
}

/** @throws {ForeignTextError} where the text says that it is in another encoding than the one it was read as */
export function refuseForeignEncoding(document: VmxDocument | VboxDocument): void {
  const { source } = document;
  const declared = document instanceof VmxDocument ? vmxEncoding(document) : xmlEncoding(document);
  if (declared === undefined || isUtf8(declared.encoding)) return;
  // In ASCII nearly all encodings are the same.
  if (source.isAscii && declared.encoding?.asciiSuperset !== false) return;
  const what = `Unexpected encoding "${declared.name}", expected UTF-8, as which Prettier reads and writes files`;
  throw new ForeignTextError(what, source, declared.offset);
}

interface Declared {
  readonly name: string;
  readonly encoding: TextEncoding | undefined;
  readonly offset: number;
}

function isUtf8(encoding: TextEncoding | undefined): boolean {
  return encoding?.name === 'UTF-8';
}

function vmxEncoding(document: VmxDocument): Declared | undefined {
  const entry = document.entry('.encoding');
  if (entry === undefined) return undefined;
  const name = document.valueOf(entry);
  return { name, encoding: findEncoding(name), offset: entry.valueStart };
}

function xmlEncoding(document: VboxDocument): Declared | undefined {
  const { declaration } = document.root;
  const attribute = declaration?.attributes.find(({ name }) => name === 'encoding');
  if (attribute === undefined) return undefined;
  const name = document.valueOf(attribute);
  return { name, encoding: findEncoding(name), offset: attribute.valueStart };
}
