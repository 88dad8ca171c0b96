import {
  createConnection,
  DidChangeWatchedFilesNotification,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import type { Rule } from '../lint/rule.js';
import { clientOf, serverCapabilities, WATCHED, type Client } from './capabilities.js';
import { Documents } from './documents.js';
import { Publisher, quietly } from './publisher.js';
import { Roots, type OpenConfiguration } from './roots.js';
import { answerRequests } from './services.js';
import { Texts, type Text } from './texts.js';

export interface ServerOptions {
  readonly version: string;
  /** Every rule that there is. */
  readonly rules: readonly Rule[];
  readonly open: OpenConfiguration;
}

/** What answers a client: it carries messages, and knows nothing of VMs. */
export interface Server {
  readonly connection: Connection;
  readonly rules: readonly Rule[];
  readonly documents: Documents;
  readonly texts: Texts;
  readonly client: () => Client;
  /**
   * An answer about an open text; `none` where it is no longer open.
   * @throws {ResponseError} where the client has cancelled
   */
  answer<Answer>(
    uri: string,
    token: CancellationToken,
    none: Answer,
    answer: (text: Text) => Answer | Promise<Answer>,
  ): Promise<Answer>;
}

/** Serves the client on standard input and output; ends the process when it says `exit`, or is gone. */
export function serve({ version, rules, open }: ServerOptions): void {
  const connection = createConnection(process.stdin, process.stdout);
  const documents = new Documents();
  const roots = new Roots(open, (message) => connection.console.warn(message));
  const texts = new Texts(documents, roots);
  let client: Client = clientOf({});
  const server: Server = {
    connection,
    rules,
    documents,
    texts,
    client: () => client,
    async answer(uri, token, none, answer) {
      const text = await texts.get(uri, token);
      if (token.isCancellationRequested) {
        throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      }
      return text === undefined ? none : answer(text);
    },
  };
  const publisher = new Publisher(server);

  connection.onInitialize((params): InitializeResult => {
    client = clientOf(params.capabilities);
    documents.encoding = client.encoding;
    for (const uri of rootsOf(params)) roots.add(uri);
    return { capabilities: serverCapabilities(client), serverInfo: { name: 'vmlint', version } };
  });
  connection.onInitialized(() => {
    if (client.watches) {
      const watchers = WATCHED.map((globPattern) => ({ globPattern }));
      quietly(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    if (!client.folders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const { uri } of removed) roots.remove(uri);
      for (const { uri } of added) roots.add(uri);
      refresh();
    });
  });
  const refresh = (): void => {
    roots.forget();
    texts.forget();
    publisher.publishAll();
  };
  connection.onDidChangeWatchedFiles(refresh);
  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    documents.open(uri, languageId, version, text);
    // Not every client watches files.
    if (client.watches) publisher.publish(uri);
    else refresh();
  });
  connection.onDidChangeTextDocument((params) => {
    documents.change(params);
    publisher.publishSoon(params.textDocument.uri);
  });
  connection.onDidSaveTextDocument(refresh);
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    publisher.withdraw(uri);
  });
  answerRequests(server, publisher);
  connection.listen();
}

function rootsOf({ workspaceFolders, ...others }: InitializeParams): string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  // What clients said before they could have several folders.
  const { rootUri } = others as { readonly rootUri?: string | null };
  return rootUri ? [rootUri] : [];
}
