// A server as a client has it, but for the wire: what would go over it comes to `tell`.

/** Has texts open, changes them and is told what is found in them. */
export class Editor {
  #documents;
  #publisher;
  #told;
  #version = 1;
  #uris = new Map();

  constructor(library) {
    const { clientOf, Configuration, DEFAULT_FORMAT, Documents, Publisher, Roots, RULES, Texts } =
      library;
    const intent = { nested: 'require', stated: false, given: {} };
    const unsaid = { rules: RULES, intent, format: DEFAULT_FORMAT, ignoreFindings: [] };
    const open = async (cwd) =>
      new Configuration({ rules: RULES, unsaid, commandLine: () => ({}), cwd, useConfig: true });
    const client = clientOf({ textDocument: { publishDiagnostics: { relatedInformation: true } } });
    this.#documents = new Documents();
    const connection = {
      sendDiagnostics: async (params) => {
        const message = JSON.stringify(params);
        this.#told?.({ message, found: params.diagnostics.length });
      },
    };
    const roots = new Roots(open, () => {});
    const texts = new Texts(this.#documents, roots);
    const server = { connection, documents: this.#documents, texts, client: () => client };
    this.#publisher = new Publisher(server);
  }

  /** Types a character into the middle of a text, takes it away the next time, and waits to be told of it. */
  change(text) {
    const uri = this.#uriOf(text);
    const version = ++this.#version;
    const line = Math.floor(text.split('\n', 5000).length / 2);
    const start = { line, character: 0 };
    const isThere = this.#uris.get(text).typed;
    this.#uris.get(text).typed = !isThere;
    const change = isThere
      ? { range: { start, end: { line, character: 1 } }, text: '' }
      : { range: { start, end: start }, text: ' ' };
    return new Promise((resolve) => {
      this.#told = resolve;
      this.#documents.change({ textDocument: { uri, version }, contentChanges: [change] });
      this.#publisher.publish(uri);
    });
  }

  #uriOf(text) {
    let known = this.#uris.get(text);
    if (known === undefined) {
      const languageId = text.startsWith('<') ? 'vbox' : 'vmx';
      known = { uri: `file:///bench/${this.#uris.size}.${languageId}`, typed: false };
      this.#uris.set(text, known);
      this.#documents.open(known.uri, languageId, 1, Buffer.from(text, 'latin1').toString());
    }
    return known.uri;
  }
}

/** Formats a text that is tidy already. */
export function formatTidy({ detectLanguage, formatted, Source }, text) {
  const source = Source.fromText(text);
  const path = text.startsWith('<') ? 'a.vbox' : 'a.vmx';
  const { language } = detectLanguage(path, source);
  const { edits, document } = formatted(language.parse(source), language);
  if (edits.length > 0) throw new Error('it was not tidy');
  return document;
}
