import type { ConfigProblem } from '../config/problem.js';
import { shownPath } from '../files/paths.js';
import { formatBlock } from '../report/block.js';
import { createColors } from '../report/colors.js';
import { escapeControls } from '../report/escape.js';
import { wantsColor } from './color.js';
import { toStderr } from './output.js';

/** Tells on standard error what is wrong with configurations, each in the frame that findings have. */
export async function tellConfigProblems(
  problems: readonly ConfigProblem[],
  color: 'auto' | 'always' | 'never',
  cwd = process.cwd(),
): Promise<void> {
  const colors = createColors(await wantsColor(color, 2));
  const blocks = problems.map(({ path, message, at, notes }) => {
    const shown = shownPath(path, cwd);
    const escaped = notes.map(escapeControls);
    if (at === undefined) {
      const line = `${colors.red('error')} ${escapeControls(shown)}: ${escapeControls(message)}`;
      return [line, ...escaped.map((note) => `  ${colors.dim('=')} ${note}`)];
    }
    const { source, start, end } = at;
    const place = {
      start: source.pointAt(start),
      end: source.pointAt(end),
      excerpt: source.excerptAt(start, end),
      label: '',
    };
    return formatBlock(
      {
        severity: 'error',
        title: 'error',
        message,
        path: shown,
        place,
        related: [],
        notes: escaped,
      },
      colors,
    );
  });
  toStderr(`${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n\n`);
  const files = new Set(problems.map(({ path }) => path)).size;
  const what = files === 1 ? 'the configuration' : `${files} configurations`;
  toStderr(`Nothing was done: ${what} cannot be used; --no-config goes without\n`);
}
