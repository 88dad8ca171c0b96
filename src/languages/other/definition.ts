import type { Span } from '../document.js';

/** A node of unist: https://github.com/syntax-tree/unist. Offsets are those of the view. */
export interface TreeNode {
  readonly type: string;
  readonly position?:
    | {
        readonly start: { readonly offset?: number | undefined };
        readonly end: { readonly offset?: number | undefined };
      }
    | undefined;
}

/** A format that vmlint does not come with: see `defineLanguage`. */
export interface LanguageDefinition {
  /** Lower-case letters, digits and dashes: what rules name in `languages`. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** What names of its files end in, as `.lab`; case does not count. */
  readonly extensions: readonly string[];
  /** Why a file of such a name is none after all, in words that follow "not a VM configuration: ". */
  whyNot?(view: string, path: string): string | undefined;
  /**
   * The tree of a file. The view has a character for each byte (for each character of a file in UTF-16), so offsets
   * are byte offsets. `children` are in the order of the file and do not overlap; what is between them is nobody's
   * and stays as it is. What cannot be read is to be a node, too: nothing is to be thrown.
   */
  parse(view: string): { readonly children: readonly TreeNode[] };
  /** Of a node that is a comment, what it says, without its marks: it may speak to vmlint. */
  comment?(node: TreeNode, view: string): Span | undefined;
  /** Parts of a view, or of some lines of one, that must not be shown. */
  secrets?(view: string): Span[];
}

/** What a definition lacks, or undefined. */
export function whyNoLanguage(given: unknown): string | undefined {
  if (typeof given !== 'object' || given === null)
    return 'is no language: make it with defineLanguage';
  const { id, name, extensions, parse } = given as Partial<Record<string, unknown>>;
  if (typeof id !== 'string' || !/^[a-z][a-z0-9-]*$/.test(id)) {
    return 'lacks an `id` of lower-case letters, digits and dashes';
  }
  if (typeof name !== 'string' || name.trim() === '') return `(${id}) lacks a \`name\``;
  const isEnding = (ending: unknown): boolean =>
    typeof ending === 'string' && /^\.[^\s/\\]+$/.test(ending);
  if (!Array.isArray(extensions) || extensions.length === 0 || !extensions.every(isEnding)) {
    return `(${id}) lacks \`extensions\` such as [".lab"]`;
  }
  if (typeof parse !== 'function') return `(${id}) lacks the function \`parse\``;
  for (const part of ['whyNot', 'comment', 'secrets']) {
    const other = (given as Partial<Record<string, unknown>>)[part];
    if (other !== undefined && typeof other !== 'function') {
      return `(${id}) has a \`${part}\` that is no function`;
    }
  }
  return undefined;
}
