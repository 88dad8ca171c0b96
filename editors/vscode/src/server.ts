import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { window, workspace, type Disposable, type Uri } from 'vscode';
import {
  CloseAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient/node.js';
import { LANGUAGES } from './languages.js';
import { argumentsOf, configuration, findProgram, SettingError, tell } from './program.js';

/** Milliseconds. */
const LONGEST_START = 20_000;

/** Leaves it to others to tell why a start has failed. */
class Client extends LanguageClient {
  hasStarted = false;

  override error(message: string, data?: unknown, show?: boolean | 'force'): void {
    super.error(message, data, this.hasStarted ? show : false);
  }
}

/** The language server, which is started anew when settings say something else. */
export class Server implements Disposable {
  readonly #output = window.createOutputChannel('vmlint');
  #client: Client | undefined;
  #process: ChildProcess | undefined;
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
    this.#doing = this.#doing.then(() => this.#stop()).then(() => this.#output.dispose());
    return this.#doing;
  }

  async #start(): Promise<void> {
    const program = findProgram(this.bundled);
    const args = [...program.args, ...argumentsOf('lsp')];
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const cwd = folder?.scheme === 'file' ? folder.fsPath : undefined;
    let said = '';
    let fail: (why: Error) => void;
    const failure = new Promise<never>((_, reject) => void (fail = reject));
    const serve = (): Promise<ChildProcess> => {
      const child = spawn(program.command, args, { cwd, env: program.env, windowsHide: true });
      child.stderr.on(
        'data',
        (chunk: Buffer) => void (said = (said + chunk.toString()).slice(-2000)),
      );
      child.on('error', fail);
      child.on('close', () => fail(new Error(said.trim() || 'it ended without a word')));
      this.#process = child;
      return Promise.resolve(child);
    };
    const client: Client = new Client('vmlint', 'vmlint', serve, {
      documentSelector: LANGUAGES.flatMap((language) => [
        { scheme: 'file', language },
        { scheme: 'untitled', language },
      ]),
      outputChannel: this.#output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      errorHandler: {
        error: (...problem) => usual.error(...problem),
        closed: () => {
          if (client.hasStarted) return usual.closed();
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    });
    const usual = client.createDefaultErrorHandler();
    this.#client = client;
    const tooLong = setTimeout(LONGEST_START, undefined, { ref: false }).then(() => {
      throw new Error('it does not answer');
    });
    try {
      // What the server said tells more than what the client did; and its start may end well for one that is gone.
      const start = client.start().then(
        () => (client.isRunning() ? undefined : failure),
        () => failure,
      );
      await Promise.race([start, failure, tooLong]);
      client.hasStarted = true;
    } catch (error) {
      await this.#stop();
      throw whyNotStarted(error);
    }
  }

  async #stop(): Promise<void> {
    const [client, process] = [this.#client, this.#process];
    this.#client = this.#process = undefined;
    // One that has failed to start refuses to be stopped.
    const isRunning = client?.state === State.Running;
    await client?.dispose().catch((error: unknown) => {
      if (isRunning) this.#output.appendLine(String(error));
    });
    process?.kill();
  }
}

function whyNotStarted(error: unknown): Error {
  const said = error instanceof Error ? error.message : String(error);
  const why = said.replace(/^error: /, '').replace(/\n`vmlint --help`.*$/, '');
  if (configuration().get<string>('path', '') === '') {
    return new SettingError(`vmlint has not started: ${why}`, 'vmlint');
  }
  return new SettingError(
    `The vmlint of vmlint.path has not started: ${why}. Write the path of another one, or leave the setting empty.`,
    'vmlint.path',
  );
}
