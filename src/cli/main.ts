import { parseArguments } from './arguments.js';
import { toStderr, toStdout } from './output.js';
import { UsageError } from './usage-error.js';

declare const VMLINT_VERSION: string;

/** Exit codes: 0 fine, 1 findings remain or files would change, 2 the job could not be done. */
async function main(argv: readonly string[]): Promise<number> {
  const invocation = await parseArguments(argv, VMLINT_VERSION);
  switch (invocation.command) {
    case 'lint':
      return (await import('./lint-command.js')).runLint(invocation.arguments);
    case 'ast':
      return (await import('./ast-command.js')).runAst(invocation.path, invocation.maxSize);
    case 'explain':
      return (await import('./explain-command.js')).runExplain(invocation.what, invocation.color);
    case 'rules':
      return (await import('./rules-command.js')).runRules(invocation.format, invocation.language);
    case 'text':
      toStdout(invocation.text);
      return 0;
  }
}

// Writing a file is one synchronous step, so a signal is answered before or after it, never inside.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = 2;
    if (error instanceof UsageError) {
      toStderr(`error: ${error.message}\n\`vmlint --help\` lists the options.\n`);
    } else {
      const message = error instanceof Error ? error.message : String(error);
      toStderr(
        `error: vmlint failed: ${message}\nThis is a defect of vmlint; nothing was written after it.\n`,
      );
    }
  },
);
