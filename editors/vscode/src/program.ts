import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { commands, window, workspace, type Uri, type WorkspaceConfiguration } from 'vscode';
import { optionsOf, type Command, type Settings } from './arguments.js';

/** Something that the user can put right; the message says how. */
export class SettingError extends Error {
  constructor(
    message: string,
    readonly setting: string,
  ) {
    super(message);
  }
}

/** How vmlint is started: the arguments of the command come behind `args`. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The vmlint of the setting `vmlint.path`, else that of the extension. No name is looked up anywhere, and nothing in a
 * folder is run that nobody trusts.
 * @throws {SettingError} where there is no such file, or it is none that can be started
 */
export function findProgram(bundled: Uri): Program {
  const path = configuration().get<string>('path', '').trim();
  if (path === '' || !(workspace.isTrusted || isAbsolute(path))) return runByNode(bundled.fsPath);
  const file = realPathOf(absolute(path, 'vmlint.path'));
  if (/\.[cm]?js$/i.test(file)) return runByNode(file);
  if (/\.(?:cmd|bat|ps1)$/i.test(file)) {
    throw new SettingError(
      `vmlint.path is a script of a shell: ${path}. Write the path of the program that it runs, which ends in vmlint/dist/vmlint.cjs (in node_modules, beside it), or leave the setting empty.`,
      'vmlint.path',
    );
  }
  return { command: file, args: [], env: process.env };
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    throw new SettingError(
      `vmlint.path: there is no ${path}. Write the absolute path of vmlint (\`npm root -g\` prints the folder that vmlint/dist/vmlint.cjs is in), or leave the setting empty to use the vmlint of the extension.`,
      'vmlint.path',
    );
  }
}

/** By the Node that runs the extension, which Electron hides unless it is asked. */
function runByNode(script: string): Program {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' };
  return { command: process.execPath, args: [script], env };
}

export function configuration(): WorkspaceConfiguration {
  return workspace.getConfiguration('vmlint', workspace.workspaceFolders?.[0]);
}

/** @throws {SettingError} for a setting that cannot be used here */
export function argumentsOf(command: Command): string[] {
  const { config, plugins = [], ...others } = settings();
  return [
    command,
    ...optionsOf(command, {
      ...others,
      config: config && absolute(config, 'vmlint.config'),
      // Code runs only where the user trusts the folder, whoever names it.
      plugins: workspace.isTrusted
        ? plugins.map((plugin) =>
            plugin.startsWith('.') ? absolute(plugin, 'vmlint.plugins') : plugin,
          )
        : [],
    }),
  ];
}

function settings(): Settings {
  const values = configuration();
  return {
    nested: values.get('nested'),
    host: values.get('host'),
    hostOs: values.get('hostOs'),
    hyperv: values.get('hyperv'),
    cpu: values.get('cpu'),
    guest: values.get('guest'),
    under: values.get('under'),
    config: values.get('config'),
    noConfig: values.get('noConfig'),
    rules: values.get('rules'),
    presets: values.get('presets'),
    plugins: values.get('plugins'),
  };
}

/** Seen from the first folder of the workspace. @throws {SettingError} where there is none */
function absolute(path: string, setting: string): string {
  if (isAbsolute(path)) return path;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (folder?.scheme === 'file') return join(folder.fsPath, path);
  throw new SettingError(
    `${setting} is ${path}, and no folder is open that it could be in. Write an absolute path.`,
    setting,
  );
}

export interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs vmlint to its end. @throws {Error} where it cannot be started */
export function run(program: Program, args: readonly string[], cwd: string): Promise<Answer> {
  const { command, env } = program;
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...program.args, ...args], { cwd, env, windowsHide: true });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdin.on('error', () => {});
    child.stdin.end();
    child.on('error', reject);
    child.on('close', (code) => {
      const [out, err] = [stdout, stderr].map((chunks) => Buffer.concat(chunks).toString());
      resolve({ code, stdout: out!, stderr: err! });
    });
  });
}

/** Tells what went wrong; where a setting is at fault, with a way to it. */
export async function tell(error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof SettingError)) {
    await window.showErrorMessage(`vmlint: ${message}`);
    return;
  }
  const open = 'Open Settings';
  if ((await window.showErrorMessage(message, open)) !== open) return;
  await commands.executeCommand('workbench.action.openSettings', error.setting);
}
