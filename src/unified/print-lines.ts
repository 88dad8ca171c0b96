import { VmxDocument } from '../languages/index.js';
import { endOfLine, LinePrinter } from './print-line.js';
import { isSame, markOf, outputOf } from './output.js';
import { contentOf, frameFor, originOf, sourceOf } from './read.js';
import type { Fail, File, Frame, Line, Root } from './tree.js';
import { whyDifferent } from './verify.js';

/**
 * The text of a tree, in the form that it was read in. Lines that nobody touched are what they were, byte for
 * byte; the others are printed as VMware does. `fail` is called where that cannot be done, or where the text would
 * not be read as the tree says.
 */
export function printLines(root: Root, file: File, fail: Fail): string | Uint8Array {
  checkShape(root, fail);
  const frame = frameFor(root, file);
  const printer = new LinePrinter(root, frame, fail);
  const pieces = [markOf(root, frame)];
  for (const [index, line] of root.children.entries()) {
    pieces.push(printer.print(line), endOf(line, index === root.children.length - 1, frame));
  }
  const output = outputOf(pieces.join(''), frame);
  if (isSame(output, contentOf(file))) return output;
  const document = new VmxDocument(sourceOf(output));
  const problem = whyDifferent(root, document, frame);
  if (problem !== undefined) fail(problem.message, problem.line);
  return output;
}

const TYPES: readonly string[] = ['entry', 'comment', 'blank', 'malformed'];

function checkShape(root: Root, fail: Fail): void {
  const lines = (root as Partial<Root> | undefined)?.children;
  if ((root as Partial<Root> | undefined)?.type !== 'root' || !Array.isArray(lines)) {
    fail('expected a root with children, as vmlintParse makes it');
  }
  for (const line of lines as Partial<Line>[]) {
    const type: unknown = (line as Partial<Line> | undefined)?.type;
    if (typeof type === 'string' && TYPES.includes(type)) continue;
    const what = typeof type === 'string' ? `a node of type "${type}"` : 'something without a type';
    fail(`found ${what} among the lines, expected one of ${TYPES.join(', ')}`, line);
  }
}

/** A line keeps its own end; one that has none gets the file's, unless it is the last of a file that ends so. */
function endOf(line: Line, isLast: boolean, frame: Frame): string {
  const origin = originOf(line);
  const own = origin === undefined ? undefined : endOfLine(origin.source);
  if (own !== undefined && (own !== '' || isLast)) return own;
  return isLast && !frame.finalEndOfLine ? '' : frame.endOfLine;
}
