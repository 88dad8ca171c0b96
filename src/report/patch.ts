import { formatPatch, structuredPatch, type StructuredPatch } from 'diff';

/** Beyond so many changed lines a line-by-line comparison takes too long; the patch then replaces them all. */
const MAX_CHANGED_LINES = 2000;

/**
 * A patch that `git apply` takes, which compares bytes and knows no encoding: lines end with the byte 0x0A, also in
 * UTF-16, where it is half of one. `before` and `after` have one character a byte, and so has the patch;
 * names beyond ASCII are quoted as Git does. Empty where nothing changes.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const name = path.replace(/^(?:[A-Za-z]:)?\/+/, '');
  const options = { context: 3, maxEditLength: MAX_CHANGED_LINES };
  const patch: StructuredPatch =
    structuredPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, options) ??
    replaceAll(`a/${name}`, `b/${name}`, before, after);
  return formatPatch({ ...patch, isGit: true });
}

/** One hunk from the first line that differs to the last. */
function replaceAll(
  oldFileName: string,
  newFileName: string,
  before: string,
  after: string,
): StructuredPatch {
  const old = linesOf(before);
  const next = linesOf(after);
  let first = 0;
  while (first < old.length && first < next.length && old[first] === next[first]) first++;
  let same = 0;
  while (
    same < old.length - first &&
    same < next.length - first &&
    old[old.length - 1 - same] === next[next.length - 1 - same]
  ) {
    same++;
  }
  const from = Math.max(0, first - 3);
  const behind = Math.min(same, 3);
  const removed = old.slice(first, old.length - same);
  const added = next.slice(first, next.length - same);
  const hunkLines = [
    ...old.slice(from, first).map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...old.slice(old.length - same, old.length - same + behind).map((line) => ` ${line}`),
  ].flatMap((line) => (line.endsWith('\n') ? line.slice(0, -1) : [line, NO_NEWLINE]));
  const hunk = {
    oldStart: from + 1,
    oldLines: first - from + removed.length + behind,
    newStart: from + 1,
    newLines: first - from + added.length + behind,
    lines: hunkLines,
  };
  return {
    oldFileName,
    newFileName,
    oldHeader: undefined,
    newHeader: undefined,
    hunks: [hunk],
  };
}

const NO_NEWLINE = '\\ No newline at end of file';

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
