import type { VmxNode } from '../../../grammars/vmx/index.js';

/**
 * What template engines leave to be filled in: Go, Jinja, ERB, shell, sed and printf. A `$(`, `${` or `<%`
 * means nothing to VMware, and no value that VMware writes has been seen with one.
 */
const PLACEHOLDER = /\{\{|\{%|<%|\$\{|\$\(|@[A-Z][A-Z0-9_]*@|__[A-Z][A-Z0-9_]*__/;

/** Also a placeholder where it is the whole value: `%s`, `$NAME`, `{name}` (a GUID in braces is none). */
const WHOLE_VALUE = /^(?:%[sd]|\$[A-Za-z_]\w*|\{[A-Za-z_][\w.]*\})$/;

/** `{name}` inside a value, as in `{vm_name}.nvram`. */
const BRACED_NAME = /\{[a-z_][a-z0-9_]*\}/;

/** One look at a whole file that decides whether its lines are worth one each. */
const ANY = new RegExp(`${PLACEHOLDER.source}|"(?:[%$]|\\{[A-Za-z_])|${BRACED_NAME.source}`);

/** No placeholder is without one of these; to look for them is fastest. */
const SIGNS = ['{', '$', '<%', '@', '__', '"%'];

export interface Placeholders {
  /** Lines whose value is unknown until the template is filled in. */
  readonly nodes: ReadonlySet<VmxNode>;
  /** In the order of the file. */
  readonly first: VmxNode;
  /** Some stand where lines or keys could come and go, so that nothing can be said to be absent. */
  readonly block: boolean;
}

/** Where the file is a template; undefined where it is none. Comments do not make a template. */
export function findPlaceholders(
  view: string,
  nodes: readonly VmxNode[],
): Placeholders | undefined {
  if (!SIGNS.some((sign) => view.includes(sign)) || !ANY.test(view)) return undefined;
  const found = new Set<VmxNode>();
  let first: VmxNode | undefined;
  let block = false;
  for (const node of nodes) {
    if (node.type === 'entry') {
      const inKey = PLACEHOLDER.test(node.key) && !/^__\w+__$/.test(node.key);
      if (!inKey && !isPlaceholder(node.value)) continue;
      block ||= inKey;
    } else if (node.type === 'malformed') {
      const text = view.slice(node.start, node.end);
      if (!PLACEHOLDER.test(text)) continue;
      block = true;
    } else {
      continue;
    }
    found.add(node);
    first ??= node;
  }
  return first === undefined ? undefined : { nodes: found, first, block };
}

function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value) || WHOLE_VALUE.test(value) || BRACED_NAME.test(value);
}
