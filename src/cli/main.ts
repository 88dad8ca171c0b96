import { escapeControls } from '../report/escape.js';
import { OutputError, toStderr, toStdout } from './output.js';
import { WORKER_ARGUMENT } from '../run/shared-files.js';
import { plainPaths } from './lint-arguments.js';
import { answerSignals } from './signals.js';
import { UsageError } from './usage-error.js';

declare const VMLINT_VERSION: string;

/** Exit codes: 0 fine, 1 findings remain or files would change, 2 the job could not be done. */
async function main(argv: readonly string[]): Promise<number> {
  const paths = plainPaths(argv);
  if (paths !== undefined) return (await import('./lint-command.js')).runLint(paths);
  // Loaded here, since it fails to load where the working folder was deleted.
  const { parseArguments } = await import('./arguments.js');
  const invocation = await parseArguments(argv, VMLINT_VERSION);
  switch (invocation.command) {
    case 'lint':
      return (await import('./lint-command.js')).runLint(invocation.arguments);
    case 'inspect':
      return (await import('./inspect-command.js')).runInspect(invocation.given);
    case 'ast':
      return (await import('./ast-command.js')).runAst(invocation.path, invocation.maxSize);
    case 'explain':
      return (await import('./explain-command.js')).runExplain(invocation.given);
    case 'rules':
      return (await import('./rules-command.js')).runRules(invocation.given);
    case 'settings':
      return (await import('./settings-command.js')).runSettings(
        invocation.format,
        invocation.language,
      );
    case 'stack':
      return (await import('./stack-command.js')).runStack(invocation.given);
    case 'config':
      return (await import('./config-command.js')).runConfig(invocation.given);
    case 'init':
      return (await import('./init-command.js')).runInit(invocation.given);
    case 'text':
      if (invocation.text !== '') toStdout(`${invocation.text}\n`);
      return 0;
  }
}

/** A worker thread has nothing to do with command lines and signals. */
async function start(argv: readonly string[]): Promise<number> {
  if (argv[0] === WORKER_ARGUMENT) {
    await (await import('./lint-worker.js')).runWorker();
    return 0;
  }
  answerSignals();
  return main(argv);
}

start(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = 2;
    toStderr(`error: ${explain(error)}\n`);
  },
);

function explain(error: unknown): string {
  const message = escapeControls(error instanceof Error ? error.message : String(error));
  if (error instanceof UsageError) return `${message}\n\`vmlint --help\` lists the options.`;
  if (error instanceof OutputError) return message;
  if (/\buv_cwd\b/.test(message)) {
    return 'the working folder does not exist any more; change to another one';
  }
  return `vmlint failed: ${message}\nThis is a defect of vmlint; nothing was written after it.`;
}
