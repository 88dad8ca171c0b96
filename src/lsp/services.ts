import type { CodeAction } from 'vscode-languageserver/node';
import { actionsFor, findingsIn } from '../editor/actions.js';
import { fixAll } from '../editor/judge.js';
import { codeAction, FIX_ALL, fixAllAction, isWanted } from './code-actions.js';
import type { Publisher } from './publisher.js';
import type { Server } from './server.js';

/** Has the client's questions answered by the services. */
export function answerRequests(server: Server, publisher: Publisher): void {
  const { connection, texts, client } = server;

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
      if (isWanted(FIX_ALL, context) && text.governing.problems.length === 0) {
        actions.push(...fixAllAction(text, fixAll(text.given, text.governing.applied), client()));
      }
      return actions;
    }),
  );
}
