import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { libraryPath } from './bundle.mjs';
import { environment } from './environment.mjs';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));

/** A child process that does one task; `measure` asks it to. */
export class Contender {
  static async start(task) {
    const child = fork(CHILD, [await libraryPath(), task], {
      env: environment,
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const contender = new Contender(child);
    await contender.#answer();
    return contender;
  }

  constructor(child) {
    this.child = child;
  }

  /** How long going through the input so often took: `{ cpu, wall }` in ms, or `{ error }`. */
  measure(input, repeat, limit = 60_000) {
    this.child.send({ input, repeat });
    return this.#answer(limit);
  }

  stop() {
    this.child.kill('SIGKILL');
  }

  #answer(limit = 60_000) {
    return new Promise((resolve) => {
      const done = (answer) => {
        clearTimeout(timer);
        this.child.off('message', done);
        this.child.off('exit', died);
        resolve(answer);
      };
      const died = (code, signal) => done({ error: `it died: ${signal ?? code}` });
      const timer = setTimeout(() => {
        this.stop();
        done({ error: `not done in ${limit / 1000} s` });
      }, limit);
      this.child.on('message', done);
      this.child.on('exit', died);
    });
  }
}
