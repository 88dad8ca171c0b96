import { homedir } from 'node:os';
import { dirname, relative } from 'node:path';
import {
  commands,
  languages,
  Range,
  window,
  workspace,
  type CodeAction,
  type TextEditor,
  type WorkspaceFolder,
} from 'vscode';
import type { Answers, Question } from './answers.js';
import { LANGUAGES } from './languages.js';

const FIX_ALL = 'source.fixAll.vmlint';

/** The editor in front, if it shows a VM configuration. */
function editorOfVm(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  return editor && LANGUAGES.includes(editor.document.languageId) ? editor : undefined;
}

/** Does now what is done on save. */
export async function fixAll(): Promise<void> {
  const editor = editorOfVm();
  if (editor === undefined) {
    throw new Error(
      'open a .vmx, a .vbox or the XML of a VM of Hyper-V first; its safe fixes are applied there',
    );
  }
  const { uri, lineCount } = editor.document;
  const all = new Range(0, 0, lineCount, 0);
  const command = 'vscode.executeCodeActionProvider';
  const offered = await commands.executeCommand<CodeAction[]>(command, uri, all, FIX_ALL);
  const [edit] = offered.flatMap(({ kind, edit }) => (kind?.value === FIX_ALL && edit) || []);
  if (edit === undefined) {
    void window.showInformationMessage('vmlint: nothing here can be fixed safely; see Problems.');
  } else if (!(await workspace.applyEdit(edit))) {
    throw new Error('the file has changed meanwhile; run the command again');
  }
}

/** Explains the rule of what is found at the cursor, or else what the user asks for. */
export async function explain(answers: Answers): Promise<void> {
  const about = (await ruleAtCursor()) ?? (await askWhat());
  if (about) await answers.show({ command: 'explain', about, cwd: folderOf(editorOfVm()) });
}

async function ruleAtCursor(): Promise<string | undefined> {
  const editor = editorOfVm();
  if (editor === undefined) return undefined;
  const found = languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source, range }) => source === 'vmlint' && range.contains(editor.selection.active))
    .map(({ code }) => String(typeof code === 'object' ? code.value : code))
    .filter((rule) => rule.includes('/'));
  const rules = [...new Set(found)];
  if (rules.length < 2) return rules[0];
  return window.showQuickPick(rules, { placeHolder: 'Several rules speak here. Which one?' });
}

function askWhat(): Thenable<string | undefined> {
  const editor = editorOfVm();
  const word = editor?.document.getWordRangeAtPosition(editor.selection.active);
  return window.showInputBox({
    title: 'vmlint: Explain',
    prompt: 'A rule, a setting, a topic, or an error message of a product',
    ...(word === undefined ? {} : { value: editor!.document.getText(word) }),
  });
}

/** Says what the VM of the file in front is, or else those of a folder. */
export async function inspect(answers: Answers): Promise<void> {
  const editor = editorOfVm();
  const question = editor === undefined ? await ofFolder() : ofFile(editor);
  if (question === undefined) return;
  await answers.show(question);
  if (editor?.document.isDirty === true) {
    void window.showInformationMessage('vmlint inspected what was saved last.');
  }
}

function ofFile(editor: TextEditor): Question {
  const { uri, isUntitled } = editor.document;
  if (isUntitled || uri.scheme !== 'file') {
    throw new Error('what is inspected must be a file on this computer; save it first');
  }
  const cwd = folderOf(editor);
  return { command: 'inspect', about: relative(cwd, uri.fsPath), cwd };
}

async function ofFolder(): Promise<Question | undefined> {
  const folder = await pickFolder();
  return folder && { command: 'inspect', about: '', cwd: folder.uri.fsPath };
}

async function pickFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (folders.length === 0) {
    throw new Error('open a configuration of a VM, or the folder that your VMs are in, first');
  }
  return folders.length === 1 ? folders[0] : window.showWorkspaceFolderPick();
}

/** Where the command would be run for a file. */
function folderOf(editor: TextEditor | undefined): string {
  const uri = editor?.document.uri;
  const folder = uri && workspace.getWorkspaceFolder(uri);
  if (folder?.uri.scheme === 'file') return folder.uri.fsPath;
  return uri?.scheme === 'file' ? dirname(uri.fsPath) : homedir();
}
