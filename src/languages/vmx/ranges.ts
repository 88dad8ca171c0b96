import type { VmxEntry, VmxNode } from '../../../grammars/vmx/index.js';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The line without its end of line. */
export function lineRange(node: VmxNode): Range {
  return { start: node.start, end: node.end };
}

export function keyRange(entry: VmxEntry): Range {
  return { start: entry.keyStart, end: entry.keyStart + entry.key.length };
}

/** The value with its quotes; the place behind the `=` where there is none. */
export function valueRange(entry: VmxEntry): Range {
  const quote = entry.quoted ? 1 : 0;
  return { start: entry.valueStart - quote, end: entry.valueStart + entry.value.length + quote };
}

/** The text without the blanks and tabs at its end. A pattern for that takes quadratic time on runs of blanks. */
export function withoutBlanksAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  return text.slice(0, end);
}
