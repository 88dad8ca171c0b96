export const NUL = 0x00;
export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const HASH = 0x23;

/** What VMware takes for white space in a line; a no-break space, for one, is none. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** The offset of the first character from `offset` on that is no blank, or `end`. */
export function skipBlanks(line: string, offset: number, end: number): number {
  let index = offset;
  while (index < end && isBlank(line.charCodeAt(index))) index++;
  return index;
}

/** 0 where the line is the last and has no end, 2 for CR LF. */
export function endOfLineLength(line: string): number {
  const last = line.charCodeAt(line.length - 1);
  if (last === CR) return 1;
  if (last !== LF) return 0;
  return line.charCodeAt(line.length - 2) === CR ? 2 : 1;
}
