/** From this length on V8 keeps a part of a string as a window on the whole, and with it the whole in memory. */
const WINDOW = 13;

/** The same text on its own: what outlives a file must not keep the file's text. */
export function detached(text: string): string {
  return text.length < WINDOW ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}
