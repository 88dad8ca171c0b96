/** What a configuration file says, in whichever notation. Places are UTF-16 units of its text, `end` exclusive. */
export type ConfigNode = { readonly start: number; readonly end: number } & (
  | { readonly type: 'object'; readonly entries: readonly ConfigEntry[] }
  | { readonly type: 'array'; readonly items: readonly ConfigNode[] }
  | { readonly type: 'string'; readonly value: string }
  /** `raw`: as written; a version of 8.0 is no 8. */
  | { readonly type: 'number'; readonly value: number; readonly raw: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' }
);

export type ObjectNode = Extract<ConfigNode, { type: 'object' }>;

export interface ConfigEntry {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: ConfigNode;
}

/** What nobody nests deeper; parsers that call themselves for each level die of what does. */
export const DEEPEST = 64;

/** A mistake in a text, said in words that name what is and what should be. */
export interface Mistake {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** What helps besides. */
  readonly notes?: readonly string[];
}

export type Parsed = { readonly root: ConfigNode } | { readonly mistakes: readonly Mistake[] };

export function entryOf(node: ConfigNode | undefined, key: string): ConfigEntry | undefined {
  return node?.type === 'object' ? node.entries.find((entry) => entry.key === key) : undefined;
}

export function valueOf(node: ConfigNode | undefined, key: string): ConfigNode | undefined {
  return entryOf(node, key)?.value;
}

/** What a scalar says, a number as it is written. */
export function textOf(node: ConfigNode): string | undefined {
  if (node.type === 'string') return node.value;
  if (node.type === 'number') return node.raw;
  return node.type === 'boolean' ? (node.value ? 'TRUE' : 'FALSE') : undefined;
}

/** A second key of the same name in one object; which of the two counts would be anybody's guess. */
export function duplicateKeys(entries: readonly ConfigEntry[]): Mistake[] {
  const seen = new Set<string>();
  return entries.flatMap(({ key, keyStart, keyEnd }) => {
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `Unexpected second ${JSON.stringify(key)}, expected one`;
    return [{ start: keyStart, end: keyEnd, message }];
  });
}
