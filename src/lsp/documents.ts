import type {
  DidChangeTextDocumentParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Positions, type PositionEncoding } from './positions.js';

/** The texts that the client has open, as it last told. */
export class Documents {
  readonly #open = new Map<string, TextDocument>();
  /** What positions count, once the client has said what it can. */
  encoding: PositionEncoding = 'utf-16';

  get(uri: string): TextDocument | undefined {
    return this.#open.get(uri);
  }

  all(): TextDocument[] {
    return [...this.#open.values()];
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    this.#open.set(uri, TextDocument.create(uri, languageId, version, text));
  }

  /** Each change is counted in the text that the one before it made. */
  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): void {
    let document = this.#open.get(textDocument.uri);
    if (document === undefined) return;
    for (const change of contentChanges) {
      const counted = this.#inUnits(document, change);
      document = TextDocument.update(document, [counted], textDocument.version);
    }
    this.#open.set(textDocument.uri, document);
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  positionsIn(document: TextDocument): Positions {
    return new Positions(document, this.encoding);
  }

  #inUnits(
    document: TextDocument,
    change: TextDocumentContentChangeEvent,
  ): TextDocumentContentChangeEvent {
    if (!('range' in change) || this.encoding === 'utf-16') return change;
    return { range: this.positionsIn(document).rangeInUnits(change.range), text: change.text };
  }
}
