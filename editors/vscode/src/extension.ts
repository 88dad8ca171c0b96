import { commands, Uri, workspace, type ExtensionContext } from 'vscode';
import { Answers } from './answers.js';
import { explain, fixAll, inspect } from './commands.js';
import { tell } from './program.js';
import { Server } from './server.js';

export async function activate({ extensionUri, subscriptions }: ExtensionContext): Promise<void> {
  const bundled = Uri.joinPath(extensionUri, 'server', 'vmlint.cjs');
  const server = new Server(bundled);
  const answers = new Answers(bundled);
  const command = (name: string, run: () => Promise<void>) =>
    commands.registerCommand(`vmlint.${name}`, () => run().catch(tell));
  subscriptions.push(
    server,
    workspace.registerTextDocumentContentProvider(Answers.scheme, answers),
    command('fixAll', fixAll),
    command('explain', () => explain(answers)),
    command('inspect', () => inspect(answers)),
    command('restart', () => server.restart()),
    workspace.onDidGrantWorkspaceTrust(() => void server.restart()),
    workspace.onDidChangeConfiguration((change) => {
      const isOfServer = change.affectsConfiguration('vmlint');
      if (isOfServer && !change.affectsConfiguration('vmlint.trace')) void server.restart();
    }),
  );
  await server.restart();
}
