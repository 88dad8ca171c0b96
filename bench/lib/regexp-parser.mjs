/**
 * A pair, a comment or a blank line of a .vmx file by one sticky regular expression: key, the blanks and the
 * `=`, value in quotes or not, what is before a comment, comment, end of line.
 */
const LINE =
  /([ \t]*)(?:([^\0 \t#=\r\n]+)([ \t]*=[ \t]*)(?:"([^"\0\r\n]*)"|([^\0 \t#"\r\n][^\0 \t#\r\n]*))?([ \t]*))?(#[^\r\n]*)?(\r\n?|\n|$)/y;
const REST_OF_LINE = /[^\r\n]*(\r\n?|\n|$)/y;

/**
 * What vmlint's grammar is measured against: the same nodes as grammars/vmx makes of the same text, offsets
 * and all, except that it does not tell why a line is malformed.
 */
export function parseWithRegExp(view) {
  const bomLength = view.startsWith('\xEF\xBB\xBF') ? 3 : 0;
  const children = [];
  let start = bomLength;
  while (start < view.length) {
    LINE.lastIndex = start;
    const match = LINE.exec(view);
    if (match === null) {
      REST_OF_LINE.lastIndex = start;
      const next = start + REST_OF_LINE.exec(view)[0].length;
      const end = next - endOfLineLength(view, next);
      children.push({ type: 'malformed', start, end, next });
      start = next;
      continue;
    }
    const next = LINE.lastIndex;
    const [, indent, key, assign, quotedValue, plainValue, , comment, endOfLine] = match;
    const end = next - endOfLine.length;
    const commentStart = comment === undefined ? -1 : end - comment.length;
    if (key !== undefined) {
      const keyStart = start + indent.length;
      const assignStart = keyStart + key.length;
      const quoted = quotedValue !== undefined;
      children.push({
        type: 'entry',
        start,
        end,
        next,
        keyStart,
        key,
        equals: assignStart + assign.indexOf('='),
        value: quoted ? quotedValue : (plainValue ?? ''),
        valueStart: assignStart + assign.length + (quoted ? 1 : 0),
        quoted,
        commentStart,
      });
    } else if (comment !== undefined) {
      children.push({ type: 'comment', start, end, next, commentStart });
    } else {
      children.push({ type: 'blank', start, end, next });
    }
    start = next;
  }
  return { type: 'root', bomLength, children };
}

function endOfLineLength(view, next) {
  const last = view.charCodeAt(next - 1);
  if (last === 13) return 1;
  if (last !== 10) return 0;
  return view.charCodeAt(next - 2) === 13 ? 2 : 1;
}
