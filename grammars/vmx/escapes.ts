const NUL = 0;

/**
 * Undoes the `|HH` escapes of a value, as bytes. An escape that is none stays as written and swallows the
 * character that spoils it (`||22` is `||22`); `|00` ends the value (open-vm-tools, lib/misc/escape.c).
 */
export function unescapeValue(raw: string): string {
  let bar = raw.indexOf('|');
  if (bar === -1) return raw;
  const parts: string[] = [];
  let from = 0;
  while (bar !== -1) {
    const high = hexDigit(raw.charCodeAt(bar + 1));
    const low = high === -1 ? -1 : hexDigit(raw.charCodeAt(bar + 2));
    if (low === -1) {
      bar = raw.indexOf('|', bar + (high === -1 ? 2 : 3));
      continue;
    }
    parts.push(raw.slice(from, bar));
    const byte = high * 16 + low;
    if (byte === NUL) return parts.join('');
    parts.push(String.fromCharCode(byte));
    from = bar + 3;
    bar = raw.indexOf('|', from);
  }
  return from === 0 ? raw : parts.join('') + raw.slice(from);
}

/** Of a character code; -1 where it is none. */
function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
