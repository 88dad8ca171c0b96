import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  CompletionItemKind,
  SymbolKind,
  type CancellationToken,
  type CodeAction,
  type CompletionItem,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type Range,
  type SymbolInformation,
  type TextEdit,
} from 'vscode-languageserver/node';
import { actionsFor, findingsIn } from '../editor/actions.js';
import { complete, type Completion } from '../editor/completion.js';
import { folds } from '../editor/folding.js';
import { formatEdits } from '../editor/formatting.js';
import { hover } from '../editor/hover.js';
import { fixAll } from '../editor/judge.js';
import { links } from '../editor/links.js';
import { outline, type OutlineItem } from '../editor/symbols.js';
import { codeAction, FIX_ALL, fixAllAction, isWanted, protocolEdits } from './code-actions.js';
import type { Positions } from './positions.js';
import type { Publisher } from './publisher.js';
import type { Server } from './server.js';

/** Has the client's questions answered by the services. */
export function answerRequests(server: Server, publisher: Publisher): void {
  const { connection, texts, client, rules } = server;

  connection.languages.diagnostics.on(({ textDocument: { uri } }, token) =>
    server.answer(uri, token, { kind: 'full' as const, items: [] }, (text) => ({
      kind: 'full' as const,
      items: publisher.diagnosticsFor(text),
    })),
  );

  connection.onCodeAction(({ textDocument: { uri }, range, context }, token) =>
    server.answer(uri, token, [] as CodeAction[], (text) => {
      const actions: CodeAction[] = [];
      const report = texts.report(text);
      const opened = texts.opened(text);
      if (report === undefined || opened === undefined) return actions;
      if (isWanted('quickfix', context)) {
        const findings = findingsIn(report, text.positions.offsetsOf(range));
        for (const action of actionsFor(opened, report, findings)) {
          const offered = codeAction(text, action, client());
          if (offered !== undefined) actions.push(offered);
        }
      }
      // Without its configuration nobody knows what is wanted of a file.
      const mayWrite = text.governing.problems.length === 0 && !texts.misread(text);
      if (isWanted(FIX_ALL, context) && mayWrite) {
        actions.push(...fixAllAction(text, fixAll(text.given, text.governing.applied), client()));
      }
      return actions;
    }),
  );

  const formatting = (uri: string, token: CancellationToken, range?: Range): Promise<TextEdit[]> =>
    server.answer(uri, token, [] as TextEdit[], (text) => {
      const { governing, given, positions } = text;
      const opened = texts.opened(text);
      // Without its configuration nobody knows how it is to be written.
      if (opened === undefined || governing.ignored || governing.problems.length > 0) return [];
      if (texts.misread(text)) return [];
      const asked = range && positions.offsetsOf(range);
      const edits = formatEdits(opened, given.absolute, governing.applied.format, asked);
      return protocolEdits(edits, positions);
    });
  connection.onDocumentFormatting(({ textDocument: { uri } }, token) => formatting(uri, token));
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range }, token) =>
    formatting(uri, token, range),
  );

  connection.onHover(({ textDocument: { uri }, position }, token) =>
    server.answer(uri, token, null as Hover | null, (text) => {
      const opened = texts.opened(text);
      const at = text.positions.offsetAt(position);
      const found = opened && hover(opened, texts.report(text), rules, at);
      if (found === undefined) return null;
      const range = text.positions.rangeOf(found.range);
      return { contents: { kind: 'markdown', value: found.markdown }, range };
    }),
  );

  /** What was offered last, whose documentation may be asked for. */
  let offered: readonly Completion[] = [];
  connection.onCompletion(({ textDocument: { uri }, position }, token) =>
    server.answer(uri, token, [] as CompletionItem[], (text) => {
      const opened = texts.opened(text);
      if (opened === undefined) return [];
      offered = complete(opened, rules, text.positions.offsetAt(position));
      return offered.map((completion, index) =>
        completionItem(completion, index, text.positions, client().snippets),
      );
    }),
  );
  connection.onCompletionResolve((item) => {
    const value = offered[item.data as number];
    if (value?.label !== item.label || value.documentation === undefined) return item;
    return { ...item, documentation: { kind: 'markdown', value: value.documentation() } };
  });

  connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
    server.answer(uri, token, [] as DocumentSymbol[] | SymbolInformation[], (text) => {
      const opened = texts.opened(text);
      const items = opened === undefined ? [] : outline(opened);
      return client().symbolTree
        ? items.map((item) => documentSymbol(item, text.positions))
        : items.flatMap((item) => symbolInformation(item, uri, text.positions));
    }),
  );

  connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
    server.answer(uri, token, [] as FoldingRange[], (text) => {
      const opened = texts.opened(text);
      return (opened === undefined ? [] : folds(opened)).map(({ start, end, kind }) => ({
        startLine: start,
        endLine: end,
        kind,
      }));
    }),
  );

  connection.onDocumentLinks(({ textDocument: { uri } }, token) =>
    server.answer(uri, token, [] as DocumentLink[], (text) => {
      const opened = texts.opened(text);
      const { absolute } = text.given;
      if (opened === undefined || absolute === undefined) return [];
      return links(opened, absolute)
        .filter(({ path }) => isFile(path))
        .map(({ range, path }) => ({
          range: text.positions.rangeOf(range),
          target: pathToFileURL(path).href,
        }));
    }),
  );
}

/** Devices of the host are named like files, and are none. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const COMPLETION_KINDS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  element: CompletionItemKind.Class,
  attribute: CompletionItemKind.Property,
  comment: CompletionItemKind.Keyword,
  rule: CompletionItemKind.Reference,
};

function completionItem(
  { label, kind, detail, text, snippet, range }: Completion,
  index: number,
  positions: Positions,
  withSnippets: boolean,
): CompletionItem {
  const isSnippet = withSnippets && snippet !== undefined;
  return {
    label,
    kind: COMPLETION_KINDS[kind],
    ...(detail === undefined ? {} : { detail }),
    sortText: String(index).padStart(5, '0'),
    filterText: label,
    insertTextFormat: isSnippet ? 2 : 1,
    textEdit: { range: positions.rangeOf(range), newText: isSnippet ? snippet : text },
    data: index,
  };
}

const SYMBOL_KINDS: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  group: SymbolKind.Namespace,
  setting: SymbolKind.Property,
  switch: SymbolKind.Boolean,
};

function documentSymbol(item: OutlineItem, positions: Positions): DocumentSymbol {
  return {
    name: item.name,
    detail: item.detail,
    kind: SYMBOL_KINDS[item.kind],
    range: positions.rangeOf(item.range),
    selectionRange: positions.rangeOf(item.selection),
    children: item.children.map((child) => documentSymbol(child, positions)),
  };
}

function symbolInformation(
  item: OutlineItem,
  uri: string,
  positions: Positions,
  containerName?: string,
): SymbolInformation[] {
  const own = {
    name: item.name,
    kind: SYMBOL_KINDS[item.kind],
    location: { uri, range: positions.rangeOf(item.range) },
    ...(containerName === undefined ? {} : { containerName }),
  };
  return [
    own,
    ...item.children.flatMap((child) => symbolInformation(child, uri, positions, item.name)),
  ];
}
