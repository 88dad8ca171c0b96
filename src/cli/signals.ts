import { showLine } from './output.js';

const CODES = { SIGINT: 130, SIGTERM: 143 } as const;
const SIGNALS = Object.keys(CODES) as (keyof typeof CODES)[];

function leave(signal: keyof typeof CODES): void {
  showLine('');
  process.exit(CODES[signal]);
}

/**
 * While files are worked on, a signal is answered between two of them: writing one is a single synchronous
 * step, so each is whole.
 */
export function answerSignals(): void {
  for (const signal of SIGNALS) process.once(signal, leave);
}

/** From here on a signal ends the process at once, also where it waits for somebody to read what it says. */
export function leaveSignalsToTheSystem(): void {
  for (const signal of SIGNALS) process.off(signal, leave);
}
