import type { VmxEntry, VmxMalformed } from './ast.js';
import { endOfLineLength, HASH, isBlank, NUL, QUOTE, skipBlanks } from './characters.js';
import { malformedPair } from './malformed.js';
import { nameOf } from './names.js';

/**
 * pair  := blanks? key blanks? '=' blanks? value? blanks? comment?
 * value := '"' anything but '"' and NUL '"'  |  anything but blanks, '#' and NUL, not starting with '"'
 *
 * A NUL behind a complete pair ends the line for VMware. What does not fit is malformed.
 * `line` is a line with its end that starts with a key and an `=`; `start` is its place in the view.
 */
export function pairNode(line: string, start: number): VmxEntry | VmxMalformed {
  const end = line.length - endOfLineLength(line);
  const equals = line.indexOf('=');
  const keyStart = skipBlanks(line, 0, equals);
  let keyEnd = equals;
  while (isBlank(line.charCodeAt(keyEnd - 1))) keyEnd--;

  const written = skipBlanks(line, equals + 1, end);
  const quoted = written < end && line.charCodeAt(written) === QUOTE;
  const valueStart = quoted ? written + 1 : written;
  const valueEnd = quoted ? line.indexOf('"', valueStart) : endOfWord(line, valueStart, end);
  const nul = quoted ? line.indexOf('\0', valueStart) : -1;
  if (valueEnd === -1 || (nul !== -1 && nul < valueEnd)) {
    return malformedPair(line, start, end, keyStart, written, written);
  }
  const behind = skipBlanks(line, quoted ? valueEnd + 1 : valueEnd, end);
  const following = behind < end ? line.charCodeAt(behind) : NUL;
  if (following !== NUL && following !== HASH) {
    return malformedPair(line, start, end, keyStart, written, behind);
  }
  const name = nameOf(line.slice(keyStart, keyEnd));
  return {
    type: 'entry',
    start,
    end: start + end,
    next: start + line.length,
    keyStart: start + keyStart,
    key: name.key,
    name,
    equals: start + equals,
    value: line.slice(valueStart, valueEnd),
    valueStart: start + valueStart,
    quoted,
    commentStart: following === HASH ? start + behind : -1,
  };
}

/** Where an unquoted value ends. */
function endOfWord(line: string, offset: number, end: number): number {
  let index = offset;
  for (; index < end; index++) {
    const code = line.charCodeAt(index);
    if (isBlank(code) || code === HASH || code === NUL) break;
  }
  return index;
}
