import { isTerminal } from './color.js';
import { showLine } from './output.js';

/** Milliseconds. */
const AFTER = 300;
const EVERY = 100;

/**
 * Shows on a terminal how far the work is, once it has taken a while. `describe` is asked for a line now and then,
 * which must be shorter than any terminal is wide: of a longer one a part could not be wiped.
 * @returns what ends it; nothing of it is left then
 */
export function startProgress(describe: () => string): () => void {
  let isEnded = false;
  const show = (): void => {
    if (isEnded) return;
    showLine(describe());
    timer = setTimeout(show, EVERY).unref();
  };
  const start = async (): Promise<void> => {
    // Where the cursor cannot be moved, or nobody looks, there is no place for it.
    if (process.env['TERM'] !== 'dumb' && (await isTerminal(2))) show();
  };
  let timer = setTimeout(() => void start(), AFTER).unref();
  return () => {
    isEnded = true;
    clearTimeout(timer);
    showLine('');
  };
}
