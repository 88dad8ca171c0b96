import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import type {
  CodeAction,
  Diagnostic,
  Position,
  Range,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { ENVIRONMENT, PROGRAM } from '../cli/vmlint.js';

/** What came over the wire; expectations say what it must be. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Json;
  readonly result?: Json;
  readonly error?: { readonly code: number; readonly message: string };
}

/** What clients of today say that they can. */
export const CAPABILITIES = {
  general: { positionEncodings: ['utf-16'] },
  workspace: {
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true },
    codeAction: { disabledSupport: true },
    completion: { completionItem: { snippetSupport: true } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

/** Speaks the protocol with the server as it ships, by itself: no library of the server is asked. */
export class Client {
  readonly process: ChildProcessWithoutNullStreams;
  readonly #answers = new Map<number, (message: Message) => void>();
  readonly #diagnostics = new Map<string, { version?: number; diagnostics: Diagnostic[] }[]>();
  #listeners: (() => void)[] = [];
  /** What the server asked of the client. */
  readonly asked: Message[] = [];
  /** Whether what it asks is answered with errors. */
  refuses = false;
  readonly notified: Message[] = [];
  stderr = '';
  #lastId = 0;
  #received = Buffer.alloc(0);

  constructor(cwd: string, args: readonly string[] = [], program: readonly string[] = [PROGRAM]) {
    this.process = spawn(process.execPath, [...program, 'lsp', ...args], { cwd, env: ENVIRONMENT });
    this.process.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.process.stderr.on('data', (chunk: Buffer) => void (this.stderr += chunk.toString()));
  }

  static async start(
    root: string,
    capabilities: object = CAPABILITIES,
    args: readonly string[] = [],
    folders: readonly string[] = [root],
    program: readonly string[] = [PROGRAM],
  ): Promise<Client> {
    const client = new Client(root, args, program);
    const workspaceFolders = folders.map((folder) => ({ uri: uriOf(folder), name: folder }));
    client.initialized = await client.request('initialize', {
      processId: process.pid,
      rootUri: uriOf(root),
      capabilities,
      workspaceFolders,
    });
    client.notify('initialized', {});
    return client;
  }

  initialized: Json;

  request<Answer = Json>(method: string, params: unknown): Promise<Answer> {
    return this.ask(method, params).answer.then(({ result, error }) => {
      if (error !== undefined) throw new Error(`${error.code} ${error.message}`);
      return result as Answer;
    });
  }

  ask(method: string, params: unknown): { id: number; answer: Promise<Message> } {
    const id = ++this.#lastId;
    const answer = new Promise<Message>((resolve) => void this.#answers.set(id, resolve));
    this.#send({ jsonrpc: '2.0', id, method, params });
    return { id, answer };
  }

  notify(method: string, params: unknown): void {
    this.#send({ jsonrpc: '2.0', method, params });
  }

  open(path: string, text: string, version = 1, languageId = 'vmx'): string {
    const uri = uriOf(path);
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
    return uri;
  }

  change(uri: string, version: number, contentChanges: readonly object[]): void {
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  /** Those that were sent for a text, of a version; waits for them. */
  async diagnostics(uri: string, version?: number): Promise<Diagnostic[]> {
    return this.#until(() => {
      const sent = this.#diagnostics.get(uri) ?? [];
      const found = sent.filter((one) => version === undefined || one.version === version).at(-1);
      return found?.diagnostics;
    });
  }

  /** Waits until what was sent for a text last is as asked. */
  async diagnosticsThat(
    uri: string,
    are: (diagnostics: readonly Diagnostic[]) => boolean,
  ): Promise<Diagnostic[]> {
    return this.#until(() => {
      const last = this.#diagnostics.get(uri)?.at(-1)?.diagnostics;
      return last !== undefined && are(last) ? last : undefined;
    });
  }

  timesTold(uri: string): number {
    return this.#diagnostics.get(uri)?.length ?? 0;
  }

  async actions(uri: string, range: Range, only?: readonly string[]): Promise<CodeAction[]> {
    const context = { diagnostics: [], ...(only === undefined ? {} : { only }) };
    return this.request('textDocument/codeAction', { textDocument: { uri }, range, context });
  }

  /** @returns the exit code */
  async stop(): Promise<number | null> {
    await this.request('shutdown', null);
    this.notify('exit', null);
    return this.exit();
  }

  async exit(): Promise<number | null> {
    if (this.process.exitCode === null) await once(this.process, 'exit');
    return this.process.exitCode;
  }

  async #until<Found>(find: () => Found | undefined): Promise<Found> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => void this.#listeners.push(resolve));
    }
  }

  #send(message: object): void {
    const body = Buffer.from(JSON.stringify(message));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const head = this.#received.indexOf('\r\n\r\n');
      if (head === -1) return;
      const [, length] = /Content-Length: (\d+)/.exec(this.#received.toString('latin1', 0, head))!;
      const end = head + 4 + Number(length);
      if (this.#received.length < end) return;
      const body = this.#received.toString('utf8', head + 4, end);
      this.#received = this.#received.subarray(end);
      this.#take(JSON.parse(body) as Message);
    }
  }

  #take(message: Message): void {
    if (message.method === undefined) {
      this.#answers.get(message.id!)?.(message);
      this.#answers.delete(message.id!);
    } else if (message.id !== undefined) {
      this.asked.push(message);
      const { id } = message;
      const error = { code: -32601, message: 'refused' };
      this.#send({ jsonrpc: '2.0', id, ...(this.refuses ? { error } : { result: null }) });
    } else if (message.method === 'textDocument/publishDiagnostics') {
      const { uri, ...sent } = message.params;
      const before = this.#diagnostics.get(uri);
      if (before === undefined) this.#diagnostics.set(uri, [sent]);
      else before.push(sent);
    } else {
      this.notified.push(message);
    }
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener();
  }
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

export const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** A text as a client has it after edits. Positions count UTF-16 units. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits
    .map(({ range, newText }, index) => ({
      start: offsetAt(text, range.start),
      end: offsetAt(text, range.end),
      newText,
      index,
    }))
    .sort((a, b) => b.start - a.start || b.index - a.index);
  return sorted.reduce(
    (result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end),
    text,
  );
}

export function offsetAt(text: string, { line, character }: Position): number {
  const ends = /\r\n?|\n/g;
  for (let left = line; left > 0; left--) if (!ends.test(text)) return text.length;
  return Math.min(ends.lastIndex + character, text.length);
}

export function editsOf({ documentChanges, changes }: WorkspaceEdit, uri: string): TextEdit[] {
  const [first] = documentChanges ?? [];
  if (first !== undefined && 'edits' in first) return first.edits as TextEdit[];
  return changes?.[uri] ?? [];
}
