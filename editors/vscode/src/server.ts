import { workspace, type Disposable, type Uri } from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State } from 'vscode-languageclient/node.js';
import { argumentsOf, findProgram, SettingError, tell } from './program.js';

/** The language server, which is started anew when settings say something else. */
export class Server implements Disposable {
  #client: LanguageClient | undefined;
  /** What is being done with it; one thing at a time. */
  #doing: Promise<void> = Promise.resolve();

  constructor(private readonly bundled: Uri) {}

  restart(): Promise<void> {
    this.#doing = this.#doing
      .then(() => this.#stop())
      .then(() => this.#start())
      .catch((error: unknown) => void tell(error));
    return this.#doing;
  }

  dispose(): Promise<void> {
    this.#doing = this.#doing.then(() => this.#stop());
    return this.#doing;
  }

  async #start(): Promise<void> {
    const { command, args, env } = findProgram(this.bundled);
    const server = { command, args: [...args, ...argumentsOf('lsp')], options: { env } };
    const client = new LanguageClient('vmlint', 'vmlint', server, {
      documentSelector: ['vmx', 'vbox'].flatMap((language) => [
        { scheme: 'file', language },
        { scheme: 'untitled', language },
      ]),
      revealOutputChannelOn: RevealOutputChannelOn.Never,
    });
    this.#client = client;
    try {
      await client.start();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw workspace.getConfiguration('vmlint').get('path')
        ? new SettingError(`The vmlint of vmlint.path does not serve: ${why}`, 'vmlint.path')
        : new Error(`the server did not start: ${why}. The output of vmlint says more.`);
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    // One that failed to start cannot be stopped.
    if (client?.state === State.Running) await client.stop();
    await client?.dispose();
  }
}
