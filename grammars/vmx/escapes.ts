const BAR_AND_WHAT_FOLLOWS = /\|(?:([0-9A-Fa-f]{2})|[0-9A-Fa-f]?[^])/g;

/**
 * Undoes the `|HH` escapes of a value, as bytes. An escape that is none stays as written and swallows the
 * character that spoils it (`||22` is `||22`); `|00` ends the value (open-vm-tools, lib/misc/escape.c).
 */
export function unescapeValue(raw: string): string {
  if (!raw.includes('|')) return raw;
  const bytes = raw.replace(BAR_AND_WHAT_FOLLOWS, (written, hex: string | undefined) =>
    hex === undefined ? written : String.fromCharCode(parseInt(hex, 16)),
  );
  const nul = bytes.indexOf('\0');
  return nul === -1 ? bytes : bytes.slice(0, nul);
}
