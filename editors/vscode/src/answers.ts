import { basename } from 'node:path';
import { EventEmitter, Uri, window, workspace, type TextDocumentContentProvider } from 'vscode';
import { argumentsOf, findProgram, run, type Answer } from './program.js';

/** What vmlint is asked: a command, what it is about, and the folder that it is asked in. */
export interface Question {
  readonly command: 'explain' | 'inspect';
  /** Of `inspect`: a path in the folder; empty: the folder itself. */
  readonly about: string;
  readonly cwd: string;
}

/** Shows what commands print, as texts that are read only. */
export class Answers implements TextDocumentContentProvider {
  static readonly scheme = 'vmlint';
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #known = new Map<string, string>();

  constructor(private readonly bundled: Uri) {}

  /** @throws {Error} with what vmlint says, where it has no answer */
  async show(question: Question): Promise<void> {
    const { command, about } = question;
    const query = JSON.stringify(question);
    // Slashes would part the title, and with `.vmx` at its end it would be taken for a VM.
    const title = (about || basename(question.cwd)).replaceAll('/', '\u2215');
    const path = `${title} (vmlint ${command})`;
    const uri = Uri.from({ scheme: Answers.scheme, path, query });
    const { stdout, stderr } = await this.#ask(question);
    if (stdout === '') throw new Error(withoutLabel(stderr) || 'there is no answer');
    this.#known.set(uri.toString(), stdout);
    this.#changed.fire(uri);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
    if (stderr !== '') void window.showWarningMessage(`vmlint: ${withoutLabel(stderr)}`);
  }

  /** One that was open when VS Code was closed is asked for again. */
  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const known = this.#known.get(uri.toString());
    if (known !== undefined) return known;
    const { stdout, stderr } = await this.#ask(JSON.parse(uri.query) as Question);
    return stdout || stderr;
  }

  #ask({ command, about, cwd }: Question): Promise<Answer> {
    // What starts like an option is none.
    const what = command === 'explain' ? about.replace(/^[-\s]+/, '') : `./${about}`;
    const args = [...argumentsOf(command), '--color=never', what];
    return run(findProgram(this.bundled), args, cwd);
  }
}

function withoutLabel(stderr: string): string {
  return stderr.trim().replace(/^error: /, '');
}
