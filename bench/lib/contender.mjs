import { clearTimeout, setTimeout } from 'node:timers';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { libraryPath } from './bundle.mjs';
import { environment } from './environment.mjs';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));
const PATIENCE = 20_000;

/** A process that does tasks. Those that are compared have one each: what V8 learns of one slows the other. */
export class Contender {
  #child;

  static async start() {
    const child = fork(CHILD, [await libraryPath()], {
      env: environment,
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const contender = new Contender(child);
    await contender.#answer(PATIENCE);
    return contender;
  }

  constructor(child) {
    this.#child = child;
  }

  /**
   * The CPU time in ms of going through the input once, the mean of `repeat` times. `keep`: what comes of
   * each time stays in memory until the last.
   * @throws {Error} where the task failed, or was not done in `patience` ms; then this contender is of no more use
   */
  async measure(task, input, { repeat, keep = false }, patience = PATIENCE) {
    this.#child.send({ task, input, repeat, keep });
    const { error, ms } = await this.#answer(patience);
    if (error !== undefined) throw new Error(error);
    return ms;
  }

  stop() {
    this.#child.kill('SIGKILL');
  }

  #answer(patience) {
    return new Promise((resolve) => {
      const done = (answer) => {
        clearTimeout(timer);
        this.#child.off('message', done).off('exit', died);
        resolve(answer);
      };
      const died = (code, signal) => done({ error: `died with ${signal ?? code}` });
      const timer = setTimeout(() => {
        this.stop();
        done({ error: `not done in ${patience / 1000} s` });
      }, patience);
      this.#child.on('message', done).on('exit', died);
    });
  }
}

/** How often to repeat a task so that it takes about `wanted` ms. Warms it up on the way. */
export async function calibrate(contender, task, input, wanted) {
  let repeat = 1;
  for (;;) {
    const ms = await contender.measure(task, input, { repeat });
    if (ms * repeat >= wanted / 2) return Math.max(1, Math.round(wanted / ms));
    repeat = Math.min(repeat * 10, Math.ceil(wanted / Math.max(ms, 0.001)));
  }
}
