/**
 * What template engines leave to be filled in: Go, Jinja, ERB, shell, sed and printf. A `$(`, `${` or `<%`
 * means nothing to hypervisors, and no value that they write has been seen with one.
 */
const PLACEHOLDER = /\{\{|\{%|<%|\$\{|\$\(|@[A-Z][A-Z0-9_]*@|__[A-Z][A-Z0-9_]*__/;

/** Also a placeholder where it is the whole value: `%s`, `$NAME`, `{name}` (a GUID in braces is none). */
const WHOLE_VALUE = /^(?:%[sd]|\$[A-Za-z_]\w*|\{[A-Za-z_][\w.]*\})$/;

/** `{name}` inside a value, as in `{vm_name}.nvram`. */
const BRACED_NAME = /\{[a-z_][a-z0-9_]*\}/;

/** One look at a whole file that decides whether its parts are worth one each. */
const ANY = new RegExp(`${PLACEHOLDER.source}|"(?:[%$]|\\{[A-Za-z_])|${BRACED_NAME.source}`);

/** No placeholder is without one of these; to look for them is fastest. */
const SIGNS = ['{', '$', '<%', '@', '__', '"%'];

/** Whether there may be a placeholder anywhere in a view. */
export function mayHavePlaceholders(view: string): boolean {
  return SIGNS.some((sign) => view.includes(sign)) && ANY.test(view);
}

/** Whether a part of a file that is no value, a key say, has a placeholder in it. */
export function hasPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

/** Whether a value has, or is, a placeholder. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value) || WHOLE_VALUE.test(value) || BRACED_NAME.test(value);
}
