/** So often (seconds) timers and signals get their turn. */
const EVERY = 0.05;

/** Breaks long work up: `await` what `due` returns, if anything, between two steps. */
export class Pauses {
  #last = process.uptime();

  due(): Promise<void> | undefined {
    if (process.uptime() - this.#last < EVERY) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        this.#last = process.uptime();
        resolve();
      });
    });
  }
}
