/** Text that is data as Markdown that shows it as it is. */
export function plain(text: string): string {
  return visible(text).replace(/[\\`*_{}[\]<>()#+!|~&-]/g, '\\$&');
}

/** Text that is data as code in a line. */
export function code(text: string): string {
  const shown = visible(text);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') || shown === '' ? ' ' : '';
  return fence + pad + shown + pad + fence;
}

function visible(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return cut.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, ' ');
}

/** What a file says can be megabytes. */
const LONGEST = 2000;

export function link({ title, url }: { readonly title: string; readonly url?: string }): string {
  return url === undefined ? plain(title) : `[${plain(title)}](<${url.replace(/[<>\s]/g, '')}>)`;
}

export function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

export function sections(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
