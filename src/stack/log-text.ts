/** Stands for what was left out of the middle of a long log. */
export const LEFT_OUT = '\n\0left out\0\n';

/** The 1-based line of a place in a log; undefined behind what was left out: nobody counted its lines. */
export function lineOf(logText: string, at: number): number | undefined {
  if (logText.lastIndexOf(LEFT_OUT, at) >= 0) return undefined;
  let line = 1;
  for (let index = logText.indexOf('\n'); index >= 0 && index < at; line++) {
    index = logText.indexOf('\n', index + 1);
  }
  return line;
}
