import type { CancellationToken } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { judge } from '../editor/judge.js';
import { misread, type Misread } from '../editor/misread.js';
import { open, type EditorText, type Opened } from '../editor/opened.js';
import { allLanguages } from '../languages/index.js';
import type { FileReport } from '../report/report.js';
import type { Documents } from './documents.js';
import type { Positions } from './positions.js';
import { pathOf, type Governing, type Roots } from './roots.js';

/** An open text, and what holds for it. */
export interface Text {
  readonly document: TextDocument;
  readonly given: EditorText;
  readonly positions: Positions;
  readonly governing: Governing;
}

/** Reads and judges open texts, each version once. */
export class Texts {
  readonly #opened = new WeakMap<TextDocument, { version: number; opened: Opened | undefined }>();
  #judged = new WeakMap<TextDocument, { version: number; report: FileReport }>();

  constructor(
    private readonly documents: Documents,
    private readonly roots: Roots,
  ) {}

  /** Judges everything anew: configurations, or what lies beside the files, have changed. */
  forget(): void {
    this.#judged = new WeakMap();
  }

  /** Undefined: it is not open, or nobody wants to know any more. */
  async get(uri: string, token?: CancellationToken): Promise<Text | undefined> {
    // A cancellation that has arrived meanwhile is read.
    await new Promise((resolve) => void setImmediate(resolve));
    const isWanted = (): boolean => token?.isCancellationRequested !== true;
    if (!isWanted() || this.documents.get(uri) === undefined) return undefined;
    const absolute = pathOf(uri);
    const governing = await this.roots.governing(absolute);
    const document = this.documents.get(uri);
    if (document === undefined || !isWanted()) return undefined;
    const language = allLanguages().find(({ id }) => id === (document.languageId as typeof id));
    const given = { text: document.getText(), absolute, language };
    return { document, given, positions: this.documents.positionsIn(document), governing };
  }

  /** Undefined: it is no VM configuration. */
  opened({ document, given }: Text): Opened | undefined {
    let kept = this.#opened.get(document);
    if (kept?.version !== document.version) {
      kept = { version: document.version, opened: open(given) };
      this.#opened.set(document, kept);
    }
    return kept.opened;
  }

  /** What the file says and the text does not, which is lost if it is saved. */
  misread(text: Text): Misread | undefined {
    const opened = this.opened(text);
    return opened && misread(opened, text.given.absolute);
  }

  /** Undefined where a file is left out, or is no VM configuration. */
  report({ document, given, governing }: Text): FileReport | undefined {
    if (governing.ignored) return undefined;
    let kept = this.#judged.get(document);
    if (kept?.version !== document.version) {
      kept = { version: document.version, report: judge(given, governing.applied) };
      this.#judged.set(document, kept);
    }
    return kept.report.status === 'skipped' ? undefined : kept.report;
  }
}
