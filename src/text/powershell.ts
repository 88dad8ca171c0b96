/** What PowerShell takes for a single quote: also the typographic ones (language specification, 2.3.5.2). */
const SINGLE_QUOTES = /['\u2018\u2019\u201a\u201b]/g;

/** A text as a string of PowerShell that stays what it is: in single quotes, each quote in it doubled. */
export function quoteForPowerShell(text: string): string {
  return `'${text.replace(SINGLE_QUOTES, '$&$&')}'`;
}
