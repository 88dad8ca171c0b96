import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

declare const VMLINT_PROGRAM_HASH: string;

/**
 * Runs the program beside this file with the code that V8 compiled when it was built, which halves the time
 * to start. Made by another Node (or not at all), the compiled code is left aside and nothing else changes.
 * Its name carries the hash of the program, since V8 itself compares lengths only.
 */
const folder = __dirname;
const filename = join(folder, 'program.cjs');
const program = readFileSync(filename, 'latin1');

function compiledCode(): Buffer | undefined {
  const { version, arch, platform } = process;
  try {
    return readFileSync(
      join(folder, `program-${VMLINT_PROGRAM_HASH}-${version}-${platform}-${arch}.v8`),
    );
  } catch {
    return undefined;
  }
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  const found = `${process.execPath} is ${process.versions.node}`;
  process.stderr.write(`error: vmlint needs Node.js 20.19 or newer, and ${found}\n`);
  process.exitCode = 2;
} else {
  const cachedData = compiledCode();
  const script = new Script(program, { filename, ...(cachedData ? { cachedData } : {}) });
  const run = script.runInThisContext() as (...scope: unknown[]) => void;
  // The program's script has no loader of modules; this file, which Node itself loaded, has.
  const importModule = (url: string): Promise<unknown> => import(url);
  run(module.exports, require, module, filename, dirname(filename), importModule);
}
