/** Values and names can be megabytes; messages show so much of them. */
const LONGEST = 60;

/** As much of a value, or of a name, as somebody needs to see. */
export function shown(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
