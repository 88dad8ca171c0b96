import type { Point, Source } from './source.js';

/**
 * `pointAt` for places that are asked for in the order of the text: the same points, in a time that does not grow
 * with the length of a line.
 */
export function pointsInOrder(source: Source): (viewOffset: number) => Point {
  let line = 0;
  let lineStart = -1;
  let nextLine = -1;
  let last = 0;
  let units = 0;
  return (viewOffset) => {
    const isKnown = lineStart !== -1 && viewOffset >= last && viewOffset < nextLine;
    if (!isKnown && (viewOffset !== last || lineStart === -1)) {
      line = source.lines.lineAt(viewOffset);
      lineStart = source.lines.startOf(line);
      const following = source.lines.startOf(line + 1);
      nextLine = following > lineStart ? following : Infinity;
      last = lineStart;
      units = 0;
    }
    if (viewOffset > last) {
      units += source.isAscii ? viewOffset - last : source.decode(last, viewOffset).length;
      last = viewOffset;
    }
    return { line: line + 1, column: units + 1, offset: source.offsetOf(viewOffset) };
  };
}
