import {
  TextDocumentSyncKind,
  type ClientCapabilities,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { FIX_ALL } from './code-actions.js';
import type { PositionEncoding } from './positions.js';

/** What the client can do, as far as it matters here. */
export interface Client {
  readonly encoding: PositionEncoding;
  /** It asks for diagnostics; otherwise they are sent to it. */
  readonly pulls: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly watches: boolean;
  readonly folders: boolean;
  readonly versionedEdits: boolean;
  readonly disabledActions: boolean;
  readonly snippets: boolean;
  readonly symbolTree: boolean;
}

export function clientOf({ general, textDocument, workspace }: ClientCapabilities): Client {
  const encodings: readonly string[] = general?.positionEncodings ?? [];
  const encoding = encodings.find((one) => one === 'utf-8' || one === 'utf-16') ?? 'utf-16';
  return {
    encoding,
    pulls: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    disabledActions: textDocument?.codeAction?.disabledSupport === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    symbolTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
  };
}

export function serverCapabilities({ encoding, folders }: Client): ServerCapabilities {
  return {
    positionEncoding: encoding,
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: { includeText: false },
    },
    diagnosticProvider: {
      identifier: 'vmlint',
      interFileDependencies: false,
      workspaceDiagnostics: false,
    },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    hoverProvider: true,
    completionProvider: {
      triggerCharacters: ['.', ':', '=', '"', '<', ' ', '-'],
      resolveProvider: true,
    },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    documentLinkProvider: {},
    codeActionProvider: { codeActionKinds: ['quickfix', FIX_ALL] },
    ...(folders
      ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }
      : {}),
  };
}

/** What decides what holds for files. */
export const WATCHED: readonly string[] = [
  '**/vmlint.config.{jsonc,json,yaml,yml}',
  '**/package.json',
  '**/.vmlintignore',
  '**/.gitignore',
];
