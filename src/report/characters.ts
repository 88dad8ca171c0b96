/** The index itself, or the start of the surrogate pair that it would cut. */
export function characterStart(text: string, index: number): number {
  return isInsidePair(text, index) ? index - 1 : index;
}

/** The index itself, or the end of the surrogate pair that it would cut. */
export function characterEnd(text: string, index: number): number {
  return isInsidePair(text, index) ? index + 1 : index;
}

function isInsidePair(text: string, index: number): boolean {
  return (
    index > 0 &&
    index < text.length &&
    (text.charCodeAt(index) & 0xfc00) === 0xdc00 &&
    (text.charCodeAt(index - 1) & 0xfc00) === 0xd800
  );
}
