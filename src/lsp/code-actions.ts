import type {
  CodeAction,
  CodeActionContext,
  TextEdit as ProtocolEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Action } from '../editor/actions.js';
import type { TextEdit } from '../editor/opened.js';
import type { Client } from './capabilities.js';
import { diagnosticOf } from './diagnostics.js';
import type { Positions } from './positions.js';
import type { Text } from './texts.js';

/** Fixes on save what `--fix --no-assume` fixes. */
export const FIX_ALL = 'source.fixAll.vmlint';

/** Whether the client wants actions of a kind: it asks for kinds above it, too. */
export function isWanted(kind: string, { only }: CodeActionContext): boolean {
  return (
    only?.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`)) ?? true
  );
}

export function codeAction(text: Text, action: Action, client: Client): CodeAction | undefined {
  const { title, finding, isPreferred, edits, disabled } = action;
  const { uri } = text.document;
  const diagnostics = [diagnosticOf(uri, finding, text.positions, client.relatedInformation)];
  if (disabled !== undefined) {
    if (!client.disabledActions) return undefined;
    return { title, kind: 'quickfix', diagnostics, disabled: { reason: disabled } };
  }
  return {
    title,
    kind: 'quickfix',
    diagnostics,
    ...(isPreferred ? { isPreferred } : {}),
    edit: workspaceEdit(text, edits, client),
  };
}

export function fixAllAction(text: Text, edits: readonly TextEdit[], client: Client): CodeAction[] {
  if (edits.length === 0) return [];
  const title = 'Apply all safe fixes of vmlint';
  return [{ title, kind: FIX_ALL, edit: workspaceEdit(text, edits, client) }];
}

function workspaceEdit(text: Text, edits: readonly TextEdit[], client: Client): WorkspaceEdit {
  const { uri, version } = text.document;
  const changes = protocolEdits(edits, text.positions);
  if (!client.versionedEdits) return { changes: { [uri]: changes } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: changes }] };
}

export function protocolEdits(edits: readonly TextEdit[], positions: Positions): ProtocolEdit[] {
  return edits.map((edit) => ({ range: positions.rangeOf(edit), newText: edit.text }));
}
